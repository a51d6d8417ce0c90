using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Yitong.Kernel;

/// <summary>
/// One year of the State Council's notice on holidays and swapped working days (节假日安排、调休).
/// </summary>
/// <param name="Year">
/// The year that the notice is for. Its days may lie in a neighbouring year: the notice for 2023 frees
/// 2022-12-31.
/// </param>
/// <param name="OffDays">Days off, with the holiday's name. Weekends need not be listed.</param>
/// <param name="WorkDays">
/// Saturdays and Sundays that are worked, with the holiday that they make up for.
/// </param>
/// <param name="Papers">Addresses of the notices.</param>
public sealed record CalendarYear(
    int Year,
    IReadOnlyList<(DateOnly Day, string Name)> OffDays,
    IReadOnlyList<(DateOnly Day, string Name)> WorkDays,
    IReadOnlyList<string> Papers);

/// <summary>
/// The working days (工作日) of the years whose notices are out: Monday to Friday that are not off, and
/// weekend days that are worked. It ends at an explicit horizon and says nothing about days outside:
/// working days are swapped by yearly notice, so no rule can foretell them. Immutable; safe to share
/// between threads; every question is answered in constant time.
/// </summary>
public sealed class WorkCalendar
{
    private readonly FrozenDictionary<DateOnly, string> holidays;
    private readonly FrozenDictionary<DateOnly, string> madeUp;
    private readonly int[] workingDaysUpTo; // [i]: working days among the first i days
    private readonly DateOnly[] workingDays;

    private WorkCalendar(CalendarYear[] years)
    {
        holidays = Merge(years, year => year.OffDays);
        madeUp = Merge(years, year => year.WorkDays);
        foreach (var day in madeUp.Keys.Where(holidays.ContainsKey))
            throw new ArgumentException(Faulty($"{day:yyyy-MM-dd} is both off and worked."), nameof(years));
        var last = years[0].Year;
        foreach (var next in years.Select(year => year.Year))
            if (next == last + 1) last = next;
        First = new(years[0].Year, 1, 1);
        Horizon = new(last, 12, 31);
        Version = Fingerprint(years);
        workingDaysUpTo = new int[Horizon.DayNumber - First.DayNumber + 2];
        List<DateOnly> worked = [];
        for (var (day, i) = (First, 0); i < workingDaysUpTo.Length - 1; i++)
        {
            if (IsWorked(day)) worked.Add(day);
            workingDaysUpTo[i + 1] = worked.Count;
            if (day < Horizon) day = day.AddDays(1);
        }
        workingDays = [.. worked];
    }

    /// <summary>
    /// Builds the calendar from the notices of its years, in any order. All are merged before anything is
    /// counted, because a notice may change days of the year before. Coverage ends with the first missing
    /// year.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// No year; a year twice; or a day that is both off and worked.
    /// </exception>
    public static WorkCalendar Of(IEnumerable<CalendarYear> years)
    {
        CalendarYear[] sorted = [.. years.OrderBy(year => year.Year)];
        if (sorted.Length == 0)
            throw new ArgumentException("A calendar needs at least one year.", nameof(years));
        foreach (var year in sorted.CountBy(year => year.Year).Where(count => count.Value > 1))
            throw new ArgumentException(Faulty($"The year {year.Key} is there twice."), nameof(years));
        return new(sorted);
    }

    /// <summary>The first day covered: 1 January of the first year.</summary>
    public DateOnly First { get; }

    /// <summary>The last day covered: 31 December of the last year before a gap.</summary>
    public DateOnly Horizon { get; }

    /// <summary>
    /// Twelve hexadecimal digits that change whenever anything in the notices does. Kept with every
    /// deadline shown.
    /// </summary>
    public string Version { get; }

    /// <summary>Whether the calendar knows the day.</summary>
    public bool Covers(DateOnly day) => day >= First && day <= Horizon;

    /// <summary>Whether work is done on the day; null where the calendar does not reach.</summary>
    public bool? IsWorkingDay(DateOnly day) => Covers(day) ? IsWorked(day) : null;

    /// <summary>
    /// The holiday that the day is off for, such as 国庆节; null on all other days, plain weekends too.
    /// </summary>
    public string? NameOf(DateOnly day) => Covers(day) ? holidays.GetValueOrDefault(day) : null;

    /// <summary>The holiday that a worked weekend day makes up for; null on all other days.</summary>
    public string? MakesUpFor(DateOnly day) => Covers(day) ? madeUp.GetValueOrDefault(day) : null;

    /// <summary>
    /// The number of working days after one day and up to another, the latter included; negative when the
    /// second is the earlier one; null where a day on the way is not covered.
    /// </summary>
    public int? WorkingDaysBetween(DateOnly after, DateOnly upTo) =>
        CountUpTo(upTo) - CountUpTo(after);

    /// <summary>
    /// The n-th working day after a day (before it when n is negative); the day itself is not counted.
    /// For n = 0 the day itself, worked or not. Past the ends of the calendar the answer says so.
    /// </summary>
    /// <param name="start">Any day.</param>
    /// <param name="n">-10,000 to 10,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">n is out of its range.</exception>
    public Deadline AddWorkingDays(DateOnly start, int n)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, TimeLimit.MaxAmount);
        ArgumentOutOfRangeException.ThrowIfLessThan(n, -TimeLimit.MaxAmount);
        if (n == 0) return new Deadline.On(start);
        // Forward only days after the start matter, backward only days before it.
        var edge = n > 0 ? start.DayNumber : start.DayNumber - 1;
        if (edge < First.DayNumber - 1) return new Deadline.BeforeFirst(First, Math.Abs(n));
        if (edge > Horizon.DayNumber) return new Deadline.BeyondHorizon(Horizon, Math.Abs(n));
        var index = workingDaysUpTo[edge - First.DayNumber + 1] + (n > 0 ? n - 1 : n);
        if (index < 0) return new Deadline.BeforeFirst(First, -index);
        return index < workingDays.Length
            ? new Deadline.On(workingDays[index])
            : new Deadline.BeyondHorizon(Horizon, index - workingDays.Length + 1);
    }

    /// <summary>The day itself when it is worked, else the next working day (or the one before).</summary>
    internal Deadline Roll(Deadline last, bool forward)
    {
        if (last is not Deadline.On { Day: var day }) return last;
        if (day > Horizon) return new Deadline.BeyondHorizon(Horizon, day.DayNumber - Horizon.DayNumber);
        if (day < First) return new Deadline.BeforeFirst(First, First.DayNumber - day.DayNumber);
        if (IsWorked(day)) return last;
        return AddWorkingDays(day, forward ? 1 : -1) switch
        {
            Deadline.BeyondHorizon => new Deadline.BeyondHorizon(Horizon, 0),
            Deadline.BeforeFirst => new Deadline.BeforeFirst(First, 0),
            var rolled => rolled,
        };
    }

    private int? CountUpTo(DateOnly day)
    {
        var index = day.DayNumber - First.DayNumber + 1;
        return index >= 0 && index < workingDaysUpTo.Length ? workingDaysUpTo[index] : null;
    }

    private bool IsWorked(DateOnly day) =>
        madeUp.ContainsKey(day)
        || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.ContainsKey(day));

    private static FrozenDictionary<DateOnly, string> Merge(
        CalendarYear[] years, Func<CalendarYear, IReadOnlyList<(DateOnly Day, string Name)>> days)
    {
        Dictionary<DateOnly, string> merged = [];
        foreach (var (day, name) in years.SelectMany(days)) merged[day] = name;
        return merged.ToFrozenDictionary();
    }

    private static string Fingerprint(CalendarYear[] years)
    {
        StringBuilder content = new();
        foreach (var year in years)
        {
            content.Append(CultureInfo.InvariantCulture, $"year {year.Year}\n");
            foreach (var (day, name) in year.OffDays.Order())
                content.Append(CultureInfo.InvariantCulture, $"off {day:yyyy-MM-dd} {name}\n");
            foreach (var (day, name) in year.WorkDays.Order())
                content.Append(CultureInfo.InvariantCulture, $"work {day:yyyy-MM-dd} {name}\n");
            foreach (var paper in year.Papers.Order(StringComparer.Ordinal))
                content.Append(CultureInfo.InvariantCulture, $"paper {paper}\n");
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString()))[..6]);
    }

    private static string Faulty(FormattableString text) => FormattableString.Invariant(text);
}

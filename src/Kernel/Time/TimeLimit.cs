using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Yitong.Kernel;

/// <summary>
/// How a limit is counted. The unit belongs to the article, not to the law and never to the engine.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<TimeUnit>))]
public enum TimeUnit
{
    /// <summary>工作日</summary>
    WorkingDays,
    /// <summary>日 written plainly: calendar days.</summary>
    CalendarDays,
    /// <summary>
    /// Calendar days; a last day that is not a working day rolls to the next working day (民法典
    /// 第二百零三条).
    /// </summary>
    CalendarDaysRolled,
    /// <summary>月: same day of a later month, or its last day (民法典 第二百零二条).</summary>
    Months,
    /// <summary>年: same day of a later year; 29 February becomes the 28th in a common year.</summary>
    Years,
    /// <summary>当场、即时: on the day itself. The amount is 0.</summary>
    Immediate,
}

/// <summary>
/// A budget of time with its unit, such as 20 working days. The day on which it starts is never counted
/// (民法典 第二百零一条).
/// </summary>
/// <param name="Amount">0 to 10,000; 0 only for <see cref="TimeUnit.Immediate"/>.</param>
/// <param name="Unit">How it is counted.</param>
public readonly record struct TimeLimit(int Amount, TimeUnit Unit)
{
    /// <summary>The longest budget, in any unit.</summary>
    public const int MaxAmount = 10_000;

    /// <summary>On the spot.</summary>
    public static readonly TimeLimit Immediate = new(0, TimeUnit.Immediate);

    /// <summary>A number of working days.</summary>
    public static TimeLimit WorkingDays(int amount) => new(amount, TimeUnit.WorkingDays);

    /// <summary>A number of calendar days.</summary>
    public static TimeLimit CalendarDays(int amount) => new(amount, TimeUnit.CalendarDays);

    /// <summary>
    /// Whether the amount is in its range: 1 to <see cref="MaxAmount"/>, and exactly 0 for
    /// <see cref="TimeUnit.Immediate"/>. Limits read from a pack or sent by a caller are checked with it.
    /// </summary>
    [JsonIgnore]
    public bool IsValid => Enum.IsDefined(Unit)
        && (Unit is TimeUnit.Immediate ? Amount == 0 : Amount is >= 1 and <= MaxAmount);

    /// <summary>
    /// The last day on which the thing may lawfully be done, counted forward from a start that is not counted
    /// itself. Working days need the calendar for every day on the way; rolled days only where the last day
    /// falls; plain days, months and years never. Total for every valid limit: where the calendar or the era
    /// ends, the answer says so.
    /// </summary>
    /// <param name="start">Receipt, acceptance, birth…: the day from which the article lets it run.</param>
    /// <param name="calendar">The city's calendar of working days.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The amount is negative or above <see cref="MaxAmount"/>.
    /// </exception>
    public Deadline From(DateOnly start, WorkCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return Count(start, Checked, calendar);
    }

    /// <summary>
    /// The last day on which the thing may be done when it must be done so long before an end, which is not
    /// counted itself (招标投标法实施条例 第二十一条, 第二十二条). A rolled last day moves to the working day
    /// before it, so that the period is never shortened.
    /// </summary>
    /// <param name="end">The day that the period leads to, such as the bid deadline.</param>
    /// <param name="calendar">The city's calendar of working days.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The amount is negative or above <see cref="MaxAmount"/>.
    /// </exception>
    public Deadline Before(DateOnly end, WorkCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return Count(end, -Checked, calendar);
    }

    private int Checked => Amount is >= 0 and <= MaxAmount
        ? Amount
        : throw new ArgumentOutOfRangeException(nameof(Amount), Amount, $"A time limit is 0 to {MaxAmount}.");

    private Deadline Count(DateOnly anchor, int signed, WorkCalendar calendar) => Unit switch
    {
        TimeUnit.WorkingDays => calendar.AddWorkingDays(anchor, signed),
        TimeUnit.CalendarDays => Days.Add(anchor, signed),
        TimeUnit.CalendarDaysRolled => calendar.Roll(Days.Add(anchor, signed), forward: signed >= 0),
        TimeUnit.Months => Days.AddMonths(anchor, signed),
        TimeUnit.Years => Days.AddMonths(anchor, 12 * signed),
        TimeUnit.Immediate => new Deadline.On(anchor),
        _ => throw new UnreachableException($"{Unit} is no unit of time."),
    };

    /// <summary>
    /// Reads an amount with the name of its unit, as packs and the API write it: <c>working-days</c>,
    /// <c>calendar-days</c>, <c>calendar-days-rolled</c>, <c>months</c>, <c>years</c>, <c>immediate</c>.
    /// </summary>
    /// <returns>False when the unit is unknown or the amount is out of range.</returns>
    public static bool TryParse(int amount, string? unit, out TimeLimit limit)
    {
        foreach (var candidate in Enum.GetValues<TimeUnit>())
        {
            limit = new(amount, candidate);
            if (string.Equals(unit, candidate.Code, StringComparison.Ordinal)) return limit.IsValid;
        }
        limit = default;
        return false;
    }
}

/// <summary>The stable names of the units.</summary>
public static class TimeUnits
{
    extension(TimeUnit unit)
    {
        /// <summary>The unit's name in packs and in the API, such as <c>working-days</c>.</summary>
        public string Code => unit switch
        {
            TimeUnit.WorkingDays => "working-days",
            TimeUnit.CalendarDays => "calendar-days",
            TimeUnit.CalendarDaysRolled => "calendar-days-rolled",
            TimeUnit.Months => "months",
            TimeUnit.Years => "years",
            TimeUnit.Immediate => "immediate",
            _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "Not a unit of time."),
        };
    }
}

/// <summary>Steps over plain days that stop at the ends of the era instead of throwing.</summary>
internal static class Days
{
    internal static Deadline Add(DateOnly day, int days)
    {
        var number = (long)day.DayNumber + days;
        if (number > DateOnly.MaxValue.DayNumber)
            return new Deadline.BeyondHorizon(DateOnly.MaxValue, (int)(number - DateOnly.MaxValue.DayNumber));
        return number < 0
            ? new Deadline.BeforeFirst(DateOnly.MinValue, (int)-number)
            : new Deadline.On(DateOnly.FromDayNumber((int)number));
    }

    internal static Deadline AddMonths(DateOnly day, int months)
    {
        var month = day.Year * 12L + day.Month - 1 + months;
        const long first = 12, last = 9999 * 12 + 11;
        if (month > last) return new Deadline.BeyondHorizon(DateOnly.MaxValue, (int)(month - last));
        return month < first
            ? new Deadline.BeforeFirst(DateOnly.MinValue, (int)(first - month))
            : new Deadline.On(day.AddMonths(months));
    }
}

using Yitong.Kernel;

namespace Yitong.Core.Tests;

/// <summary>
/// The same law counted day by day from the notices themselves, without tables, spans or short cuts: what
/// the kernel is compared with. Days outside of the years loaded end the count.
/// </summary>
internal static class NaiveClock
{
    private static readonly HashSet<DateOnly> Off =
        [.. NationalPack.Years.SelectMany(year => year.OffDays).Select(day => day.Day)];
    private static readonly HashSet<DateOnly> Work =
        [.. NationalPack.Years.SelectMany(year => year.WorkDays).Select(day => day.Day)];
    internal static readonly DateOnly First = new(2022, 1, 1);
    internal static readonly DateOnly Horizon = new(2026, 12, 31);

    internal static bool IsWorkingDay(DateOnly day) =>
        Work.Contains(day) || (!Off.Contains(day) && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));

    /// <summary>Suspensions in order; each covers (From, To]; an open one has no To.</summary>
    internal static Deadline Due(TimeLimit limit, DateOnly start, IReadOnlyList<(DateOnly From, DateOnly? To)> suspensions)
    {
        var isWorking = limit.Unit is TimeUnit.WorkingDays;
        var isRolled = limit.Unit is TimeUnit.CalendarDaysRolled;
        var left = isWorking || isRolled || limit.Unit is TimeUnit.CalendarDays ? limit.Amount : LengthInDays(limit, start);
        var day = start;
        while (left > 0)
        {
            if (suspensions.Any(pause => pause.To is null && pause.From <= day)) return new Deadline.Stopped();
            day = day.AddDays(1);
            if ((isWorking || isRolled) && day > Horizon)
                return Beyond(left, suspensions);
            if (suspensions.Any(pause => pause.From < day && day <= pause.To)) continue;
            if (!isWorking || IsWorkingDay(day)) left--;
        }
        var due = isRolled ? Roll(day) : day;
        foreach (var (from, to) in suspensions)
        {
            if (from < day || from > due) continue;
            if (to is not { } resumed) return new Deadline.Stopped();
            day = resumed;
            if (isRolled && resumed > Horizon)
                return Beyond(0, suspensions);
            due = isRolled ? Roll(resumed) : resumed;
        }
        return new Deadline.On(due);
    }

    private static Deadline Beyond(int left, IEnumerable<(DateOnly From, DateOnly? To)> suspensions) =>
        suspensions.Any(pause => pause.To is null) ? new Deadline.Stopped() : new Deadline.BeyondHorizon(Horizon, left);

    internal static int Consumed(
        TimeLimit limit, DateOnly start, IReadOnlyList<(DateOnly From, DateOnly? To)> suspensions, DateOnly today)
    {
        var used = 0;
        for (var day = start; day < today;)
        {
            day = day.AddDays(1);
            if (suspensions.Any(pause => pause.From < day && (pause.To is null || day <= pause.To))) continue;
            if (limit.Unit is not TimeUnit.WorkingDays || IsWorkingDay(day)) used++;
        }
        return used;
    }

    internal static DateOnly Before(TimeLimit limit, DateOnly end)
    {
        var (day, left) = (end, limit.Amount);
        while (left > 0)
        {
            day = day.AddDays(-1);
            if (limit.Unit is not TimeUnit.WorkingDays || IsWorkingDay(day)) left--;
        }
        while (limit.Unit is TimeUnit.CalendarDaysRolled && !IsWorkingDay(day)) day = day.AddDays(-1);
        return day;
    }

    internal static DateOnly Roll(DateOnly day)
    {
        while (!IsWorkingDay(day)) day = day.AddDays(1);
        return day;
    }

    private static int LengthInDays(TimeLimit limit, DateOnly start)
    {
        if (limit.Unit is TimeUnit.Immediate) return 0;
        var months = start.Month - 1 + limit.Amount * (limit.Unit is TimeUnit.Years ? 12 : 1);
        var (year, month) = (start.Year + months / 12, months % 12 + 1);
        DateOnly end = new(year, month, Math.Min(start.Day, DateTime.DaysInMonth(year, month)));
        return end.DayNumber - start.DayNumber;
    }
}

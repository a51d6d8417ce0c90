using Yitong.Kernel;

namespace Yitong.Catalogue;

/// <summary>
/// Limits of different units made comparable, for planning and for savings only; never for a deadline. Working days
/// stay; calendar days count five working days in seven, rounded up; a month counts 30 and a year 365 calendar days;
/// on the spot counts nothing.
/// </summary>
internal static class WorkingTime
{
    /// <summary>The limit in working days; 0 for none.</summary>
    public static int Of(TimeLimit? limit) => limit switch
    {
        null => 0,
        { Unit: TimeUnit.Immediate } => 0,
        { Unit: TimeUnit.WorkingDays, Amount: var days } => days,
        { Unit: TimeUnit.CalendarDays or TimeUnit.CalendarDaysRolled, Amount: var days } => FiveInSeven(days),
        { Unit: TimeUnit.Months, Amount: var months } => FiveInSeven(months * 30),
        { Unit: TimeUnit.Years, Amount: var years } => FiveInSeven(years * 365),
        _ => 0,
    };

    private static int FiveInSeven(int calendarDays) => (calendarDays * 5 + 6) / 7;
}

using Yitong.Kernel;

namespace Yitong.Rules.Judging;

/// <summary>
/// Months and years of the calendar, counted as everywhere (<see cref="CalendarSpan"/>). A month later is the same day of the
/// next month; where that month is shorter, its last day: 31 January and a month is the end of February. A month has passed on
/// the day reached so, not before.
/// </summary>
internal static class Calendar
{
    private static readonly int Last = DateOnly.MaxValue.DayNumber;

    /// <summary>Whole months from one day to another; negative when the second is the earlier one.</summary>
    public static long MonthsBetween(long from, long to) =>
        CalendarSpan.MonthsBetween(DateOnly.FromDayNumber((int)from), DateOnly.FromDayNumber((int)to));

    /// <summary>Whole years from one day to another, such as age: whole months over twelve.</summary>
    public static long YearsBetween(long from, long to) =>
        CalendarSpan.YearsBetween(DateOnly.FromDayNumber((int)from), DateOnly.FromDayNumber((int)to));

    public static long YearOf(long day) => DateOnly.FromDayNumber((int)day).Year;

    /// <summary>The day so many months, years or days later; null when it leaves the calendar.</summary>
    public static long? Shift(long day, long by, SpanUnit unit)
    {
        if (unit == SpanUnit.Days) return day + by is var moved && moved >= 0 && moved <= Last ? moved : null;
        var start = DateOnly.FromDayNumber((int)day);
        var months = unit == SpanUnit.Years ? (System.Int128)by * 12 : by;
        var whole = start.Year * 12 + start.Month - 1 + months;
        if (whole < 12 || whole >= 10_000 * 12) return null;
        return start.AddMonths((int)months).DayNumber;
    }

    /// <summary>Whether a number is a day of the calendar.</summary>
    public static bool IsDay(System.Numerics.BigInteger day) => day.Sign >= 0 && day <= Last;
}

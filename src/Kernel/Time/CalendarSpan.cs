namespace Yitong.Kernel;

/// <summary>
/// Whole months and years from one day to another, in one way for ages, companies and periods: a month or year is full on the
/// corresponding day, and where that month has none, on its last day (民法典 第二百零二条). Somebody born on 29 February is a year older
/// on 28 February of a common year. In criminal law alone an age is reached a day later (法释〔2006〕1号 第二条: 从周岁生日的第二天起).
/// </summary>
public static class CalendarSpan
{
    /// <summary>Whole months; negative when the second day is the earlier one.</summary>
    public static int MonthsBetween(DateOnly from, DateOnly to)
    {
        if (to < from) return -MonthsBetween(to, from);
        var months = (to.Year - from.Year) * 12 + to.Month - from.Month;
        return from.AddMonths(months) > to ? months - 1 : months;
    }

    /// <summary>Whole years; negative when the second day is the earlier one.</summary>
    public static int YearsBetween(DateOnly from, DateOnly to) => MonthsBetween(from, to) / 12;

    /// <summary>Completed years of age (周岁) on a day: the same count, but before the birth −1 and less.</summary>
    public static int AgeOn(DateOnly day, DateOnly birth)
    {
        var years = day.Year - birth.Year;
        return birth.AddYears(years) > day ? years - 1 : years;
    }
}

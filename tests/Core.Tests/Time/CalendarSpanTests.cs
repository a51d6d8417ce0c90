using CsCheck;
using Yitong.Kernel;

namespace Yitong.Core.Tests;

public sealed class CalendarSpanTests
{
    [Theory]
    [InlineData("2008-02-29", "2026-02-27", 17)]
    [InlineData("2008-02-29", "2026-02-28", 18)] // no such day: the last of the month (民法典 第二百零二条)
    [InlineData("2008-02-29", "2028-02-28", 19)]
    [InlineData("2008-02-29", "2028-02-29", 20)]
    [InlineData("2008-09-28", "2026-09-27", 17)]
    [InlineData("2008-09-28", "2026-09-28", 18)]
    public void A_year_is_full_on_the_corresponding_day_or_the_last_of_its_month(string from, string to, int years)
    {
        Assert.Equal(years, CalendarSpan.YearsBetween(DateOnly.Parse(from), DateOnly.Parse(to)));
        Assert.Equal(years, CalendarSpan.AgeOn(DateOnly.Parse(to), DateOnly.Parse(from)));
    }

    [Fact]
    public void Ages_and_years_are_one_count_and_grow_by_one_at_a_time() =>
        Gen.Select(Gen.Int[0, 40_000], Gen.Int[0, 40_000]).Sample((born, later) =>
        {
            var birth = new DateOnly(1900, 1, 1).AddDays(born);
            var day = birth.AddDays(later);
            Assert.Equal(CalendarSpan.YearsBetween(birth, day), CalendarSpan.AgeOn(day, birth));
            Assert.InRange(CalendarSpan.AgeOn(day.AddDays(1), birth) - CalendarSpan.AgeOn(day, birth), 0, 1);
            Assert.Equal(-CalendarSpan.MonthsBetween(birth, day), CalendarSpan.MonthsBetween(day, birth));
        });
}

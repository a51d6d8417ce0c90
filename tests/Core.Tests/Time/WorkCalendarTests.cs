using CsCheck;
using Yitong.Kernel;

namespace Yitong.Core.Tests;

public sealed class WorkCalendarTests
{
    private static WorkCalendar Calendar => NationalPack.Calendar;

    [Theory]
    [InlineData(2022, 249)]
    [InlineData(2023, 249)]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void The_year_has_as_many_working_days_as_the_notices_give(int year, int total)
    {
        Assert.Equal(total, Calendar.WorkingDaysBetween(new(year - 1, 12, 31), new(year, 12, 31)));
        Assert.Contains((year, total), NationalPack.StatedTotals);
    }

    [Fact]
    public void It_covers_2022_to_2026_and_nothing_else()
    {
        Assert.Equal((new DateOnly(2022, 1, 1), new DateOnly(2026, 12, 31)), (Calendar.First, Calendar.Horizon));
        Assert.False(Calendar.Covers(new(2021, 12, 31)));
        Assert.False(Calendar.Covers(new(2027, 1, 1)));
    }

    [Fact]
    public void A_make_up_saturday_is_a_working_day()
    {
        DateOnly saturday = new(2026, 10, 10);
        Assert.Equal(DayOfWeek.Saturday, saturday.DayOfWeek);
        Assert.True(Calendar.IsWorkingDay(saturday));
        Assert.Equal("国庆节", Calendar.MakesUpFor(saturday));
        Assert.Null(Calendar.NameOf(saturday));
    }

    [Fact]
    public void A_thursday_in_golden_week_is_off_and_says_why()
    {
        Assert.False(Calendar.IsWorkingDay(new(2026, 10, 1)));
        Assert.Equal("国庆节", Calendar.NameOf(new(2026, 10, 1)));
    }

    [Fact]
    public void The_notice_for_2023_frees_the_last_day_of_2022()
    {
        Assert.Equal("元旦", Calendar.NameOf(new(2022, 12, 31)));
        Assert.Equal("元旦", Of(2022, 2023).NameOf(new(2022, 12, 31)));
        Assert.Null(Of(2022).NameOf(new(2022, 12, 31)));
    }

    [Fact]
    public void The_order_in_which_years_are_given_changes_nothing()
    {
        var mixed = WorkCalendar.Of(NationalPack.Years.Reverse());
        Assert.Equal(Calendar.Version, mixed.Version);
        Assert.Equal(Calendar.AddWorkingDays(new(2024, 1, 31), 300), mixed.AddWorkingDays(new(2024, 1, 31), 300));
    }

    [Fact]
    public void The_version_changes_with_any_day()
    {
        var year = NationalPack.Years[^1];
        var moved = year with { WorkDays = [.. year.WorkDays.Skip(1)] };
        Assert.NotEqual(Calendar.Version, WorkCalendar.Of([.. NationalPack.Years.SkipLast(1), moved]).Version);
        Assert.Matches("^[0-9a-f]{12}$", Calendar.Version);
    }

    [Fact]
    public void A_gap_between_years_ends_the_coverage() => Assert.Equal(new(2023, 12, 31), Of(2022, 2023, 2025).Horizon);

    [Fact]
    public void Nothing_is_said_of_days_outside()
    {
        Assert.Null(Calendar.IsWorkingDay(new(2027, 1, 4)));
        Assert.Null(Calendar.NameOf(new(2027, 1, 1)));
        Assert.Null(Calendar.WorkingDaysBetween(new(2026, 12, 1), new(2027, 1, 4)));
        Assert.Null(Calendar.WorkingDaysBetween(new(2021, 12, 30), new(2022, 1, 4)));
    }

    [Fact]
    public void Past_the_horizon_it_says_what_is_left_instead_of_a_day()
    {
        // 2026-12-31 is a Thursday and the last working day known.
        Assert.Equal(new Deadline.On(new(2026, 12, 31)), Calendar.AddWorkingDays(new(2026, 12, 30), 1));
        Assert.Equal(new Deadline.BeyondHorizon(new(2026, 12, 31), 4), Calendar.AddWorkingDays(new(2026, 12, 30), 5));
        Assert.Equal(new Deadline.BeyondHorizon(new(2026, 12, 31), 5), Calendar.AddWorkingDays(new(2030, 5, 1), 5));
        Assert.Equal(new Deadline.BeyondHorizon(new(2026, 12, 31), 5), Calendar.AddWorkingDays(new(2030, 5, 1), -5));
    }

    [Fact]
    public void Before_its_first_day_it_says_so()
    {
        Assert.Equal(new Deadline.BeforeFirst(new(2022, 1, 1), 1), Calendar.AddWorkingDays(new(2022, 1, 5), -2));
        Assert.Equal(new Deadline.BeforeFirst(new(2022, 1, 1), 2), Calendar.AddWorkingDays(new(2022, 1, 5), -3));
        Assert.Equal(new Deadline.BeforeFirst(new(2022, 1, 1), 3), Calendar.AddWorkingDays(new(2000, 1, 1), 3));
    }

    [Fact]
    public void The_day_before_its_first_is_a_good_start_and_the_day_after_its_last_a_good_end()
    {
        Assert.Equal(new Deadline.On(new(2022, 1, 4)), Calendar.AddWorkingDays(new(2021, 12, 31), 1));
        Assert.Equal(new Deadline.On(new(2026, 12, 31)), Calendar.AddWorkingDays(new(2027, 1, 1), -1));
    }

    [Fact]
    public void No_year_twice_and_no_day_both_off_and_worked()
    {
        Assert.Throws<ArgumentException>(() => WorkCalendar.Of([]));
        Assert.Throws<ArgumentException>(() => Of(2024, 2024));
        var torn = NationalPack.Years[0] with { WorkDays = [(new(2022, 10, 1), "国庆节")] };
        var fault = Assert.Throws<ArgumentException>(() => WorkCalendar.Of([torn]));
        Assert.Contains("2022-10-01", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_day_is_what_counting_by_hand_says()
    {
        for (var day = Calendar.First; day <= Calendar.Horizon; day = day.AddDays(1))
            Assert.Equal(NaiveClock.IsWorkingDay(day), Calendar.IsWorkingDay(day));
    }

    [Fact]
    public void Any_count_between_two_days_is_what_counting_by_hand_says() =>
        Gen.Select(Generate.CoveredDay, Generate.CoveredDay).Sample((one, other) =>
        {
            var (low, high) = one < other ? (one, other) : (other, one);
            var count = 0;
            for (var day = low; day < high; day = day.AddDays(1))
                if (NaiveClock.IsWorkingDay(day.AddDays(1))) count++;
            Assert.Equal(count, Calendar.WorkingDaysBetween(low, high));
            Assert.Equal(-count, Calendar.WorkingDaysBetween(high, low));
        }, iter: 300);

    [Fact]
    public void Backward_undoes_forward_from_any_working_day() =>
        Gen.Select(Generate.CoveredDay, Gen.Int[1, 400]).Sample((start, n) =>
        {
            if (!NaiveClock.IsWorkingDay(start) || Calendar.AddWorkingDays(start, n).KnownDay is not { } end) return;
            Assert.Equal(new Deadline.On(start), Calendar.AddWorkingDays(end, -n));
            Assert.Equal(n, Calendar.WorkingDaysBetween(start, end));
        });

    [Fact]
    public void A_count_outside_its_range_is_a_mistake_of_the_caller()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Calendar.AddWorkingDays(new(2024, 1, 1), 10_001));
        Assert.Throws<ArgumentOutOfRangeException>(() => Calendar.AddWorkingDays(new(2024, 1, 1), int.MinValue));
    }

    private static WorkCalendar Of(params int[] years) =>
        WorkCalendar.Of(years.Select(year => NationalPack.Years.Single(candidate => candidate.Year == year)));
}

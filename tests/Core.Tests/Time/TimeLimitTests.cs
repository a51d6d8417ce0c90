using CsCheck;
using Yitong.Kernel;

namespace Yitong.Core.Tests;

public sealed class TimeLimitTests
{
    private static WorkCalendar Calendar => NationalPack.Calendar;

    [Theory]
    // Mon 28 Sep 2026: 29, 30, then Golden Week 1-7 Oct; 8, 9 and the worked Saturday 10.
    [InlineData("2026-09-28", 5, TimeUnit.WorkingDays, "2026-10-10")]
    [InlineData("2026-09-28", 5, TimeUnit.CalendarDays, "2026-10-03")]
    [InlineData("2026-09-28", 5, TimeUnit.CalendarDaysRolled, "2026-10-08")]
    // Fri 24 Jan 2025: the worked Sunday 26, Mon 27; Spring Festival 28 Jan - 4 Feb; 5.
    [InlineData("2025-01-24", 3, TimeUnit.WorkingDays, "2025-02-05")]
    // Thu 29 Dec 2022: Fri 30, then New Year 31 Dec - 2 Jan; Tue 3.
    [InlineData("2022-12-29", 2, TimeUnit.WorkingDays, "2023-01-03")]
    [InlineData("2024-01-31", 1, TimeUnit.Months, "2024-02-29")]
    [InlineData("2025-01-31", 1, TimeUnit.Months, "2025-02-28")]
    [InlineData("2025-02-28", 1, TimeUnit.Months, "2025-03-28")]
    [InlineData("2026-11-30", 3, TimeUnit.Months, "2027-02-28")]
    [InlineData("2024-02-29", 1, TimeUnit.Years, "2025-02-28")]
    [InlineData("2024-02-29", 4, TimeUnit.Years, "2028-02-29")]
    [InlineData("2026-10-01", 0, TimeUnit.Immediate, "2026-10-01")]
    public void The_start_day_is_not_counted(string start, int amount, TimeUnit unit, string due) =>
        Assert.Equal(new Deadline.On(Day(due)), new TimeLimit(amount, unit).From(Day(start), Calendar));

    [Theory]
    [InlineData("2026-10-20", 15, TimeUnit.CalendarDays, "2026-10-05")]
    // The fifth is in Golden Week: rolled backwards, so that the period is not shortened.
    [InlineData("2026-10-20", 15, TimeUnit.CalendarDaysRolled, "2026-09-30")]
    [InlineData("2026-10-10", 5, TimeUnit.WorkingDays, "2026-09-28")]
    [InlineData("2026-03-31", 1, TimeUnit.Months, "2026-02-28")]
    [InlineData("2028-02-29", 1, TimeUnit.Years, "2027-02-28")]
    public void Backwards_the_end_is_not_counted(string end, int amount, TimeUnit unit, string last) =>
        Assert.Equal(new Deadline.On(Day(last)), new TimeLimit(amount, unit).Before(Day(end), Calendar));

    [Fact]
    public void Working_days_past_the_horizon_promise_no_date() =>
        Assert.Equal(
            new Deadline.BeyondHorizon(new(2026, 12, 31), 17),
            TimeLimit.WorkingDays(45).From(new(2026, 11, 23), Calendar));

    [Fact]
    public void Plain_days_months_and_years_need_no_calendar()
    {
        Assert.Equal(new Deadline.On(new(2027, 1, 22)), TimeLimit.CalendarDays(60).From(new(2026, 11, 23), Calendar));
        Assert.Equal(new Deadline.On(new(2029, 11, 23)), new TimeLimit(3, TimeUnit.Years).From(new(2026, 11, 23), Calendar));
    }

    [Fact]
    public void A_rolled_last_day_past_the_horizon_promises_no_date()
    {
        TimeLimit limit = new(60, TimeUnit.CalendarDaysRolled);
        Assert.Equal(new Deadline.BeyondHorizon(new(2026, 12, 31), 22), limit.From(new(2026, 11, 23), Calendar));
        // Sat 31 Dec 2022 is known to be off, but with 2022 alone nobody knows the working day after it.
        var only2022 = WorkCalendar.Of([NationalPack.Years[0]]);
        Assert.Equal(
            new Deadline.BeyondHorizon(new(2022, 12, 31), 0),
            new TimeLimit(5, TimeUnit.CalendarDaysRolled).From(new(2022, 12, 26), only2022));
    }

    [Fact]
    public void Mixed_units_of_one_clause_are_counted_one_after_the_other()
    {
        // 保障中小企业款项支付条例 第二十五条: passed on in 10 working days, the result within 30 days.
        var passedOn = TimeLimit.WorkingDays(10).From(new(2026, 9, 28), Calendar).KnownDay!.Value;
        Assert.Equal(new(2026, 10, 16), passedOn);
        Assert.Equal(new Deadline.On(new(2026, 11, 15)), TimeLimit.CalendarDays(30).From(passedOn, Calendar));
    }

    [Fact]
    public void The_era_ends_without_an_exception()
    {
        Assert.IsType<Deadline.BeyondHorizon>(TimeLimit.CalendarDays(1).From(DateOnly.MaxValue, Calendar));
        Assert.IsType<Deadline.BeyondHorizon>(new TimeLimit(10_000, TimeUnit.Years).From(new(2026, 1, 1), Calendar));
        Assert.IsType<Deadline.BeforeFirst>(new TimeLimit(10_000, TimeUnit.Months).Before(new(400, 1, 1), Calendar));
    }

    [Fact]
    public void A_valid_limit_has_an_answer_from_any_day() =>
        Gen.Select(Generate.AnyDay, Gen.Int[0, TimeLimit.MaxAmount], Gen.Enum<TimeUnit>()).Sample((day, amount, unit) =>
        {
            TimeLimit limit = new(amount, unit);
            Assert.NotNull(limit.From(day, Calendar));
            Assert.NotNull(limit.Before(day, Calendar));
        });

    [Fact]
    public void More_time_is_never_due_earlier_and_a_later_start_neither() =>
        Gen.Select(Generate.CoveredDay, Generate.Limit).Sample((start, limit) =>
        {
            if (limit.From(start, Calendar).KnownDay is not { } due) return;
            if (limit.Unit is not TimeUnit.Immediate
                && (limit with { Amount = limit.Amount + 1 }).From(start, Calendar).KnownDay is { } longer)
                Assert.True(longer >= due);
            if (limit.From(start.AddDays(1), Calendar).KnownDay is { } later) Assert.True(later >= due);
        });

    [Fact]
    public void Backward_and_forward_are_what_counting_by_hand_says() =>
        Gen.Select(Generate.CoveredDay, Generate.Limit).Sample((day, limit) =>
        {
            if (limit.From(day, Calendar) is Deadline.On due) Assert.Equal(NaiveClock.Due(limit, day, []), due);
            if (limit.Unit is TimeUnit.Months or TimeUnit.Years or TimeUnit.Immediate) return;
            if (limit.Before(day, Calendar).KnownDay is { } last && last >= NaiveClock.First)
                Assert.Equal(NaiveClock.Before(limit, day), last);
        });

    [Fact]
    public void Units_have_stable_names()
    {
        foreach (var unit in Enum.GetValues<TimeUnit>())
        {
            var amount = unit is TimeUnit.Immediate ? 0 : 7;
            Assert.True(TimeLimit.TryParse(amount, unit.Code, out var limit));
            Assert.Equal(new(amount, unit), limit);
        }
        Assert.Equal("calendar-days-rolled", TimeUnit.CalendarDaysRolled.Code);
    }

    [Theory]
    [InlineData(0, "working-days")]
    [InlineData(-3, "working-days")]
    [InlineData(10_001, "months")]
    [InlineData(1, "immediate")]
    [InlineData(5, "weeks")]
    [InlineData(5, null)]
    public void A_limit_out_of_range_or_without_a_unit_is_not_read(int amount, string? unit) =>
        Assert.False(TimeLimit.TryParse(amount, unit, out _));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
}

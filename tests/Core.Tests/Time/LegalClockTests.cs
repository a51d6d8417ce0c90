using System.Text.Json;
using Yitong.Kernel;
using static Yitong.Core.Tests.Clocks;

namespace Yitong.Core.Tests;

public sealed class LegalClockTests
{
    private static WorkCalendar Calendar => NationalPack.Calendar;

    [Fact]
    public void It_is_due_on_the_last_working_day_of_its_budget() =>
        Assert.Equal(On("2026-10-10"), Started(5, "2026-09-28").Due(Calendar));

    [Fact]
    public void Suspended_over_a_worked_weekend_it_does_not_count_the_worked_saturday()
    {
        // Used: Tue 29 and Wed 30 Sep. Suspended in (30 Sep, 12 Oct], the worked Sat 10 within it.
        var clock = Started(5, "2026-09-28").Paused("2026-09-30", "2026-10-12");
        Assert.Equal(On("2026-10-15"), clock.Due(Calendar));
        Assert.Equal(12, clock.SuspendedDays(Day("2026-10-31")));
    }

    [Fact]
    public void Suspended_over_the_turn_of_a_year_it_goes_on_in_the_new_one()
    {
        // Used: Wed 28 Dec 2022. Resumed Tue 3 Jan 2023, not counted; 4, 5, 6 and Mon 9.
        var clock = Started(5, "2022-12-27").Paused("2022-12-28", "2023-01-03");
        Assert.Equal(On("2023-01-09"), clock.Due(Calendar));
    }

    [Fact]
    public void Suspended_over_the_horizon_it_promises_no_date_but_knows_what_is_left()
    {
        var clock = Started(20, "2026-12-01").Paused("2026-12-30", "2027-01-11");
        // 21 working days lie in (1, 30] December: the limit is over on the 29th already.
        Assert.Equal(On("2026-12-29"), clock.Due(Calendar));
        var longer = Started(30, "2026-12-01").Paused("2026-12-30", "2027-01-11");
        Assert.Equal(new Deadline.BeyondHorizon(new(2026, 12, 31), 9), longer.Due(Calendar));
        Assert.Equal(9, longer.Remaining(Calendar, Day("2026-12-31")));
        Assert.Null(longer.Remaining(Calendar, Day("2027-02-01")));
        Assert.Equal(ClockLight.Unknown, longer.Light(Calendar, Day("2027-02-01")));
    }

    [Fact]
    public void While_suspended_there_is_no_due_day_and_nothing_is_used()
    {
        var clock = Started(20, "2026-09-28").Suspended("2026-10-09");
        Assert.Equal(new Deadline.Stopped(), clock.Due(Calendar));
        Assert.Equal((4, 4), (clock.Consumed(Calendar, Day("2026-10-09")), clock.Consumed(Calendar, Day("2026-11-20"))));
        Assert.Equal(16, clock.Remaining(Calendar, Day("2026-11-20")));
        Assert.Equal(ClockLight.Green, clock.Light(Calendar, Day("2026-12-20")));
        Assert.Equal(new ClockWarning(null, null), clock.Warning(Calendar));
        Assert.True(clock is { IsSuspended: true, IsRunning: false, IsStopped: false });
    }

    [Fact]
    public void The_announced_length_has_an_end_of_its_own()
    {
        var clock = Started(20, "2026-09-28").Suspended("2026-09-30", days: 10);
        Assert.Equal(On("2026-10-20"), clock.AnnouncedEnd(Calendar));
        Assert.Null(clock.Resume(Day("2026-10-12")).Value.AnnouncedEnd(Calendar));
    }

    [Fact]
    public void Suspending_and_resuming_on_one_day_changes_nothing() =>
        Assert.Equal(
            Started(5, "2026-09-28").Due(Calendar),
            Started(5, "2026-09-28").Paused("2026-09-30", "2026-09-30").Due(Calendar));

    [Fact]
    public void Suspended_on_its_last_day_it_is_due_on_the_day_it_resumes()
    {
        var clock = Started(5, "2026-09-28").Paused("2026-10-10", "2026-10-15");
        Assert.Equal(On("2026-10-15"), clock.Due(Calendar));
        Assert.Equal(ClockLight.Red, clock.Light(Calendar, Day("2026-10-16")));
    }

    [Fact]
    public void A_suspension_after_the_last_day_mends_nothing()
    {
        // Due Sat 10 Oct; suspended on Sunday, before any further working day.
        var clock = Started(5, "2026-09-28").Paused("2026-10-11", "2026-10-30");
        Assert.Equal(On("2026-10-10"), clock.Due(Calendar));
        Assert.Equal(ClockLight.Red, clock.Light(Calendar, Day("2026-10-12")));
    }

    [Fact]
    public void Months_move_by_the_suspended_calendar_days()
    {
        var clock = LegalClock.Start(new(3, TimeUnit.Months), Day("2026-01-31")).Value.Paused("2026-02-10", "2026-02-20");
        Assert.Equal(On("2026-05-10"), clock.Due(Calendar));
        Assert.Equal(On("2026-04-30"), clock.AsOf(Day("2026-02-09")).Due(Calendar));
    }

    [Fact]
    public void An_extension_adds_to_the_budget()
    {
        var clock = Started(20, "2026-03-02").Extended("2026-03-20", 10);
        Assert.Equal(TimeLimit.WorkingDays(30), clock.Granted);
        Assert.Equal(TimeLimit.WorkingDays(20), clock.Budget);
        Assert.Equal(TimeLimit.WorkingDays(30).From(Day("2026-03-02"), Calendar), clock.Due(Calendar));
    }

    [Fact]
    public void What_is_left_is_zero_on_the_last_day_and_negative_after_it()
    {
        var clock = Started(5, "2026-09-28");
        Assert.Equal(5, clock.Remaining(Calendar, Day("2026-09-28")));
        Assert.Equal(3, clock.Remaining(Calendar, Day("2026-10-05")));
        Assert.Equal(0, clock.Remaining(Calendar, Day("2026-10-10")));
        Assert.Equal(0, clock.Remaining(Calendar, Day("2026-10-11")));
        Assert.Equal(-2, clock.Remaining(Calendar, Day("2026-10-13")));
        Assert.Equal(5, clock.Remaining(Calendar, Day("2026-01-01")));
    }

    [Fact]
    public void It_turns_yellow_one_working_day_before_the_last_and_red_the_day_after()
    {
        var clock = Started(5, "2026-09-28");
        Assert.Equal(new ClockWarning(Day("2026-10-09"), Day("2026-10-11")), clock.Warning(Calendar));
        Assert.Equal(ClockLight.Green, clock.Light(Calendar, Day("2026-10-08")));
        Assert.Equal(ClockLight.Yellow, clock.Light(Calendar, Day("2026-10-09")));
        Assert.Equal(ClockLight.Yellow, clock.Light(Calendar, Day("2026-10-10")));
        Assert.Equal(ClockLight.Red, clock.Light(Calendar, Day("2026-10-11")));
    }

    [Fact]
    public void The_warning_before_a_holiday_comes_before_the_holiday()
    {
        // Due on Thu 8 Oct: the last working day before it is Wed 30 Sep.
        Assert.Equal(Day("2026-09-30"), Started(3, "2026-09-28").Warning(Calendar).Yellow);
        var inDays = LegalClock.Start(TimeLimit.CalendarDays(8), Day("2026-09-28")).Value;
        Assert.Equal(Day("2026-09-30"), inDays.Warning(Calendar).Yellow);
    }

    [Fact]
    public void It_is_never_yellow_before_time_is_counted()
    {
        Assert.Equal(Day("2026-10-09"), Started(1, "2026-10-09").Warning(Calendar).Yellow);
        var atOnce = LegalClock.Start(TimeLimit.Immediate, Day("2026-10-12")).Value;
        Assert.Equal(Day("2026-10-12"), atOnce.Warning(Calendar).Yellow);
        Assert.Equal(Day("2026-10-12"), Started(5, "2026-09-28").Paused("2026-10-09", "2026-10-12").Warning(Calendar).Yellow);
    }

    [Fact]
    public void The_warning_is_known_when_the_first_day_past_the_horizon_is_the_last()
    {
        // Three working days are left in the year after Mon 28 Dec; the fourth is the first of a year not yet announced.
        var clock = Started(4, "2026-12-28");
        Assert.Equal(new Deadline.BeyondHorizon(new(2026, 12, 31), 1), clock.Due(Calendar));
        Assert.Equal(new ClockWarning(Day("2026-12-31"), null), clock.Warning(Calendar));
        Assert.Equal(ClockLight.Green, clock.Light(Calendar, Day("2026-12-30")));
        Assert.Equal(ClockLight.Yellow, clock.Light(Calendar, Day("2026-12-31")));
        Assert.Equal(ClockLight.Unknown, clock.Light(Calendar, Day("2027-01-01")));
    }

    [Fact]
    public void Started_before_the_calendar_begins_it_claims_nothing()
    {
        var clock = Started(5, "2021-12-20");
        Assert.Equal(new Deadline.BeforeFirst(new(2022, 1, 1), 5), clock.Due(Calendar));
        Assert.Null(clock.Remaining(Calendar, Day("2022-01-10")));
        Assert.Equal(ClockLight.Unknown, clock.Light(Calendar, Day("2022-01-10")));
    }

    [Fact]
    public void In_plain_days_it_is_red_after_the_last_day_although_the_calendar_has_ended()
    {
        var clock = LegalClock.Start(TimeLimit.CalendarDays(60), Day("2026-11-23")).Value;
        Assert.Equal(On("2027-01-22"), clock.Due(Calendar));
        Assert.Equal(new ClockWarning(null, Day("2027-01-23")), clock.Warning(Calendar));
        Assert.Equal(ClockLight.Green, clock.Light(Calendar, Day("2026-12-31")));
        Assert.Equal(ClockLight.Unknown, clock.Light(Calendar, Day("2027-01-22")));
        Assert.Equal(ClockLight.Red, clock.Light(Calendar, Day("2027-01-23")));
        Assert.Equal(-1, clock.Remaining(Calendar, Day("2027-01-23")));
    }

    [Fact]
    public void After_a_week_without_a_sweep_each_turn_comes_once_and_in_order()
    {
        var warning = Started(5, "2026-09-28").Warning(Calendar);
        Assert.Equal(
            [(ClockLight.Yellow, Day("2026-10-09")), (ClockLight.Red, Day("2026-10-11"))],
            warning.Turns(Day("2026-10-08"), Day("2026-10-15")));
        List<(ClockLight, DateOnly)> daily = [];
        for (var day = Day("2026-10-08"); day < Day("2026-10-15"); day = day.AddDays(1))
            daily.AddRange(warning.Turns(day, day.AddDays(1)));
        Assert.Equal(warning.Turns(Day("2026-10-08"), Day("2026-10-15")), daily);
    }

    [Fact]
    public void Stopped_it_is_judged_at_the_day_it_stopped()
    {
        var today = Day("2026-12-01");
        var late = Started(5, "2026-09-28").Stop(Day("2026-10-12")).Value;
        Assert.Equal((ClockLight.Red, -1), (late.Light(Calendar, today), late.Remaining(Calendar, today)));
        var early = Started(5, "2026-09-28").Stop(Day("2026-09-29")).Value;
        Assert.Equal((ClockLight.Green, 4), (early.Light(Calendar, today), early.Remaining(Calendar, today)));
        Assert.Equal(On("2026-10-10"), early.Due(Calendar));
        Assert.True(early is { IsStopped: true, IsRunning: false, IsSuspended: false });
    }

    [Fact]
    public void A_step_can_be_late_although_the_whole_is_in_time()
    {
        var whole = Started(20, "2026-03-02");
        var step = Started(3, "2026-03-02");
        var today = Day("2026-03-10");
        Assert.Equal((ClockLight.Green, ClockLight.Red), (whole.Light(Calendar, today), step.Light(Calendar, today)));
        Assert.Equal((On("2026-03-30"), On("2026-03-05")), (whole.Due(Calendar), step.Due(Calendar)));
    }

    [Fact]
    public void On_the_sixth_working_day_without_a_notice_the_five_days_for_it_are_over()
    {
        // 行政许可法 第三十二条: then the application is accepted, from the day of receipt.
        var notice = LegalClock.Start(TimeLimit.WorkingDays(5), Day("2026-03-02"), "行政许可法 第三十二条").Value;
        Assert.Equal(ClockLight.Yellow, notice.Light(Calendar, Day("2026-03-09")));
        Assert.Equal(ClockLight.Red, notice.Light(Calendar, Day("2026-03-10")));
        Assert.Equal(Day("2026-03-02"), notice.StartedOn);
    }

    [Fact]
    public void When_the_next_year_is_announced_the_old_and_the_new_deadline_can_both_be_kept()
    {
        var until2025 = WorkCalendar.Of(NationalPack.Years.Where(year => year.Year <= 2025));
        var clock = Started(20, "2025-12-15");
        Assert.Equal(new ShownDeadline(null, until2025.Version), clock.Show(until2025));
        Assert.Equal(new ShownDeadline(Day("2026-01-13"), Calendar.Version), clock.Show(Calendar));
    }

    [Fact]
    public void A_deadline_inside_a_calendar_may_move_when_the_next_notice_comes_out()
    {
        // The notice for 2023 freed Sat 31 Dec 2022; a plain Saturday is off as well, so nothing moves. A freed Friday would.
        var only2022 = WorkCalendar.Of([NationalPack.Years[0]]);
        var freed = NationalPack.Years[1] with { OffDays = [.. NationalPack.Years[1].OffDays, (new(2022, 12, 30), "元旦")] };
        var clock = Started(2, "2022-12-28");
        Assert.Equal(On("2022-12-30"), clock.Due(only2022));
        Assert.Equal(On("2023-01-03"), clock.Due(WorkCalendar.Of([NationalPack.Years[0], freed])));
    }

    [Fact]
    public void It_goes_to_json_and_back()
    {
        var clock = Started(20, "2026-03-02").Paused("2026-03-09", "2026-03-20").Extended("2026-03-23", 10);
        var json = JsonSerializer.Serialize(clock);
        Assert.Equal(clock, JsonSerializer.Deserialize<LegalClock>(json));
        Assert.Contains("\"WorkingDays\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain("Due", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Clocks_with_the_same_lines_are_equal()
    {
        Assert.Equal(Started(5, "2026-09-28").Suspended("2026-09-30"), Started(5, "2026-09-28").Suspended("2026-09-30"));
        Assert.NotEqual(Started(5, "2026-09-28"), Started(5, "2026-09-28").Suspended("2026-09-30"));
        Assert.Equal(Started(5, "2026-09-28").GetHashCode(), Started(5, "2026-09-28").GetHashCode());
    }
}

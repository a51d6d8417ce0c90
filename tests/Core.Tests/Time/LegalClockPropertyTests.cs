using CsCheck;
using Yitong.Kernel;

namespace Yitong.Core.Tests;

public sealed class LegalClockPropertyTests
{
    private static WorkCalendar Calendar => NationalPack.Calendar;

    /// <summary>
    /// A random life: gaps in days between the lines, an extension on the first day or none.
    /// </summary>
    private static Gen<(TimeLimit Budget, DateOnly Start, int[] Gaps, int ExtendedBy)> Life =>
        Gen.Select(Generate.Limit, Generate.CoveredDay, Gen.Int[0, 25].Array[0, 7], Gen.Int[0, 20]);

    [Fact]
    public void Every_deadline_is_what_counting_day_by_day_says() =>
        Life.Sample(life =>
        {
            var clock = Live(life.Budget, life.Start, life.Gaps, life.ExtendedBy);
            Assert.Equal(NaiveClock.Due(clock.Granted, clock.StartedOn, Suspensions(clock)), clock.Due(Calendar));
        }, iter: 20_000);

    [Fact]
    public void What_is_used_and_left_is_what_counting_day_by_day_says() =>
        Gen.Select(Life, Gen.Int[0, 200]).Sample((life, later) =>
        {
            var clock = Live(life.Budget, life.Start, life.Gaps, life.ExtendedBy);
            var today = life.Start.AddDays(later);
            if (today > NaiveClock.Horizon) return;
            var then = clock.AsOf(today);
            var used = NaiveClock.Consumed(life.Budget, life.Start, Suspensions(then), today);
            Assert.Equal(used, clock.Consumed(Calendar, today));
            var isInTime = then.Due(Calendar) is not Deadline.On { Day: var due } || today <= due;
            if (isInTime && life.Budget.Unit is TimeUnit.WorkingDays or TimeUnit.CalendarDays)
                Assert.Equal(then.Granted.Amount - used, clock.Remaining(Calendar, today));
        }, iter: 5_000);

    [Fact]
    public void The_ledger_alone_gives_every_deadline_again() =>
        Life.Sample(life =>
        {
            var clock = Live(life.Budget, life.Start, life.Gaps, life.ExtendedBy);
            var replayed = LegalClock.Start(clock.Budget, clock.StartedOn, clock.Law).Value;
            foreach (var entry in clock.Entries)
            {
                Assert.Equal(clock.AsOf(entry.On.AddDays(-1)).Due(Calendar), replayed.AsOf(entry.On.AddDays(-1)).Due(Calendar));
                replayed = replayed.Append(entry).Value;
            }
            Assert.Equal(clock, replayed);
            Assert.Equal(clock.Due(Calendar), replayed.Due(Calendar));
        });

    [Fact]
    public void A_suspension_never_brings_the_deadline_nearer() =>
        Gen.Select(Generate.Limit, Generate.CoveredDay, Gen.Int[0, 40], Gen.Int[0, 40]).Sample((limit, start, after, length) =>
        {
            var plain = LegalClock.Start(limit, start).Value;
            var paused = Live(limit, start, [after, length], 0);
            if (plain.Due(Calendar).KnownDay is { } due && paused.Due(Calendar).KnownDay is { } later)
                Assert.True(later >= due);
        });

    [Fact]
    public void Suspended_and_resumed_on_one_day_nothing_changes() =>
        Gen.Select(Generate.Limit, Generate.CoveredDay, Gen.Int[0, 80]).Sample((limit, start, after) =>
            Assert.Equal(
                LegalClock.Start(limit, start).Value.Due(Calendar),
                Live(limit, start, [after, 0], 0).Due(Calendar)));

    [Fact]
    public void Yellow_comes_before_red_and_red_means_nothing_is_left() =>
        Life.Sample(life =>
        {
            var clock = Live(life.Budget, life.Start, life.Gaps, life.ExtendedBy);
            if (clock.Warning(Calendar) is not { Yellow: { } yellow, Red: { } red }) return;
            Assert.True(yellow < red);
            Assert.Equal(ClockLight.Red, clock.Light(Calendar, red > Last(clock) ? red : Last(clock)));
            Assert.True(clock.Remaining(Calendar, red > Last(clock) ? red : Last(clock)) is null or <= 0);
        });

    private static DateOnly Last(LegalClock clock) => clock.Entries is [.., var last] ? last.On : clock.StartedOn;

    private static LegalClock Live(TimeLimit budget, DateOnly start, int[] gaps, int extendedBy)
    {
        var clock = LegalClock.Start(budget, start, "行政许可法 第四十二条").Value;
        if (extendedBy > 0 && budget.Unit is not TimeUnit.Immediate)
        {
            TimeLimit by = new(extendedBy, budget.Unit);
            clock = clock.Extend(start, by, "局长", "理由", by, Calendar).Value;
        }
        var day = start;
        foreach (var gap in gaps)
        {
            day = day.AddDays(gap);
            clock = clock.IsSuspended
                ? clock.Resume(day).Value
                : clock.Suspend(day, "检验", "7号", TimeLimit.WorkingDays(10)).Value;
        }
        return clock;
    }

    private static List<(DateOnly From, DateOnly? To)> Suspensions(LegalClock clock)
    {
        List<(DateOnly From, DateOnly? To)> pauses = [];
        foreach (var entry in clock.Entries)
        {
            if (entry.Kind is ClockEntryKind.Suspended) pauses.Add((entry.On, null));
            else if (entry.Kind is ClockEntryKind.Resumed) pauses[^1] = pauses[^1] with { To = entry.On };
        }
        return pauses;
    }
}

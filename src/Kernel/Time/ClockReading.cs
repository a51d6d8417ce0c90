namespace Yitong.Kernel;

/// <summary>A clock's light (红黄牌).</summary>
public enum ClockLight
{
    /// <summary>In time; also while suspended in time.</summary>
    Green,
    /// <summary>From the last working day before the last day on (黄牌).</summary>
    Yellow,
    /// <summary>Late: after the last day (红牌).</summary>
    Red,
    /// <summary>The calendar does not reach the day, so nobody can say.</summary>
    Unknown,
}

/// <summary>The days on which a clock turns; null where the day cannot be known or there is none.</summary>
/// <param name="Yellow">The last working day before the last day, but never before time is counted.</param>
/// <param name="Red">The day after the last day.</param>
public sealed record ClockWarning(DateOnly? Yellow, DateOnly? Red)
{
    /// <summary>
    /// The turns that fall after one day and up to another, the latter included, in their order. Sweeps
    /// whose stretches join without gap or overlap fire each turn once, however long a sweep was missed.
    /// </summary>
    public IReadOnlyList<(ClockLight Light, DateOnly On)> Turns(DateOnly after, DateOnly upTo)
    {
        List<(ClockLight, DateOnly)> turns = [];
        if (Yellow is { } yellow && yellow > after && yellow <= upTo) turns.Add((ClockLight.Yellow, yellow));
        if (Red is { } red && red > after && red <= upTo) turns.Add((ClockLight.Red, red));
        return turns;
    }
}

/// <summary>Reads a ledger with a calendar. All figures that are shown of a clock come from here.</summary>
internal static class ClockReading
{
    /// <summary>
    /// The stretches in which time is counted: each day in (From, To]; an open end is null.
    /// </summary>
    private static IEnumerable<(DateOnly From, DateOnly? To)> Stretches(LegalClock clock)
    {
        DateOnly? from = clock.StartedOn;
        foreach (var entry in clock.Entries)
        {
            if (entry.Kind is ClockEntryKind.Suspended && from is { } since)
            {
                yield return (since, entry.On);
                from = null;
            }
            else if (entry.Kind is ClockEntryKind.Resumed) from = entry.On;
        }
        if (from is { } open) yield return (open, null);
    }

    internal static Deadline Due(LegalClock clock, WorkCalendar calendar)
    {
        var left = Units(clock);
        foreach (var (from, to) in Stretches(clock))
        {
            var due = LastDay(clock, from, left, calendar);
            if (to is not { } end || due.KnownDay < end) return due;
            var isUnknown = due is Deadline.BeyondHorizon && end > calendar.Horizon;
            if (isUnknown || Used(clock, from, end, calendar) is not { } used)
                return clock.Suspension is null ? due : new Deadline.Stopped();
            // A roll may have led past the last unit: nothing is left then, and never less.
            left = Math.Max(0, left - used);
        }
        return new Deadline.Stopped();
    }

    internal static int? Consumed(LegalClock clock, WorkCalendar calendar, DateOnly today)
    {
        var day = Judged(clock, today);
        var consumed = 0;
        foreach (var (from, to) in Stretches(clock.AsOf(day)))
        {
            if (Used(clock, from, to ?? day, calendar) is not { } used) return null;
            consumed += used;
        }
        return consumed;
    }

    internal static int? Remaining(LegalClock clock, WorkCalendar calendar, DateOnly today)
    {
        var day = Judged(clock, today);
        var then = clock.AsOf(day);
        return Due(then, calendar) switch
        {
            Deadline.On { Day: var due } => Used(clock, day, due, calendar),
            Deadline.Stopped when Left(then) is { } left => Math.Max(0, left),
            Deadline.BeyondHorizon => Left(then),
            _ => null,
        };

        int? Left(LegalClock clock) => Units(clock) - Consumed(clock, calendar, day);
    }

    internal static int SuspendedDays(LegalClock clock, DateOnly today)
    {
        var day = Judged(clock, today);
        var running = Stretches(clock.AsOf(day))
            .Sum(stretch => (stretch.To ?? day).DayNumber - stretch.From.DayNumber);
        return day.DayNumber - clock.StartedOn.DayNumber - running;
    }

    internal static ClockWarning Warning(LegalClock clock, WorkCalendar calendar)
    {
        DateOnly Counted(DateOnly due) => Stretches(clock).Last(stretch => stretch.From <= due).From;
        return Due(clock, calendar) switch
        {
            Deadline.On { Day: var due } => new(
                Later(calendar.AddWorkingDays(due, -1).KnownDay, Counted(due)),
                due < DateOnly.MaxValue ? due.AddDays(1) : null),
            // The first working day after the horizon is the last day: the one before it is known.
            Deadline.BeyondHorizon { UnitsLeftAtHorizon: 1 } when IsInWorkingDays(clock) => new(
                Later(LastKnown(calendar), Counted(DateOnly.MaxValue)), null),
            _ => new(null, null),
        };
    }

    internal static ClockLight Light(LegalClock clock, WorkCalendar calendar, DateOnly today)
    {
        var day = Judged(clock, today);
        var then = clock.AsOf(day);
        var due = Due(then, calendar);
        if (day > due.KnownDay) return ClockLight.Red;
        var isKnown = due switch
        {
            Deadline.On => true,
            Deadline.Stopped => Consumed(then, calendar, day) is not null,
            Deadline.BeyondHorizon => day <= calendar.Horizon,
            _ => false,
        };
        if (!isKnown) return ClockLight.Unknown;
        if (Warning(then, calendar).Yellow is { } yellow)
            return day < yellow ? ClockLight.Green : ClockLight.Yellow;
        return due is Deadline.On && day > calendar.Horizon ? ClockLight.Unknown : ClockLight.Green;
    }

    /// <summary>The whole of what is granted, in working days or calendar days.</summary>
    private static int Units(LegalClock clock)
    {
        var granted = clock.Granted;
        if (granted.Unit is TimeUnit.WorkingDays or TimeUnit.CalendarDays or TimeUnit.CalendarDaysRolled)
            return granted.Amount;
        if (granted.Unit is TimeUnit.Immediate) return 0;
        var months = granted.Unit is TimeUnit.Years ? 12 * granted.Amount : granted.Amount;
        var last = Days.AddMonths(clock.StartedOn, months).KnownDay;
        return (last?.DayNumber ?? DateOnly.MaxValue.DayNumber + 1) - clock.StartedOn.DayNumber;
    }

    private static Deadline LastDay(LegalClock clock, DateOnly from, int left, WorkCalendar calendar) =>
        clock.Budget.Unit switch
        {
            TimeUnit.WorkingDays => calendar.AddWorkingDays(from, left),
            TimeUnit.CalendarDaysRolled => calendar.Roll(Days.Add(from, left), forward: true) switch
            {
                // Days in suspension after the horizon are not part of what is left there.
                Deadline.BeyondHorizon { UnitsLeftAtHorizon: var units } beyond =>
                    beyond with { UnitsLeftAtHorizon = Math.Min(left, units) },
                var known => known,
            },
            _ => Days.Add(from, left),
        };

    private static int? Used(LegalClock clock, DateOnly after, DateOnly upTo, WorkCalendar calendar) =>
        IsInWorkingDays(clock)
            ? calendar.WorkingDaysBetween(after, upTo)
            : upTo.DayNumber - after.DayNumber;

    private static bool IsInWorkingDays(LegalClock clock) => clock.Budget.Unit is TimeUnit.WorkingDays;

    /// <summary>The day at which a clock is read: not before its start, not after it stopped.</summary>
    private static DateOnly Judged(LegalClock clock, DateOnly today)
    {
        if (today < clock.StartedOn) return clock.StartedOn;
        return clock.StoppedOn is { } stopped && stopped < today ? stopped : today;
    }

    private static DateOnly? LastKnown(WorkCalendar calendar) =>
        calendar.AddWorkingDays(calendar.Horizon.AddDays(1), -1).KnownDay;

    private static DateOnly? Later(DateOnly? day, DateOnly floor) => day < floor ? floor : day;
}

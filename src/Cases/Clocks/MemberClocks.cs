using System.Collections.Immutable;
using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>The clocks of a member, and what was said of them. Folded from events; never changed in place.</summary>
public sealed record MemberClocks
{
    /// <summary>None runs yet.</summary>
    public static MemberClocks None { get; } = new();

    /// <summary>The office's own clock for a word on acceptance (行政许可法 第三十二条).</summary>
    public LegalClock? Notice { get; init; }
    /// <summary>Clock of the statutory limit; null where no law sets one.</summary>
    public LegalClock? Statutory { get; init; }
    /// <summary>Clock of the promised limit.</summary>
    public LegalClock? Promised { get; init; }
    /// <summary>Clock for delivering the result (行政许可法 第四十四条).</summary>
    public LegalClock? Delivery { get; init; }
    /// <summary>Warnings given, each once.</summary>
    public ImmutableArray<Warning> Warnings { get; init; } = [];
    /// <summary>Why the office is late, as the applicant reads it.</summary>
    public string? LatenessReason { get; init; }

    /// <summary>The clock of the decision: the promise where there is one, else the law's.</summary>
    public LegalClock? Limit => Promised ?? Statutory;

    /// <summary>Whether the decision clock is stopped on a legal ground.</summary>
    public bool IsSuspended => Limit?.IsSuspended ?? false;

    /// <summary>After one more event of the clocks.</summary>
    internal MemberClocks After(ClockEvent happened) => happened switch
    {
        ClockSuspended or ClockResumed => OnLimits(clock => Moved(clock, happened)),
        ClockExtended e => Extend(e),
        OfficeWarned e => this with { Warnings = Warnings.Add(new(e.Clock, e.Rung, e.On)) },
        LatenessExplained e => this with { LatenessReason = e.Reason },
        DeadlineRecomputed => this,
        _ => throw new InvalidOperationException($"Not an event of clocks: {happened.GetType().Name}."),
    };

    /// <summary>A clock of a limit after an event that moves it; the same after every other.</summary>
    internal static LegalClock Moved(LegalClock clock, ClockEvent happened) => happened switch
    {
        ClockSuspended e => clock.Suspend(e.On, e.Ground, e.Notice, e.Announced).Value,
        ClockResumed e => clock.Resume(e.On).Value,
        _ => clock,
    };

    /// <summary>The clock stopped on the day; null stays null and a stopped clock stays as it is.</summary>
    internal static LegalClock? Stopped(LegalClock? clock, DateOnly on) =>
        clock is null || clock.IsStopped ? clock : clock.Stop(on).Value;

    /// <summary>The office owes a word, from a day on.</summary>
    internal MemberClocks Received(TimeLimit limit, DateOnly on, string? law) =>
        this with { Notice = LegalClock.Start(limit, on, law).Value };

    /// <summary>The word was given.</summary>
    internal MemberClocks Told(DateOnly on) => this with { Notice = Stopped(Notice, on) };

    /// <summary>The decision is owed, from a day on.</summary>
    internal MemberClocks Begun(TimeLimit? statutory, string? law, TimeLimit promised, DateOnly from) => this with
    {
        Statutory = statutory is { } limit ? LegalClock.Start(limit, from, law).Value : null,
        Promised = LegalClock.Start(promised, from, null).Value,
    };

    /// <summary>The decision is owed no more.</summary>
    internal MemberClocks Ended(DateOnly on) => OnLimits(clock => Stopped(clock, on)!);

    private MemberClocks OnLimits(Func<LegalClock, LegalClock> change) => this with
    {
        Statutory = Statutory is { } statutory ? change(statutory) : null,
        Promised = Promised is { } promised ? change(promised) : null,
    };

    // A promised limit in another unit cannot grow by the law's extension: it lapses, and the law's limit stands.
    private MemberClocks Extend(ClockExtended e) => this with
    {
        Statutory = Statutory!.Append(Line(e)).Value,
        Promised = Promised is { } promised && promised.Budget.Unit == e.By.Unit ? promised.Append(Line(e)).Value : null,
    };

    private static ClockEntry Line(ClockExtended e) => new(ClockEntryKind.Extended, e.On)
    {
        Length = e.By,
        ApprovedBy = e.ApprovedBy,
        Reason = e.Reason,
        Permitted = e.By,
    };
}

/// <summary>A warning that was given, once per clock and level.</summary>
/// <param name="Clock"><c>notice</c>, <c>limit</c>, <c>delivery</c>, <c>step:…</c>.</param>
/// <param name="Level">Yellow one working day before, red after.</param>
/// <param name="On">The day.</param>
public sealed record Warning(string Clock, WarningLevel Level, DateOnly On);

using System.Collections.Immutable;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>Folds an event into the member it concerns.</summary>
internal static class MemberFold
{
    /// <summary>The member after the event.</summary>
    public static Member Apply(Member current, MemberEvent happened) => happened switch
    {
        MemberReceived e => current with
        {
            State = MemberState.Received,
            ReceivedOn = e.On,
            Notice = LegalClock.Start(e.NoticeLimit, e.On, e.NoticeLaw).Value,
            Finding = null,
        },
        SupplementRequested e => current with
        {
            State = MemberState.SupplementRequested,
            Notice = CaseFold.Stopped(current.Notice, e.On),
            Supplement = new(e.Gaps, e.On, e.ReplyBy, null),
        },
        Supplemented e => current with
        {
            State = MemberState.Received,
            ReceivedOn = e.On,
            Notice = LegalClock.Start(e.NoticeLimit, e.On, e.NoticeLaw).Value,
            Supplement = current.Supplement! with { SuppliedOn = e.On },
            Warnings = current.Warnings.RemoveAll(warning => warning.Clock == "notice"),
            Finding = null,
        },
        MemberJudged e => current with { Finding = e.Finding },
        MemberAccepted e => Accept(current, e),
        AcceptanceRefused e => current with
        {
            State = MemberState.Refused,
            Notice = CaseFold.Stopped(current.Notice, e.On),
            Decision = new(false, e.Reasons, e.Basis, e.On),
        },
        StepExamined e => current with { Steps = Examine(current.Steps, e) },
        ClockSuspended e => OnClocks(current, clock => clock.Suspend(e.On, e.Ground, e.Notice, e.Announced).Value),
        ClockResumed e => OnClocks(current, clock => clock.Resume(e.On).Value),
        ClockExtended e => Extend(current, e),
        MemberTransferred e => Transfer(current, e),
        MemberDecided e => Decide(current, e),
        MemberDelivered e => current with
        {
            State = MemberState.Concluded,
            Delivery = CaseFold.Stopped(current.Delivery, e.On),
            Delivered = new(e.Method, e.Note, e.On),
        },
        MemberWithdrawn e => OnClocks(current, clock => CaseFold.Stopped(clock, e.On)!) with
        {
            State = MemberState.Withdrawn,
            Notice = CaseFold.Stopped(current.Notice, e.On),
        },
        HandoverRefused e => current with { State = MemberState.Refused, Decision = new(false, e.Why, "", e.On) },
        MemberBlocked => current with { State = MemberState.Blocked },
        MemberUnblocked => current with { State = MemberState.Waiting },
        MemberReopened e => Reopen(current, e),
        OfficeWarned e => current with { Warnings = current.Warnings.Add(new(e.Clock, e.Rung, e.On)) },
        LatenessExplained e => current with { LatenessReason = e.Reason },
        DeadlineRecomputed => current,
        _ => throw new InvalidOperationException($"Not a member's event: {happened.GetType().Name}."),
    };

    private static Member Accept(Member current, MemberAccepted e) => current with
    {
        State = MemberState.Accepted,
        AcceptedOn = e.AcceptedOn,
        IsAcceptedBySilence = e.IsBySilence,
        Notice = CaseFold.Stopped(current.Notice, e.On),
        Statutory = e.Statutory is { } limit ? LegalClock.Start(limit, e.RunsFrom, e.StatutoryLaw).Value : null,
        Promised = LegalClock.Start(e.Promised, e.RunsFrom, null).Value,
        Steps = StartReady(e.Steps, e.On),
    };

    private static Member Decide(Member current, MemberDecided e) =>
        OnClocks(current, clock => CaseFold.Stopped(clock, e.On)!) with
        {
            State = MemberState.Decided,
            Decision = new(e.IsGranted, e.Reasons, e.Basis, e.On),
            Delivery = LegalClock.Start(e.DeliveryLimit, e.On, e.DeliveryLaw).Value,
        };

    private static Member Reopen(Member current, MemberReopened e) => current with
    {
        State = MemberState.Accepted,
        AcceptedOn = e.On,
        Statutory = e.Statutory is { } limit ? LegalClock.Start(limit, e.On, e.StatutoryLaw).Value : null,
        Promised = LegalClock.Start(e.Promised, e.On, null).Value,
        Steps = StartReady(e.Steps, e.On),
        Decision = null,
        Delivery = null,
        Delivered = null,
        LatenessReason = null,
        Warnings = [],
    };

    // A step that the former body owned is the new body's; steps of third bodies stay where they are.
    private static Member Transfer(Member current, MemberTransferred e) => current with
    {
        Agency = e.To,
        Steps = [.. current.Steps.Select(step => step.Agency == e.From ? step with { Agency = e.To } : step)],
    };

    // A promised limit in another unit cannot grow by the law's extension: it lapses, and the law's limit stands.
    private static Member Extend(Member current, ClockExtended e) => current with
    {
        Statutory = current.Statutory!.Append(Line(e)).Value,
        Promised = current.Promised is { } promised && promised.Budget.Unit == e.By.Unit
            ? promised.Append(Line(e)).Value
            : null,
    };

    private static ClockEntry Line(ClockExtended e) => new(ClockEntryKind.Extended, e.On)
    {
        Length = e.By,
        ApprovedBy = e.ApprovedBy,
        Reason = e.Reason,
        Permitted = e.By,
    };

    private static ImmutableArray<Step> Examine(ImmutableArray<Step> steps, StepExamined e) =>
        StartReady(
            [
                .. steps.Select(step => step.Key != e.Step ? step : step with
                {
                    DoneOn = e.On,
                    IsPassed = e.IsPassed,
                    Opinion = e.Opinion,
                    Clock = CaseFold.Stopped(step.Clock, e.On),
                }),
            ],
            e.On);

    private static ImmutableArray<Step> StartReady(ImmutableArray<Step> steps, DateOnly on)
    {
        var done = steps.Where(step => step.IsPassed == true).Select(step => step.Key).ToHashSet();
        return
        [
            .. steps.Select(step => step.StartedOn is null && step.Needs.All(done.Contains)
                ? step with
                {
                    StartedOn = on,
                    Clock = step.Limit is { } limit ? LegalClock.Start(limit, on, null).Value : null,
                }
                : step),
        ];
    }

    private static Member OnClocks(Member current, Func<LegalClock, LegalClock> change) => current with
    {
        Statutory = current.Statutory is { } statutory ? change(statutory) : null,
        Promised = current.Promised is { } promised ? change(promised) : null,
        Steps =
        [
            .. current.Steps.Select(step => step.IsOpen && step.Clock is { IsStopped: false } clock
                ? step with { Clock = change(clock) }
                : step),
        ],
    };
}

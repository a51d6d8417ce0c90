using System.Collections.Immutable;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>Folds an event into the member it concerns.</summary>
internal static class MemberFold
{
    /// <summary>The member after the event.</summary>
    public static Member Apply(Member current, MemberEvent happened) => happened switch
    {
        ClockEvent e => OnClocks(current, current.Clocks.After(e), clock => MemberClocks.Moved(clock, e)),
        MemberReceived e => current with
        {
            State = MemberState.Received,
            ReceivedOn = e.On,
            Clocks = current.Clocks.Received(e.NoticeLimit, e.On, e.NoticeLaw),
            Finding = null,
        },
        SupplementRequested e => current with
        {
            State = MemberState.SupplementRequested,
            Clocks = current.Clocks.Told(e.On),
            Supplement = new(e.Gaps, e.On, e.ReplyBy, null),
        },
        Supplemented e => Supply(current, e),
        SuppliedToPartner e => current with
        {
            State = MemberState.Received, Supplement = current.Supplement! with { SuppliedOn = e.On },
            GapReasons = e.Reasons ?? current.GapReasons,
        },
        MemberJudged e => current with { Finding = e.Finding },
        MemberAccepted e => Accept(current, e),
        AcceptanceRefused e => current with
        {
            State = MemberState.Refused,
            Clocks = current.Clocks.Told(e.On),
            Decision = new(false, e.Reasons, e.Basis, e.On),
        },
        StepExamined e => current with { Steps = Examine(current.Steps, e) },
        MemberTransferred e => Transfer(current, e),
        MemberDecided e => Decide(current, e),
        ResultAttached e => current with { Results = current.Results.Add(e.Copy) },
        ResultTakenBack e => current with { Results = current.Results.RemoveAll(copy => copy.Blob == e.Upload) },
        MemberDelivered e => current with
        {
            State = MemberState.Concluded,
            Clocks = current.Clocks with { Delivery = MemberClocks.Stopped(current.Clocks.Delivery, e.On) },
            Delivered = new(e.Method, e.Note, e.On),
        },
        MemberWithdrawn e => Ended(current, e.On, clocks => clocks.Told(e.On)) with { State = MemberState.Withdrawn },
        HandoverRefused e => current with { State = MemberState.Refused, Decision = new(false, e.Why, "", e.On) },
        MemberBlocked => current with { State = MemberState.Blocked },
        MemberUnblocked => current with { State = MemberState.Waiting },
        MemberReopened e => Reopen(current, e),
        _ => throw new InvalidOperationException($"Not a member's event: {happened.GetType().Name}."),
    };

    private static Member Supply(Member current, Supplemented e) => current with
    {
        State = MemberState.Received,
        ReceivedOn = e.On,
        Clocks = current.Clocks.Received(e.NoticeLimit, e.On, e.NoticeLaw) with
        {
            Warnings = current.Clocks.Warnings.RemoveAll(warning => warning.Clock == "notice"),
        },
        Supplement = current.Supplement! with { SuppliedOn = e.On },
        GapReasons = e.Reasons ?? current.GapReasons,
        Finding = null,
    };

    private static Member Accept(Member current, MemberAccepted e) => current with
    {
        State = MemberState.Accepted,
        AcceptedOn = e.AcceptedOn,
        IsAcceptedBySilence = e.IsBySilence,
        Clocks = current.Clocks.Told(e.On).Begun(e.Statutory, e.StatutoryLaw, e.Promised, e.RunsFrom),
        Steps = StartReady(e.Steps, e.On),
    };

    private static Member Decide(Member current, MemberDecided e) =>
        Ended(current, e.On, clocks => clocks with
        {
            Delivery = LegalClock.Start(e.DeliveryLimit, e.On, e.DeliveryLaw).Value,
        }) with
        {
            State = MemberState.Decided,
            Decision = new(e.IsGranted, e.Reasons, e.Basis, e.On),
        };

    private static Member Reopen(Member current, MemberReopened e) => current with
    {
        State = MemberState.Accepted,
        AcceptedOn = e.On,
        Clocks = current.Clocks.Begun(e.Statutory, e.StatutoryLaw, e.Promised, e.On) with
        {
            Delivery = null, LatenessReason = null, Warnings = [],
        },
        Steps = StartReady(e.Steps, e.On),
        Decision = null,
        Results = [],
        Delivered = null,
    };

    // A step that the former body owned is the new body's; steps of third bodies stay where they are.
    private static Member Transfer(Member current, MemberTransferred e) => current with
    {
        Agency = e.To,
        Steps = [.. current.Steps.Select(step => step.Agency == e.From ? step with { Agency = e.To } : step)],
    };

    private static ImmutableArray<Step> Examine(ImmutableArray<Step> steps, StepExamined e) =>
        StartReady(
            [
                .. steps.Select(step => step.Key != e.Step ? step : step with
                {
                    DoneOn = e.On,
                    IsPassed = e.IsPassed,
                    Opinion = e.Opinion,
                    Clock = MemberClocks.Stopped(step.Clock, e.On),
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

    // Nothing of the decision is owed any more, by nobody.
    private static Member Ended(Member current, DateOnly on, Func<MemberClocks, MemberClocks> more) =>
        OnClocks(current, more(current.Clocks.Ended(on)), clock => MemberClocks.Stopped(clock, on)!);

    // What moves the clocks of the decision moves those of its open steps.
    private static Member OnClocks(Member current, MemberClocks clocks, Func<LegalClock, LegalClock> change) => current with
    {
        Clocks = clocks,
        Steps =
        [
            .. current.Steps.Select(step => step.IsOpen && step.Clock is { IsStopped: false } clock
                ? step with { Clock = change(clock) }
                : step),
        ],
    };
}

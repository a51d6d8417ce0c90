using Yitong.Store;

namespace Yitong.Cases;

/// <summary>
/// Asks the rules of cases whose receipt was recorded and not yet judged, because the process died in between. A case that was
/// judged is left alone.
/// </summary>
internal sealed class JudgeFollower(CaseDesk desk, AutomaticJudge judge)
    : ActFollower("judge", "case.received", "case.supplemented")
{
    /// <inheritdoc/>
    public override bool IsWanted => judge.HasRules;

    /// <inheritdoc/>
    public override async Task FollowAsync(IReadOnlyList<RecordedEvent> events, CancellationToken cancellation)
    {
        var received = events.Where(recorded =>
            CaseEventNames.Types.Read(recorded) is MemberEvent happened && judge.HasRuleFor(happened.Matter));
        foreach (var id in received.Select(recorded => recorded.Stream).Distinct()) await desk.JudgeAsync(id, cancellation);
    }
}

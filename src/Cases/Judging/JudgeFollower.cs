using Yitong.Store;

namespace Yitong.Cases;

/// <summary>
/// Asks the rules of cases whose receipt was recorded and not yet judged, because the process died in between. A case that was
/// judged is left alone.
/// </summary>
public sealed class JudgeFollower(Journal journal, Rows rows, CaseDesk desk, AutomaticJudge judge)
    : JournalFollower(journal, rows, Name, TimeSpan.FromSeconds(1))
{
    private const string Name = "judge";
    private readonly Journal journal = journal;
    private readonly Rows rows = rows;

    /// <inheritdoc/>
    protected override bool IsWanted => judge.HasRules;

    /// <inheritdoc/>
    public override async Task<long> FollowAsync(long after, CancellationToken cancellation = default)
    {
        var received = new HashSet<Guid>();
        await foreach (var recorded in journal.ReadAllAsync(after, cancellation))
        {
            after = recorded.Position;
            if (recorded.Type is "case.received" or "case.supplemented"
                && CaseEventNames.Types.Read(recorded) is MemberEvent happened && judge.HasRuleFor(happened.Matter))
                received.Add(recorded.Stream);
        }
        foreach (var id in received) await desk.JudgeAsync(id, cancellation);
        await Checkpoint.WriteAsync(rows, Name, after, cancellation);
        return after;
    }
}

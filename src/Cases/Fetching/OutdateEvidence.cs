using Microsoft.EntityFrameworkCore;
using Yitong.Acting;
using Yitong.Evidence;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>
/// Marks evidence whose source has told that it changed. Where nobody has decided on it yet it is asked for again; what a
/// decision rested on stays as it was.
/// </summary>
/// <param name="Requests">Ids of the looks by which such evidence came.</param>
/// <param name="Position">Position of the announcement in the journal: what came later is newer.</param>
[Act("outdate-evidence")]
internal sealed record OutdateEvidence(IReadOnlyCollection<Guid> Requests, long Position) : CaseCommand
{
    /// <inheritdoc/>
    public Refusal? NotNow(Case current, CaseFacts facts) => Permit.Engine(facts);

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, CaseFacts facts)
    {
        if (current.IsFinished) return Array.Empty<CaseEvent>();
        return current.Evidence.Held.Values
            .Where(held => held is { IsOutdated: false, Receipt: { } receipt } && Requests.Contains(receipt.Request)
                && receipt.Position < Position
                && IsWeighed(current, held, facts))
            .OrderBy(held => held.Material, StringComparer.Ordinal)
            .Select(held => (CaseEvent)new EvidenceOutdated(held.Material, facts.Today)).ToArray();
    }

    private static bool IsWeighed(Case current, HeldEvidence held, CaseFacts facts) => current.Members.Any(member =>
        !member.IsFinal && facts.EditionOf(member).Materials.Any(material => material.Key == held.Material));
}

/// <summary>Has open cases ask again for what a source says has changed.</summary>
internal sealed class ChangeFollower(Rows rows, CaseDesk desk, EvidenceFetching fetching)
    : ActFollower("data-changes", "data-change.announced")
{
    /// <inheritdoc/>
    public override async Task FollowAsync(IReadOnlyList<RecordedEvent> events, CancellationToken cancellation)
    {
        foreach (var recorded in events)
            if (DataChanged.Of(recorded) is { } changed) await OutdateAsync(changed, recorded.Position, cancellation);
    }

    private async Task OutdateAsync(DataChanged changed, long position, CancellationToken cancellation)
    {
        await using var db = rows.Open();
        var looks = await db.Set<DisclosureRow>()
            .Where(row => row.Subject == changed.Subject && row.Resource == changed.Resource && row.Case != null
                && (row.Outcome == EvidenceOutcome.Supplied || row.Outcome == EvidenceOutcome.Partial))
            .Select(row => new { row.Id, row.Case }).ToListAsync(cancellation);
        foreach (var same in looks.GroupBy(look => look.Case!.Value))
        {
            var marked = await desk.DoAsync(
                same.Key, Actor.Engine, new OutdateEvidence([.. same.Select(look => look.Id)], position), cancellation);
            if (marked.IsGranted) await fetching.FetchAsync(marked.Value, cancellation);
            marked.Refusal.OrWait();
        }
    }
}

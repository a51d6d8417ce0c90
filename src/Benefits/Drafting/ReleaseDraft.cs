using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>
/// Another official of the agency releases a draft (发布): from its first day it is the edition in force.
/// </summary>
[Act("release-draft")]
internal sealed record ReleaseDraft : ICommand<PolicyDraft, DraftEvent, DraftFacts>
{
    public Refusal? NotNow(PolicyDraft now, DraftFacts facts) => facts.NotFor(now.Office) is { } no ? no
        : Closed(now) is { } closed ? closed
        : now.DraftedBy == facts.By.Id ? new("draft.same-person", RefusalKind.NotAllowed)
        : now.From < facts.Today ? new Refusal("draft.in-the-past").With("day", $"{now.From:yyyy-MM-dd}")
        : null;

    public Outcome<IReadOnlyList<DraftEvent>> Decide(PolicyDraft now, DraftFacts facts)
    {
        var reading = EditionReader.Read(now.Text, "draft", facts.Shelf);
        if (reading.Edition is not { } edition) return SaveDraft.HasFaults(reading);
        // An edition that begins later has been released already: it would be cut off by nobody.
        var later = facts.Policies.Find(edition.Policy)?.Editions.FirstOrDefault(other => other.Card.From >= edition.Card.From);
        return later is not null
            ? new Refusal("draft.before-another").With("day", $"{later.Card.From:yyyy-MM-dd}")
            : new DraftEvent[] { new DraftReleased(edition.Card.Edition) };
    }

    /// <summary>Why nothing can be done with a draft any more; null while it is open.</summary>
    internal static Refusal? Closed(PolicyDraft draft) => draft.State != DraftState.Open ? new("draft.closed") : null;
}

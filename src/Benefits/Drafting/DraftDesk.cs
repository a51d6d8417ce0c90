using Microsoft.EntityFrameworkCore;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>
/// Where officials write policies and release them: whoever wrote a card cannot release it, and both belong to the agency whose
/// policy it is. Thread-safe.
/// </summary>
public sealed class DraftDesk(Journal journal, Rows rows, LiveLibrary library)
{
    /// <summary>The longest card, in characters.</summary>
    public const int Longest = 50_000;

    private readonly Streams<PolicyDraft, DraftEvent> streams = new(journal, DraftHistory.Kind);

    /// <summary>Keeps a card as a draft; a card with faults is kept nowhere.</summary>
    /// <param name="id">The draft; a new id to begin one.</param>
    /// <param name="act">An official's act.</param>
    /// <param name="text">The card.</param>
    /// <param name="seen">The version that was on screen; null for no claim.</param>
    /// <returns>
    /// The draft; or <c>store.stale</c> where somebody else has written meanwhile, <c>draft.has-faults</c>,
    /// <c>draft.not-your-agency</c>, <c>draft.closed</c>, <c>draft.other-policy</c>.
    /// </returns>
    public async Task<Outcome<PolicyDraft>> SaveAsync(Guid id, Act act, string text, int? seen = null)
    {
        var reading = EditionReader.Read(text.Length > Longest ? "" : text, "draft", library.Shelf);
        if (reading.Edition is not { } edition) return HasFaults(reading);
        if (!IsOf(act.By, edition.Agency)) return NotYours;
        var standing = (await library.NowAsync()).Find(edition.Policy)?.Editions[^1];
        if (standing is not null && !IsOf(act.By, standing.Agency)) return NotYours;
        var saved = new DraftSaved(edition.Policy, edition.Card.Title, edition.Agency, edition.Card.From, text);
        var done = await streams.ActAsync(id, act, seen, null, draft =>
            draft is { State: not DraftState.Open } ? Closed
            : draft is not null && draft.Office != edition.Agency ? NotYours
            : draft is not null && draft.Policy != edition.Policy ? new Refusal("draft.other-policy")
            : draft?.Text == text ? Array.Empty<DraftEvent>() : new DraftEvent[] { saved });
        return done.Then<PolicyDraft>(granted => granted.State);
    }

    /// <summary>Releases a draft: from its first day it is the edition in force.</summary>
    /// <returns>
    /// The draft; or <c>draft.not-found</c>, <c>draft.not-your-agency</c>, <c>draft.closed</c>, <c>draft.same-person</c>,
    /// <c>draft.in-the-past</c>, <c>draft.before-another</c>, <c>draft.has-faults</c>.
    /// </returns>
    public async Task<Outcome<PolicyDraft>> ReleaseAsync(Guid id, Act act, DateOnly today)
    {
        var policies = await library.NowAsync();
        var done = await streams.ActAsync(id, act, null, null, draft => Released(draft, act.By, today, policies));
        return done.Then<PolicyDraft>(granted => granted.State);
    }

    /// <summary>Gives a draft up.</summary>
    public async Task<Outcome<PolicyDraft>> DropAsync(Guid id, Act act)
    {
        var done = await streams.ActAsync(id, act, null, null, draft =>
            draft is null ? NotFound : !IsOf(act.By, draft.Office) ? NotYours
            : draft.State != DraftState.Open ? Closed : new DraftEvent[] { new DraftDropped() });
        return done.Then<PolicyDraft>(granted => granted.State);
    }

    /// <summary>A draft; null when there is none.</summary>
    public async Task<PolicyDraft?> FindAsync(Guid id) => (await streams.LoadAsync(id)).State;

    /// <summary>The drafts of an agency, the latest first.</summary>
    public async Task<IReadOnlyList<PolicyDraftRow>> OfAsync(string office, int skip = 0, int take = 50)
    {
        await using var db = rows.Open();
        return await db.Set<PolicyDraftRow>().Where(row => row.Office == office)
            .OrderByDescending(row => row.DraftedAt).Skip(skip).Take(take).ToListAsync();
    }

    private Outcome<IReadOnlyList<DraftEvent>> Released(PolicyDraft? draft, Actor by, DateOnly today, PolicyLibrary policies)
    {
        if (draft is null) return NotFound;
        if (!IsOf(by, draft.Office)) return NotYours;
        if (draft.State != DraftState.Open) return Closed;
        if (draft.DraftedBy == by.Id) return new Refusal("draft.same-person", RefusalKind.NotAllowed);
        if (draft.From < today) return new Refusal("draft.in-the-past").With("day", $"{draft.From:yyyy-MM-dd}");
        var reading = EditionReader.Read(draft.Text, "draft", library.Shelf);
        if (reading.Edition is not { } edition) return HasFaults(reading);
        // An edition that begins later has been released already: it would be cut off by nobody.
        if (policies.Find(edition.Policy)?.Editions.FirstOrDefault(other => other.Card.From >= edition.Card.From) is { } later)
            return new Refusal("draft.before-another").With("day", $"{later.Card.From:yyyy-MM-dd}");
        return new DraftEvent[] { new DraftReleased(edition.Card.Edition) };
    }

    private static bool IsOf(Actor by, string agency) => by.Role == ActorRole.Official && by.Office == agency;

    private static Refusal HasFaults(EditionReading reading) =>
        new Refusal("draft.has-faults", RefusalKind.NotValid).With("n", $"{reading.Faults.Count}");

    private static Refusal NotYours { get; } = new("draft.not-your-agency", RefusalKind.NotAllowed);

    private static Refusal Closed { get; } = new("draft.closed");

    private static Refusal NotFound { get; } = new("draft.not-found", RefusalKind.NotFound);
}

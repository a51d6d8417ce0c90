using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>
/// An official keeps a card as a draft (保存草案), a new one or on one that there is; a card with faults
/// is kept nowhere, except that its own tests may still expect other results.
/// </summary>
/// <param name="Text">The card.</param>
[Act("save-draft")]
internal sealed record SaveDraft(string Text)
    : ICommand<PolicyDraft, DraftEvent, DraftFacts>, IBeginning<PolicyDraft, DraftEvent, DraftFacts>
{
    /// <summary>The longest card, in characters.</summary>
    public const int Longest = 50_000;

    public Refusal? NotNow(PolicyDraft now, DraftFacts facts) =>
        facts.NotFor(now.Office) is { } no ? no : ReleaseDraft.Closed(now);

    public Outcome<IReadOnlyList<DraftEvent>> Decide(DraftFacts facts) =>
        Saved(facts).Then<IReadOnlyList<DraftEvent>>(saved => new DraftEvent[] { saved });

    public Outcome<IReadOnlyList<DraftEvent>> Decide(PolicyDraft now, DraftFacts facts)
    {
        var read = Saved(facts);
        return read.Refusal is { } refusal ? refusal
            : facts.NotFor(now.Office) is { } no ? no
            : now.Policy != read.Value.Policy ? new Refusal("draft.other-policy")
            : now.Text == Text ? Array.Empty<DraftEvent>() : new DraftEvent[] { read.Value };
    }

    /// <summary>The card has faults.</summary>
    internal static Refusal HasFaults(EditionReading reading) =>
        new Refusal("draft.has-faults", RefusalKind.NotValid).With("n", $"{reading.Faults.Count}");

    private Outcome<DraftSaved> Saved(DraftFacts facts)
    {
        var reading = EditionReader.Read(Text.Length > Longest ? "" : Text, "draft", facts.Shelf);
        if (reading.Tried is not { } edition) return HasFaults(reading);
        var standing = facts.Policies.Find(edition.Policy)?.Editions[^1];
        return facts.NotFor(edition.Agency) is { } no ? no
            : standing is not null && facts.NotFor(standing.Agency) is { } other ? other
            : new DraftSaved(edition.Policy, edition.Card.Title, edition.Agency, edition.Card.From, Text);
    }
}

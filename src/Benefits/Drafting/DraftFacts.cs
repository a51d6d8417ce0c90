using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>What decisions about a draft may know besides: the policies now, and what a card may speak of.</summary>
internal sealed record DraftFacts : Facts
{
    public DraftFacts(Facts known, PolicyLibrary policies, EditionShelf shelf)
        : base(known) => (Policies, Shelf) = (policies, shelf);

    /// <summary>The policies.</summary>
    public PolicyLibrary Policies { get; }

    /// <summary>What a card may speak of in this city.</summary>
    public EditionShelf Shelf { get; }

    /// <summary>Why an official may not write on or close what is an agency's; null when they may.</summary>
    public Refusal? NotFor(string agency) =>
        IsOfficialOf(agency) ? null : new("draft.not-your-agency", RefusalKind.NotAllowed);
}

/// <summary>Hands the policies to decisions about drafts. Thread-safe.</summary>
internal sealed class DraftFactsGathering(LiveLibrary library) : IFactsFor<DraftFacts>
{
    public async ValueTask<DraftFacts> GatherAsync(Facts known, object command, CancellationToken cancellation) =>
        new(known, await library.NowAsync(), library.Shelf);
}

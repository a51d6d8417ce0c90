using System.Collections.Immutable;

namespace Yitong.Cases;

/// <summary>
/// What a case holds without an upload, and what came in the way. Folded from its events; never changed in place.
/// </summary>
public sealed record CaseEvidence
{
    /// <summary>Nothing yet.</summary>
    public static CaseEvidence None { get; } = new();

    /// <summary>What is held, one per material key.</summary>
    public ImmutableDictionary<string, HeldEvidence> Held { get; init; } = ImmutableDictionary<string, HeldEvidence>.Empty;
    /// <summary>Materials that could not be had from their source, by key.</summary>
    public ImmutableDictionary<string, MissedEvidence> Missed { get; init; } =
        ImmutableDictionary<string, MissedEvidence>.Empty;
    /// <summary>What the applicant says is wrong at the source, by key of the question.</summary>
    public ImmutableDictionary<string, EvidenceDoubt> Doubts { get; init; } =
        ImmutableDictionary<string, EvidenceDoubt>.Empty;
    /// <summary>Keys of materials whose one asked after agreed to its being fetched, where the law wants that.</summary>
    public ImmutableHashSet<string> Consents { get; init; } = [];

    /// <summary>Keys of materials that the applicant let the city fetch, having been told of them.</summary>
    public ImmutableHashSet<string> Agreed { get; init; } = [];
    /// <summary>Whether the applicant wants nothing fetched and brings all.</summary>
    public bool IsFetchingDeclined { get; init; }

    /// <summary>What is held for a material; null where nothing is.</summary>
    public HeldEvidence? Of(string material) => Held.GetValueOrDefault(material);

    /// <summary>Why a material could not be had; null where it could, or nobody has tried.</summary>
    public MissedEvidence? MissedOf(string material) => Missed.GetValueOrDefault(material);

    /// <summary>After one more event.</summary>
    internal CaseEvidence After(EvidenceEvent happened) => happened switch
    {
        EvidenceObtained { Held: var held } => this with
        {
            Held = Held.SetItem(held.Material, held), Missed = Missed.Remove(held.Material),
        },
        EvidenceNotObtained { Missed: var missed } => this with { Missed = Missed.SetItem(missed.Material, missed) },
        EvidenceOutdated { Material: var material } => this with
        {
            Held = Held.SetItem(material, Held[material] with { IsOutdated = true }), Missed = Missed.Remove(material),
        },
        EvidenceConsented { Material: var material } => this with
        {
            Consents = Consents.Add(material), Missed = Missed.Remove(material),
        },
        FetchingAnswered e => this with { IsFetchingDeclined = !e.IsAgreed, Agreed = e.IsAgreed ? [.. e.Materials] : [] },
        EvidenceDoubted { Doubt: var doubt } => this with { Doubts = Doubts.SetItem(doubt.Question, doubt) },
        _ => throw new InvalidOperationException($"Not an event of evidence: {happened.GetType().Name}."),
    };
}

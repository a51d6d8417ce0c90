using System.Collections.Frozen;
using Yitong.Catalogue;
using Yitong.Packs;

namespace Yitong.Evidence;

/// <summary>
/// All resources of a city with the purposes and agreements under which they are shared: immutable, in memory, safe to share
/// between threads.
/// </summary>
public sealed class EvidenceLibrary
{
    private readonly FrozenDictionary<string, EvidenceResource[]> byType;
    private readonly FrozenDictionary<string, Agreement[]> agreements;

    internal EvidenceLibrary(
        IEnumerable<EvidenceResource> resources, IEnumerable<Purpose> purposes, IEnumerable<Agreement> agreements,
        IEnumerable<EvidenceConnector>? connectors = null, IReadOnlyList<EvidenceRecording>? recordings = null)
    {
        Connectors = (connectors ?? []).DistinctBy(each => each.Code)
            .ToFrozenDictionary(each => each.Code, StringComparer.Ordinal);
        Recordings = recordings ?? [];
        Resources = resources.DistinctBy(each => each.Code).ToFrozenDictionary(each => each.Code, StringComparer.Ordinal);
        Purposes = purposes.DistinctBy(each => each.Code).ToFrozenDictionary(each => each.Code, StringComparer.Ordinal);
        // What is kept for a place goes before what is kept for all; then the authoritative source (一数一源).
        byType = Resources.Values.GroupBy(each => each.Type, StringComparer.Ordinal).ToFrozenDictionary(
            same => same.Key, same => same.OrderBy(each => each.Places.IsEmpty).ThenByDescending(each => each.IsAuthoritative)
                .ThenBy(each => each.Code, StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
        this.agreements = agreements.GroupBy(each => each.Resource, StringComparer.Ordinal)
            .ToFrozenDictionary(same => same.Key, same => same.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>The same library with other connectors.</summary>
    /// <param name="change">What each connector becomes.</param>
    internal EvidenceLibrary With(Func<EvidenceConnector, EvidenceConnector> change) => new(
        Resources.Values, Purposes.Values, agreements.Values.SelectMany(same => same),
        Connectors.Values.Select(change), Recordings);

    /// <summary>The section to register when a pack is read, after that of the catalogue.</summary>
    public static PackSection Section { get; } = PackSection.Of(ResourceParser.Folders, ResourceParser.Read);

    /// <summary>Resources by code.</summary>
    public FrozenDictionary<string, EvidenceResource> Resources { get; }

    /// <summary>Connectors by code.</summary>
    public FrozenDictionary<string, EvidenceConnector> Connectors { get; }

    /// <summary>Recorded answers of the sources.</summary>
    public IReadOnlyList<EvidenceRecording> Recordings { get; }

    /// <summary>
    /// The invented people or companies after whom a resource's source is asked when it is tested: those of the recordings, then
    /// one whom no source knows.
    /// </summary>
    public IEnumerable<string> TestSubjects(EvidenceResource resource) => Recordings
        .Where(each => each.Connector == resource.Connector && each.Resource == resource.Code && each.Subject != "*")
        .Select(each => each.Subject).Order(StringComparer.Ordinal)
        .Append(resource.Holder == EvidenceHolder.Person ? Nobody : NoCompany);

    private const string Nobody = "210299190001010018";
    private const string NoCompany = "91210200MY9T99999X";

    /// <summary>Purposes by code.</summary>
    public FrozenDictionary<string, Purpose> Purposes { get; }

    /// <summary>
    /// The provider of an evidence type for a kind of holder in a place (requirement → type → provider): the authoritative
    /// resource, or else the first; null when nobody supplies it there.
    /// </summary>
    /// <param name="type">Code of the evidence type.</param>
    /// <param name="holder">Who is asked after.</param>
    /// <param name="district">
    /// Code of the district, or of the partner city, where the one asked after is at home; null: anywhere in the city.
    /// </param>
    public EvidenceResource? Resolve(string type, EvidenceHolder holder, string? district = null)
    {
        if (!byType.TryGetValue(type, out var resources)) return null;
        foreach (var resource in resources)
            if (resource.Holder == holder
                && (resource.Places.IsEmpty || district is not null && resource.Places.Contains(district))) return resource;
        return null;
    }

    /// <summary>The items of a resource that agreements in force let a matter see for a purpose, as bits.</summary>
    public ulong Agreed(EvidenceResource resource, string matter, string purpose, DateOnly day)
    {
        var bits = 0UL;
        if (!agreements.TryGetValue(resource.Code, out var all)) return bits;
        foreach (var each in all)
            if (each.City is null && each.From <= day && day <= each.Until && each.Purposes.Contains(purpose)
                && (each.Matters.IsEmpty || each.Matters.Contains(matter))) bits |= each.Items;
        return bits;
    }

    /// <summary>The items of a resource that agreements in force let another city see for a matter of its own, as bits.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="city">Division code of the city that asks.</param>
    /// <param name="basicCode">National basic code of its matter.</param>
    /// <param name="purpose">Code of the purpose.</param>
    /// <param name="day">The day.</param>
    public ulong AgreedWith(EvidenceResource resource, string city, string basicCode, string purpose, DateOnly day)
    {
        var bits = 0UL;
        foreach (var each in agreements.GetValueOrDefault(resource.Code) ?? [])
            if (each.City == city && each.From <= day && day <= each.Until && each.Purposes.Contains(purpose)
                && each.BasicCodes.Contains(basicCode)) bits |= each.Items;
        return bits;
    }

    /// <summary>
    /// Who supplies a material in a case, and whose evidence it is: what the matter says; else the subject's own, or that of the
    /// person who applies where subjects of this kind have no such evidence. Null when nobody supplies it.
    /// </summary>
    /// <param name="material">The material.</param>
    /// <param name="subject">What the case's subject is; null where the case founds it.</param>
    /// <param name="district">Code of the district or partner city where the subject is at home; null: anywhere here.</param>
    public EvidenceProvider? Provider(Material material, EvidenceHolder? subject, string? district = null)
    {
        if (material.EvidenceType is not { } type) return null;
        if (material.Of is null or EvidenceRelation.Subject
            && subject is { } holder && Resolve(type, holder, district) is { } own) return new(own, EvidenceRelation.Subject);
        var of = material.Of ?? EvidenceRelation.Applicant;
        return of is not EvidenceRelation.Subject && Resolve(type, EvidenceHolder.Person, district) is { } other
            ? new(other, of) : null;
    }

    /// <summary>
    /// Whether the city fetches a material itself in a case of such a subject: somebody supplies it, on terms and under an
    /// agreement that reach the matter on the day.
    /// </summary>
    public bool Supplies(Material material, string matter, EvidenceHolder? subject, DateOnly day) =>
        Provider(material, subject) is { Resource: { Sharing: not Sharing.None } resource }
        && Declared(resource, material) is var declared && declared != 0
        && (declared & ~Agreed(resource, matter, CaseHandling, day)) == 0;

    /// <summary>The purpose under which a case's materials are fetched; every pack that shares evidence registers it.</summary>
    public const string CaseHandling = "case-handling";

    /// <summary>The items that a material declares, as bits: its own list, or else what is usual.</summary>
    public static ulong Declared(EvidenceResource resource, Material material) =>
        material.Items.Count == 0 ? resource.Usual : resource.BitsOf(material.Items) ?? 0;
}

/// <summary>Who supplies a material, and whose evidence it is.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Of">How the one asked after stands to the case.</param>
public readonly record struct EvidenceProvider(EvidenceResource Resource, EvidenceRelation Of);

/// <summary>What a pack holds for the exchange of evidence.</summary>
public static class PackEvidence
{
    /// <summary>The evidence library of the pack, read with <see cref="EvidenceLibrary.Section"/>.</summary>
    public static EvidenceLibrary Evidence(this CityPack pack) => pack.Section<EvidenceLibrary>();
}

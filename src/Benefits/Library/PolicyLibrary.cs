using System.Collections.Frozen;
using Yitong.Packs;

namespace Yitong.Benefits;

/// <summary>
/// All policies of a city with the documents and clauses that they come from: immutable, in memory, safe to share between
/// threads.
/// </summary>
public sealed class PolicyLibrary
{
    internal PolicyLibrary(IEnumerable<PolicyEdition> editions, IEnumerable<PolicyDocument> documents)
    {
        Documents = documents.DistinctBy(document => document.Id)
            .ToFrozenDictionary(document => document.Id, StringComparer.Ordinal);
        Policies = editions.GroupBy(edition => edition.Policy, StringComparer.Ordinal)
            .Select(same => new SupportPolicy(same.Key, [.. same.OrderBy(edition => edition.Card.From)]))
            .ToFrozenDictionary(policy => policy.Id, StringComparer.Ordinal);
    }

    /// <summary>
    /// The section to register when a pack is read, after that of the catalogue, whose facts the cards speak of.
    /// </summary>
    public static PackSection Section { get; } = PackSection.Of(LibraryReading.Folders, LibraryReading.Read);

    /// <summary>Policies by id.</summary>
    public FrozenDictionary<string, SupportPolicy> Policies { get; }

    /// <summary>Documents by id.</summary>
    public FrozenDictionary<string, PolicyDocument> Documents { get; }

    /// <summary>The policy with an id or a number of the list of benefits without application; null when there is none.</summary>
    public SupportPolicy? Find(string id) => Policies.GetValueOrDefault(id)
        ?? Policies.Values.FirstOrDefault(policy => policy.Editions.Any(edition => edition.Also.Contains(id)));

    /// <summary>The editions in force on a day, by id.</summary>
    public IReadOnlyList<PolicyEdition> On(DateOnly day) =>
        [.. Policies.Values.Select(policy => policy.On(day)).OfType<PolicyEdition>()
            .OrderBy(edition => edition.Policy, StringComparer.Ordinal)];

    /// <summary>
    /// The policies that a subject cannot have together with this one on a day: named by either, or of the same exclusive group.
    /// </summary>
    public IReadOnlyList<PolicyEdition> ExcludedBy(PolicyEdition edition, DateOnly day) =>
        [.. On(day).Where(other => other.Policy != edition.Policy && (edition.Excludes.Contains(other.Policy)
            || other.Excludes.Contains(edition.Policy)
            || other.ExclusiveGroup is not null && other.ExclusiveGroup == edition.ExclusiveGroup))];

    /// <summary>
    /// This library with an edition that was released later: from its first day it takes the place of the one before, whose
    /// last day becomes the day before.
    /// </summary>
    public PolicyLibrary With(PolicyEdition released)
    {
        var others = Policies.Values.SelectMany(policy => policy.Editions)
            .Where(edition => edition.Policy != released.Policy || edition.Card.From < released.Card.From)
            .Select(edition => edition.Policy != released.Policy
                || edition.Card.Until is { } until && until < released.Card.From ? edition
                : edition with { Card = edition.Card with { Until = released.Card.From.AddDays(-1) } });
        return new([.. others, released], Documents.Values);
    }
}

/// <summary>What a pack holds for the benefits.</summary>
public static class PackPolicies
{
    /// <summary>The policy library of the pack, read with <see cref="PolicyLibrary.Section"/>.</summary>
    public static PolicyLibrary Policies(this CityPack pack) => pack.Section<PolicyLibrary>();
}

using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Evidence;

/// <summary>
/// Asks why somebody looked (提出疑问). The agency that looked answers; the data bureau where no agency of the city did. Once per
/// look.
/// </summary>
/// <param name="Look">The entry: the actor's data, or that of somebody for whom they act.</param>
/// <param name="Words">The question in words.</param>
[Act("raise-objection", Unclear = "objection.words-missing")]
public sealed record AskWhy(
    DisclosureRow Look,
    [Ask(IsLong = true, Most = 1_000, Missing = "objection.words-missing", Unreadable = "objection.words-not-readable")]
    string? Words) : IBeginning<DataObjection, ObjectionEvent>
{
    /// <inheritdoc/>
    public string About => $"look:{Look.Id}";

    /// <summary>Code of the agency that owes the answer.</summary>
    public static string OwnerOf(DisclosureRow look, CityCatalogue catalogue, EvidenceLimits limits) =>
        catalogue.Agencies.ContainsKey(look.Office) ? look.Office : limits.DataBureau;

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<ObjectionEvent>> Decide(Facts facts)
    {
        var limits = facts.Of<EvidenceLimits>();
        return new ObjectionEvent[]
        {
            new ObjectionRaised(
                ObjectionKind.Look, Look.Subject, Guid.Parse(facts.By.Id), Look.Id, Look.Case, Look.CaseNumber, Look.Resource,
                null, null, null, Words!.Trim(), OwnerOf(Look, facts.Catalogue, limits), limits.Objection.Limit,
                limits.Objection.Law, facts.Today),
        };
    }
}

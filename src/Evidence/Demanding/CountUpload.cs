using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Evidence;

/// <summary>
/// Counts an upload of something that an organ issues, and proposes the demand when it is the first. What a source supplies
/// already is no new demand: its upload counts only where there is one, whose uploads after its supply tell that the source does
/// not serve everybody.
/// </summary>
/// <param name="Material">The material.</param>
/// <param name="Type">Its type of evidence; null where the pack knows none.</param>
/// <param name="Matter">Code of the matter or journey.</param>
/// <param name="Position">Position of the upload in the journal: it counts once.</param>
/// <param name="On">The day of the upload.</param>
/// <param name="IsSupplied">Whether a source supplies it to such cases.</param>
[Act("count-upload")]
internal sealed record CountUpload(
    Material Material, EvidenceType? Type, string Matter, long Position, DateOnly On, bool IsSupplied = false)
    : IBeginning<Demand, DemandEvent>
{
    /// <inheritdoc/>
    public string About => $"demand:{Type?.Code ?? Material.Key}";

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<DemandEvent>> Decide(Facts facts)
    {
        var limits = facts.Of<EvidenceLimits>();
        return IsSupplied ? new Refusal("demand.not-found", RefusalKind.NotFound) : new DemandEvent[]
        {
            new DemandProposed(
                Type?.Name ?? Material.Name, Type?.Code, Material.Key, Type?.Holder, limits.DataBureau, limits.Dispatch.Limit,
                On),
            new DemandUploaded(Position, Matter, On),
        };
    }

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<DemandEvent>> Again(Demand now, Facts facts) =>
        new DemandEvent[] { new DemandUploaded(Position, Matter, On) };
}

using Yitong.Catalogue;
using Yitong.Evidence;
using Yitong.Packs;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>
/// Counts every upload of something that an organ issues towards the demand for it: nobody should have been asked. Where a source
/// supplies it already it is no new demand.
/// </summary>
internal sealed class DemandFollower(CaseDesk desk, DemandDesk demands, CityPack pack)
    : ActFollower("demands", "case.material-handed-over")
{
    private readonly EvidenceLibrary library = pack.Evidence();

    /// <inheritdoc/>
    public override async Task FollowAsync(IReadOnlyList<RecordedEvent> events, CancellationToken cancellation)
    {
        foreach (var recorded in events)
        {
            if (CaseEventNames.Types.Read(recorded) is not MaterialHandedOver { Copy: { IsCommitment: false } copy }
                || await desk.SeeAsync(recorded.Stream, Kernel.Actor.Engine, cancellation)
                    is not { IsGranted: true, Value: var current }
                || CaseForm.Materials(current, pack.Catalogue()).FirstOrDefault(each => each.Key == copy.Material)
                    is not { } material
                || !IsIssued(material)) continue;
            var day = desk.DayOf(recorded.Act.At);
            await demands.CountAsync(
                material, current.Code, recorded.Position, day, IsSupplied(current, material, day), cancellation);
        }
    }

    /// <summary>Whether an organ issues it: it is a known type of evidence, or the list says so.</summary>
    public bool IsIssued(Material material) =>
        material.EvidenceType is not null || material.Origin == pack.Texts["demand.issued-by-organ"];

    private bool IsSupplied(Case current, Material material, DateOnly day)
    {
        var holder = current.Subject.IsCompany ? EvidenceHolder.Company : EvidenceHolder.Person;
        return CaseForm.Editions(current, pack.Catalogue())
            .Where(edition => edition.Materials.Any(each => each.Key == material.Key))
            .Any(edition => library.Supplies(material, edition.Matter, holder, day));
    }
}

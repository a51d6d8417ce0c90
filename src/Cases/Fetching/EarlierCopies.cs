using Microsoft.EntityFrameworkCore;
using Yitong.Catalogue;
using Yitong.Evidence;
using Yitong.Packs;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>
/// Copies that an office has verified in earlier cases of the same subject (只提交一次): it granted what rested on them.
/// Thread-safe.
/// </summary>
internal sealed class EarlierCopies(Rows rows, CaseDesk desk, CityPack pack)
{
    private const int CasesLookedAt = 10;
    private readonly int days = pack.Section<EvidenceLimits>().ReuseDays;

    /// <summary>The latest copy of a material that is still good; null when there is none.</summary>
    public async Task<HeldEvidence?> FindAsync(
        Case current, Material material, DateOnly today, CancellationToken cancellation = default)
    {
        // Whose evidence it was is known of the subject alone.
        if (material.Of is not (null or EvidenceRelation.Subject)) return null;
        foreach (var id in await ConcludedAsync(current, today.AddDays(-days), cancellation))
            if (await desk.SeeAsync(id, Kernel.Actor.Engine, cancellation) is { IsGranted: true, Value: var before }
                && before.Materials.GetValueOrDefault(material.Key) is { IsCommitment: false } copy
                && before.Members.Any(member => member.Decision is { IsGranted: true } && Asks(member, material)))
                return new(material.Key, EvidenceLevel.B, today)
                {
                    Of = EvidenceRelation.Subject, VerifiedIn = before.Number, Copy = copy,
                };
        return null;
    }

    private bool Asks(Member member, Material material) =>
        pack.Catalogue().Matter(member.Matter)?.Editions.FirstOrDefault(edition => edition.From == member.Edition)
            ?.Materials.Any(each => each.Key == material.Key) == true;

    private async Task<List<Guid>> ConcludedAsync(Case current, DateOnly since, CancellationToken cancellation)
    {
        var (subject, self) = (current.Subject.Party, current.Id);
        await using var db = rows.Open();
        return await db.Set<CaseRow>()
            .Where(row => row.Subject == subject && row.Id != self && row.Stage == CaseStage.Concluded && row.OpenedOn >= since)
            .OrderByDescending(row => row.OpenedOn).Take(CasesLookedAt).Select(row => row.Id).ToListAsync(cancellation);
    }
}

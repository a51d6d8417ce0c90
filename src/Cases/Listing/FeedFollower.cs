using Microsoft.EntityFrameworkCore;
using Yitong.Parties;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>
/// Puts cases into the lists of those who act for the subject: of everybody in force when a case is opened, and all
/// of a principal's cases when a mandate begins to count. Subject and applicant have their entry from the act itself.
/// </summary>
internal sealed class FeedFollower() : RowFollower("feed", "case.opened", "party.mandate-given", "party.mandate-accepted")
{
    /// <inheritdoc/>
    public override int MostAtOnce => 1_000;

    /// <inheritdoc/>
    public override IReadOnlyList<Type> RowTypes => [typeof(FeedRow)];

    /// <inheritdoc/>
    public override async Task FillAsync(
        YitongDb db, IReadOnlyList<RecordedEvent> events, CancellationToken cancellation)
    {
        var wanted = await WantedAsync(db, events, cancellation);
        foreach (var viewer in wanted.GroupBy(row => row.Viewer))
        {
            var ids = viewer.Select(row => row.CaseId).ToList();
            var there = await db.Set<FeedRow>()
                .Where(row => row.Viewer == viewer.Key && ids.Contains(row.CaseId))
                .Select(row => row.CaseId).ToHashSetAsync(cancellation);
            db.AddRange(viewer.DistinctBy(row => row.CaseId).Where(row => !there.Contains(row.CaseId)));
        }
    }

    private static async Task<List<FeedRow>> WantedAsync(
        YitongDb db, IReadOnlyList<RecordedEvent> batch, CancellationToken cancellation)
    {
        var opened = batch.Where(each => each.Type == "case.opened").Select(each => each.Stream).ToList();
        var given = batch.Where(each => each.Type != "case.opened").Select(each => each.Stream).Distinct().ToList();
        var wanted = new List<FeedRow>();
        foreach (var ids in opened.Chunk(500))
            wanted.AddRange(await Entries(db, db.Set<CaseRow>().Where(row => ids.Contains(row.Id))).ToListAsync(cancellation));
        foreach (var ids in given.Chunk(500))
            wanted.AddRange(
                await Entries(db, db.Set<CaseRow>().Where(row => ids.Contains(row.Subject))).ToListAsync(cancellation));
        return wanted;
    }

    // Whether a mandate is valid today is asked when the list is read, so entries need only its existence.
    private static IQueryable<FeedRow> Entries(YitongDb db, IQueryable<CaseRow> cases) =>
        cases.Join(
            db.Set<MandateRow>().Where(mandate => mandate.Agent != Guid.Empty),
            found => found.Subject,
            mandate => mandate.Principal,
            (found, mandate) => new FeedRow
            {
                Viewer = mandate.Agent,
                OpenedOn = found.OpenedOn,
                CaseId = found.Id,
                Subject = found.Subject,
            });
}

using Microsoft.EntityFrameworkCore;
using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Store;

namespace Yitong.Evidence;

/// <summary>The backlog of data that is wanted and not supplied (按需汇聚、动态清零). Thread-safe.</summary>
public sealed class DemandDesk(
    Desk<Demand, DemandEvent> desk, Rows rows, DutyList duties, CityPack pack, IEvidenceSource source, TimeProvider clock)
{
    private const int DaysOfAMonth = 30;
    private readonly EvidenceLimits limits = pack.Section<EvidenceLimits>();
    private readonly EvidenceLibrary library = pack.Evidence();
    private readonly CityCatalogue catalogue = pack.Catalogue();
    /// <summary>Code of the agency that leads demands.</summary>
    public string Bureau => limits.DataBureau;

    /// <summary>Counts an upload of something that an organ issues.</summary>
    public Task<Outcome<Demand>> CountAsync(
        Material material, string matter, long position, DateOnly on, bool isSupplied = false,
        CancellationToken cancellation = default)
    {
        var type = material.EvidenceType is { } code ? catalogue.EvidenceTypes.GetValueOrDefault(code) : null;
        var caller = new Caller(Actor.Engine) { Key = new("demands", $"{position}", $"{position}") };
        return desk.BeginAsync(caller, new CountUpload(material, type, matter, position, on, isSupplied), cancellation);
    }

    /// <summary>Moves a demand on.</summary>
    public Task<Outcome<Demand>> MoveAsync(Guid id, Caller by, MoveDemand command) => desk.DoAsync(id, by, command);

    /// <summary>
    /// Tests each supplied demand once a day: its source must answer a question about a recorded test subject, without what is
    /// kept here. What fails is opened again.
    /// </summary>
    /// <returns>How many were opened again.</returns>
    public async Task<int> TestAsync(CancellationToken cancellation = default)
    {
        var today = desk.Today;
        var supplied = await rows.ReadAsync((IQueryable<DemandRow> all) => all.Where(row =>
            row.State == DemandState.Supplied && (row.TestedOn == null || row.TestedOn < today)), cancellation);
        var reopened = 0;
        foreach (var row in supplied)
        {
            var cause = await FaultOfAsync(row, cancellation);
            if (cause is not null) reopened++;
            await desk.DoAsync(row.Id, Actor.Engine, new TestDemand(cause), cancellation);
        }
        return reopened;
    }

    /// <summary>All demands with the uploads of the last 30 days, those that would save most first.</summary>
    public async Task<IReadOnlyList<(DemandRow Demand, int UploadsPerMonth)>> AllAsync()
    {
        var since = desk.Today.AddDays(-DaysOfAMonth);
        await using var db = rows.Open();
        var counts = await db.Set<DemandUploadRow>().Where(row => row.On > since).GroupBy(row => row.Demand)
            .Select(same => new { same.Key, Count = same.Count() }).ToDictionaryAsync(each => each.Key, each => each.Count);
        var all = await db.Set<DemandRow>().ToListAsync();
        return
        [
            .. all.Select(row => (row, counts.GetValueOrDefault(row.Id))).OrderBy(each => IsOver(each.row.State))
                .ThenByDescending(each => each.Item2).ThenBy(each => each.row.Title, StringComparer.Ordinal),
        ];
    }

    /// <summary>How many demands were past their clock on each of the last days, oldest first; zero is the aim.</summary>
    public Task<IReadOnlyList<(DateOnly Day, int Late)>> TrendAsync(int days = DaysOfAMonth) =>
        duties.TrendAsync(Demand.DutyKinds, desk.Today, days);

    /// <summary>A demand; null when there is none.</summary>
    public async Task<DemandRow?> FindAsync(Guid id)
    {
        await using var db = rows.Open();
        return await db.Set<DemandRow>().SingleOrDefaultAsync(row => row.Id == id);
    }

    /// <summary>Whether nothing more is owed: supplied, returned, or refused by law.</summary>
    public static bool IsOver(DemandState state) =>
        state is DemandState.Supplied or DemandState.Returned or DemandState.Refused;

    // No record is as good as a record; being away for a moment is not: it was promised to be there.
    private async Task<string?> FaultOfAsync(DemandRow row, CancellationToken cancellation)
    {
        if (row.Resource is null
            || library.Resources.GetValueOrDefault(row.Resource) is not { Sharing: not Sharing.None } resource)
            return pack.Texts["demand.test-gone"];
        var question = new SourceQuestion(
            Guid.CreateVersion7(clock.GetUtcNow()), resource, library.TestSubjects(resource).First(),
            [.. resource.Items.Where(item => item.Asks is null).Select(item => item.Code)], "", EvidenceLibrary.CaseHandling)
        {
            IsTest = true,
        };
        return await source.AskAsync(question, cancellation) switch
        {
            SourceFound or SourceHasNone => null,
            SourceRefused refused => refused.Cause,
            SourceAway away => away.Cause,
            SourceWrong wrong => wrong.Cause,
            _ => pack.Texts["demand.test-gone"],
        };
    }
}

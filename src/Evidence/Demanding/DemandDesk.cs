using Microsoft.EntityFrameworkCore;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Store;

namespace Yitong.Evidence;

/// <summary>The backlog of data that is wanted and not supplied (按需汇聚、动态清零). Thread-safe.</summary>
public sealed class DemandDesk(
    Journal journal, Rows rows, CityPack pack, IEvidenceSource source, TimeProvider clock)
{
    private const int DaysOfAMonth = 30;
    private readonly EvidenceLimits limits = pack.Section<EvidenceLimits>();
    private readonly EvidenceLibrary library = pack.Evidence();
    private readonly CityCatalogue catalogue = pack.Catalogue();
    private readonly Streams<Demand, DemandEvent> streams = new(journal, DemandHistory.KindFor(pack.Catalogue().Calendar));

    private DateOnly Today => pack.City.DayOf(clock.GetUtcNow());

    /// <summary>Code of the agency that leads demands.</summary>
    public string Bureau => limits.DataBureau;

    /// <summary>
    /// Counts an upload of something that an organ issues, and proposes the demand when it is the first. What a source supplies
    /// already is no new demand: its upload counts only where there is one, whose uploads after its supply tell that the source
    /// does not serve everybody.
    /// </summary>
    /// <param name="material">The material.</param>
    /// <param name="matter">Code of the matter or journey.</param>
    /// <param name="position">Position of the upload in the journal: it counts once.</param>
    /// <param name="on">The day of the upload.</param>
    /// <param name="isSupplied">Whether a source supplies it to such cases.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task CountAsync(
        Material material, string matter, long position, DateOnly on, bool isSupplied = false,
        CancellationToken cancellation = default)
    {
        var type = material.EvidenceType is { } code ? catalogue.EvidenceTypes.GetValueOrDefault(code) : null;
        var upload = new DemandUploaded(position, matter, on);
        var key = new IdempotencyKey("demands", $"{position}", $"{position}");
        await streams.ActAsync(
            StreamIds.Of($"demand:{type?.Code ?? material.Key}"), ActOf(Actor.Engine, "count-upload"), null, key,
            current => current is not null ? new DemandEvent[] { upload }
                : isSupplied ? new Refusal("demand.not-found", RefusalKind.NotFound) : new DemandEvent[]
            {
                new DemandProposed(
                    type?.Name ?? material.Name, type?.Code, material.Key, type?.Holder, limits.DataBureau,
                    limits.Dispatch.Limit, on),
                upload,
            },
            cancellation: cancellation);
    }

    /// <summary>Moves a demand on.</summary>
    /// <returns>
    /// The demand; or <c>demand.not-found</c>, <c>demand.other-office</c>, <c>demand.not-now</c>, <c>demand.not-clear</c>.
    /// </returns>
    public async Task<Outcome<Demand>> MoveAsync(Guid id, Actor by, MoveDemand command)
    {
        var done = await streams.ActAsync(id, ActOf(by, "move-demand"), null, null, current =>
            current is null ? new Refusal("demand.not-found", RefusalKind.NotFound)
            : command.Decide(current, by, limits, library, catalogue.Agencies.ContainsKey, Today));
        return done.Then<Demand>(granted => granted.State);
    }

    /// <summary>Tells supervision of demands past their clock; says how many were new.</summary>
    public Task<int> EscalateAsync(CancellationToken cancellation = default)
    {
        var today = Today;
        return rows.EscalateAsync<DemandRow, Demand, DemandEvent>(
            streams, ActOf(Actor.Engine, "escalate-demand"), today,
            current => current is { IsEscalated: false, Clock: not null } ? new DemandEscalated(today) : null, cancellation);
    }

    /// <summary>
    /// Tests each supplied demand once a day: its source must answer a question about a recorded test subject, without what is
    /// kept here. What fails is opened again.
    /// </summary>
    /// <returns>How many were opened again.</returns>
    public async Task<int> TestAsync(CancellationToken cancellation = default)
    {
        var today = Today;
        List<DemandRow> supplied;
        await using (var db = rows.Open())
            supplied = await db.Set<DemandRow>()
                .Where(row => row.State == DemandState.Supplied && (row.TestedOn == null || row.TestedOn < today))
                .ToListAsync(cancellation);
        var reopened = 0;
        foreach (var row in supplied)
        {
            var cause = await FaultOfAsync(row, cancellation);
            if (cause is not null) reopened++;
            await ActAsync(row.Id, "test-demand", current =>
                current is not { State: DemandState.Supplied } || current.TestedOn == today ? null
                : cause is null ? new DemandTested(today)
                : new DemandMoved(DemandState.Reopened, current.Owner, limits.Supply.Limit, limits.Supply.Law, null, cause, null,
                    today), cancellation);
        }
        return reopened;
    }

    /// <summary>All demands with the uploads of the last 30 days, those that would save most first.</summary>
    public async Task<IReadOnlyList<(DemandRow Demand, int UploadsPerMonth)>> AllAsync()
    {
        var since = Today.AddDays(-DaysOfAMonth);
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
    public async Task<IReadOnlyList<(DateOnly Day, int Overdue)>> TrendAsync(int days = DaysOfAMonth)
    {
        var today = Today;
        var first = today.AddDays(1 - days);
        await using var db = rows.Open();
        var lapses = await db.Set<DemandLapseRow>().Where(row => row.Until == null || row.Until > first).ToListAsync();
        return
        [
            .. Enumerable.Range(0, days).Select(first.AddDays).Select(day =>
                (day, lapses.Count(lapse => lapse.From <= day && (lapse.Until is null || day < lapse.Until)))),
        ];
    }

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

    private Task<Outcome<Done<Demand>>> ActAsync(
        Guid id, string name, Func<Demand, DemandEvent?> decide, CancellationToken cancellation) =>
        streams.ActAsync(id, ActOf(Actor.Engine, name), null, null, current =>
            current is not null && decide(current) is { } happened
                ? new DemandEvent[] { happened } : Array.Empty<DemandEvent>(),
            cancellation: cancellation);

    private Act ActOf(Actor by, string name) => Act.Of(clock.GetUtcNow(), by, name);
}

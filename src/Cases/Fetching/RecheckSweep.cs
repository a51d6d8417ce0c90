using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>Asks the sources again that were away when a submitted case wanted them; its cost depends on what is due.</summary>
internal sealed class RecheckSweep(
    Rows rows, CaseDesk desk, EvidenceFetching fetching, TimeProvider clock, ILogger<RecheckSweep>? log = null)
    : Sweep(TimeSpan.FromSeconds(5), clock, log)
{
    private const int Batch = 200;
    private const int AtOnce = 8;
    private readonly TimeProvider clock = clock;

    /// <inheritdoc/>
    protected override Task RoundAsync(CancellationToken cancellation) => SweepAsync(cancellation);

    /// <summary>Asks again for all cases that are due, and says for how many.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        List<Guid> due;
        await using (var db = rows.Open())
            due = await db.Set<RetryRow>().Where(row => row.RetryAt <= now).OrderBy(row => row.RetryAt).Take(Batch)
                .Select(row => row.CaseId).ToListAsync(cancellation);
        await Parallel.ForEachAsync(
            due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (id, stop) =>
            {
                if (await desk.SeeAsync(id, Actor.Engine, stop) is { IsGranted: true, Value: var current })
                    await fetching.FetchAsync(current, stop);
            });
        return due.Count;
    }
}

/// <summary>
/// Fetches for cases that reached their office without anybody having opened a page: from a program, or after a member.
/// </summary>
internal sealed class FetchFollower(CaseDesk desk, EvidenceFetching fetching) : ActFollower("evidence", "case.received")
{
    /// <inheritdoc/>
    public override async Task FollowAsync(IReadOnlyList<RecordedEvent> events, CancellationToken cancellation)
    {
        foreach (var id in events.Select(recorded => recorded.Stream).Distinct())
            if (await desk.SeeAsync(id, Actor.Engine, cancellation) is { IsGranted: true, Value: var current })
                await fetching.FetchAsync(current, cancellation);
    }
}

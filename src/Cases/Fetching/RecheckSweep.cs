using Microsoft.EntityFrameworkCore;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>Asks the sources again that were away when a submitted case wanted them; its cost depends on what is due.</summary>
public sealed class RecheckSweep(Rows rows, CaseDesk desk, EvidenceFetching fetching, TimeProvider clock)
    : Sweep(TimeSpan.FromSeconds(5), clock)
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
public sealed class FetchFollower(Journal journal, Rows rows, CaseDesk desk, EvidenceFetching fetching)
    : JournalFollower(journal, rows, Name, TimeSpan.FromMilliseconds(500))
{
    private const string Name = "evidence";
    private readonly Journal journal = journal;
    private readonly Rows rows = rows;

    /// <inheritdoc/>
    public override async Task<long> FollowAsync(long after, CancellationToken cancellation = default)
    {
        var received = new HashSet<Guid>();
        await foreach (var recorded in journal.ReadAllAsync(after, cancellation))
        {
            after = recorded.Position;
            if (recorded.Type is "case.received") received.Add(recorded.Stream);
        }
        foreach (var id in received)
            if (await desk.SeeAsync(id, Actor.Engine, cancellation) is { IsGranted: true, Value: var current })
                await fetching.FetchAsync(current, cancellation);
        await Checkpoint.WriteAsync(rows, Name, after, cancellation);
        return after;
    }
}

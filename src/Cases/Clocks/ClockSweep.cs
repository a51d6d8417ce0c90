using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>
/// Rings the clocks that are due. It looks at an index of the next day each clock rings on, so its cost depends on
/// what is due and not on what is armed; after days of standstill it catches up in order, each rung once.
/// </summary>
public sealed class ClockSweep(CaseDesk desk, Rows rows, CityCatalogue catalogue, TimeProvider clock) : BackgroundService
{
    private const int Batch = 500;
    private const int AtOnce = 64;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await RecomputeAsync(stoppingToken);
        using var timer = new PeriodicTimer(Pause, clock);
        do await SweepAsync(desk.Today, stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Rings all that is due up to the day, and says how many members had something due.</summary>
    public async Task<int> SweepAsync(DateOnly today, CancellationToken cancellation = default)
    {
        var rung = 0;
        while (true)
        {
            await using var db = rows.Open();
            var due = await db.Set<WorkRow>().Where(row => row.RingsOn <= today)
                .OrderBy(row => row.RingsOn).Take(Batch)
                .Select(row => new { row.CaseId, row.Matter }).ToListAsync(cancellation);
            if (due.Count == 0) return rung;
            var refused = 0;
            await Parallel.ForEachAsync(
                due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
                async (each, stop) =>
                {
                    var done = await desk.DoAsync(each.CaseId, Actor.Engine, new RingClocks(each.Matter), null, stop);
                    if (!done.IsGranted) Interlocked.Increment(ref refused);
                });
            rung += due.Count - refused;
            // What is refused (a busy store) stays due and is tried at the next sweep.
            if (refused > 0) return rung;
        }
    }

    /// <summary>
    /// Computes the deadlines again that were shown with another calendar, and says how many there were.
    /// </summary>
    public async Task<int> RecomputeAsync(CancellationToken cancellation = default)
    {
        var recomputed = 0;
        while (true)
        {
            await using var db = rows.Open();
            var old = await db.Set<WorkRow>()
                .Where(row => row.Slot == "member" && row.Calendar != ""
                    && row.Calendar != catalogue.Calendar.Version)
                .Take(Batch).ToListAsync(cancellation);
            foreach (var row in old)
            {
                var recompute = new RecomputeDeadline(row.Matter, row.Due);
                var done = await desk.DoAsync(row.CaseId, Actor.Engine, recompute, null, cancellation);
                if (!done.IsGranted) return recomputed;
                recomputed++;
            }
            if (old.Count < Batch) return recomputed;
        }
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>
/// Rings the clocks that are due. It looks at an index of the next day each clock rings on, so its cost depends on
/// what is due and not on what is armed; after days of standstill it catches up in order, each warning once.
/// </summary>
internal sealed class ClockSweep(
    CaseDesk desk, Rows rows, CityCatalogue catalogue, TimeProvider clock, ILogger<ClockSweep>? log = null)
    : Sweep(TimeSpan.FromSeconds(30), clock, log)
{
    private const int Batch = 500;
    private const int AtOnce = 64;
    private bool isRecomputed;

    /// <inheritdoc/>
    protected override async Task RoundAsync(CancellationToken cancellation)
    {
        if (!isRecomputed) await RecomputeAsync(cancellation);
        isRecomputed = true;
        await SweepAsync(desk.Today, cancellation);
    }

    /// <summary>Rings all that is due up to the day, and says how many members had something due.</summary>
    public async Task<int> SweepAsync(DateOnly today, CancellationToken cancellation = default)
    {
        var (rung, tried) = (0, new HashSet<(Guid, string)>());
        while (true)
        {
            var due = await DueAsync(today, cancellation);
            // A row that stays due after its act was written with another calendar: it waits for being recomputed.
            due.RemoveAll(each => !tried.Add(each));
            if (due.Count == 0) return rung;
            var (refused, failed) = await ActAsync(due, each => (each.CaseId, new RingClocks(each.Matter)), cancellation);
            rung += due.Count - refused - failed;
            // What is refused (a busy store) stays due and is tried at the next sweep.
            if (refused > 0) return rung;
        }
    }

    /// <summary>
    /// Computes the deadlines again that were shown with another calendar, and says how many there were.
    /// </summary>
    public async Task<int> RecomputeAsync(CancellationToken cancellation = default)
    {
        var (recomputed, tried) = (0, new HashSet<(Guid, string)>());
        while (true)
        {
            var old = await OldAsync(cancellation);
            old.RemoveAll(row => !tried.Add((row.Stream, row.Part)));
            if (old.Count == 0) return recomputed;
            var (refused, failed) = await ActAsync(
                old, row => (row.Stream, new RecomputeDeadline(row.Part, row.Due)), cancellation);
            recomputed += old.Count - refused - failed;
            if (refused > 0) return recomputed;
        }
    }

    private async Task<List<(Guid CaseId, string Matter)>> DueAsync(DateOnly today, CancellationToken cancellation)
    {
        await using var db = rows.Open();
        return await db.Set<DutyRow>().Where(row => row.NextWarningOn <= today && CaseWork.Kinds.Contains(row.Kind))
            .OrderBy(row => row.NextWarningOn).Take(Batch)
            .Select(row => new ValueTuple<Guid, string>(row.Stream, row.Part)).ToListAsync(cancellation);
    }

    private async Task<List<DutyRow>> OldAsync(CancellationToken cancellation)
    {
        await using var db = rows.Open();
        return await db.Set<DutyRow>()
            .Where(row => CaseWork.Kinds.Contains(row.Kind)
                && (row.Slot == CaseWork.MemberSlot || row.Slot == CaseWork.RatingSlot) && row.Calendar != ""
                && row.Calendar != catalogue.Calendar.Version)
            .Take(Batch).ToListAsync(cancellation);
    }

    /// <summary>
    /// Does the engine's acts, those of one case one after the other. Says how many were refused, and how many failed: a case
    /// that cannot be decided (its edition left the pack) is told in the log and must not keep all others waiting.
    /// </summary>
    private async Task<(int Refused, int Failed)> ActAsync<T>(
        List<T> due, Func<T, (Guid Case, CaseCommand Command)> actOf, CancellationToken cancellation)
    {
        var (refused, failed) = (0, 0);
        await Parallel.ForEachAsync(
            due.Select(actOf).GroupBy(act => act.Case),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (acts, stop) =>
            {
                foreach (var (id, command) in acts)
                {
                    try
                    {
                        var done = await desk.DoAsync(id, Actor.Engine, command, stop);
                        if (!done.IsGranted) Interlocked.Increment(ref refused);
                    }
                    catch (InvalidOperationException fault)
                    {
                        Interlocked.Increment(ref failed);
                        log?.LogError(fault, "The clocks of case {Case} could not be rung.", id);
                    }
                }
            });
        return (refused, failed);
    }
}

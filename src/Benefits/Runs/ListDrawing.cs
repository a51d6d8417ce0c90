using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>
/// Draws the list of a run up, chunk by chunk. It may be begun again at any time, on any node: it goes on where the journal
/// says it stands. Thread-safe.
/// </summary>
internal sealed class ListDrawing(RunDesk runs)
{
    /// <summary>Lines in a chunk.</summary>
    public const int ChunkLines = 10_000;

    /// <summary>
    /// Draws the list up, from where it stands to its end. A line that cannot stand ends it: what is there can be cancelled, and
    /// none of it is published.
    /// </summary>
    /// <param name="id">The run.</param>
    /// <param name="by">Who draws it up.</param>
    /// <param name="draw">Gives the list behind a subject.</param>
    /// <param name="size">Lines in a chunk.</param>
    /// <param name="cancellation">Stops between two chunks.</param>
    /// <returns>The run; or <c>run.cause.*</c> with the line, <c>run.not-drawing</c>.</returns>
    public async Task<Outcome<BenefitRun>> DrawAsync(
        Guid id, Actor by, DrawList draw, int size = ChunkLines, CancellationToken cancellation = default)
    {
        while (true)
        {
            var (run, version) = await runs.LoadAsync(id, cancellation);
            if (run is null) return BenefitRun.NotFound;
            if (run.State is not (RunState.Drawing or RunState.Cancelled)) return run;
            var isAhead = true;
            await foreach (var chunk in draw(run.Terms, run.LastSubject).Chunk(size).WithCancellation(cancellation))
            {
                cancellation.ThrowIfCancellationRequested();
                var drawn = await runs.ActAsync(id, new Caller(by) { Seen = version }, new DrawLines(chunk), cancellation);
                isAhead = drawn.IsGranted;
                if (IsOvertaken(drawn.Refusal)) break;
                if (drawn.Refusal is { } refusal) return await StoppedAsync(id, by, refusal);
                version = drawn.Value.Version;
            }
            if (!isAhead) continue; // Another node was faster: go on behind it.
            var closed = await runs.DoAsync(id, new Caller(by) { Seen = version }, new CloseList(), cancellation);
            if (!IsOvertaken(closed.Refusal)) return closed;
        }
    }

    // The agency learns of it on the run's page and on its work list, whoever draws.
    private async Task<Refusal> StoppedAsync(Guid id, Actor by, Refusal refusal)
    {
        if (refusal.Code.StartsWith("run.cause.", StringComparison.Ordinal)) await runs.DoAsync(id, by, new StopDrawing(refusal));
        return refusal;
    }

    private static bool IsOvertaken(Refusal? refusal) => refusal is { Code: "store.stale" or "store.rows-taken" };
}

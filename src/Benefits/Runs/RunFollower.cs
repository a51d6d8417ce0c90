using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>
/// Goes on with runs whose list or orders are not complete: after they were begun, and after a crash from where the journal
/// says they stand. Every node may run it; who is slower goes on behind the other.
/// </summary>
public sealed class RunFollower(
    RunDesk desk, Rows rows, TimeProvider clock, ILogger<RunFollower> log, DrawList? draw = null) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim called = new(0);
    private readonly Dictionary<Guid, RunState> refused = [];

    /// <summary>Has it look at once.</summary>
    public void Call() => called.Release();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await GoOnAsync(stoppingToken);
                await called.WaitAsync(Pause, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A run that cannot go on now must not keep the others from going on.
            catch (Exception cause)
#pragma warning restore CA1031
            {
                log.LogWarning(cause, "A benefit run could not go on; it is tried again.");
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
    }

    internal async Task GoOnAsync(CancellationToken cancellation)
    {
        await using var db = rows.Open();
        var open = await db.Set<RunRow>().Where(row => row.State == RunState.Drawing || row.State == RunState.Paying)
            .Select(row => new { row.Id, row.State }).ToListAsync(cancellation);
        foreach (var run in open)
        {
            // A list that was refused stays so until somebody cancels it.
            if (refused.TryGetValue(run.Id, out var state) && state == run.State) continue;
            if (run.State == RunState.Paying)
            {
                await desk.OrderAsync(run.Id, ActOf, cancellation);
                continue;
            }
            if (draw is null || (await desk.FindAsync(run.Id))?.Terms.Edition == RunTerms.HandedIn) continue;
            var drawn = await desk.DrawAsync(run.Id, ActOf, draw, cancellation: cancellation);
            if (drawn.Refusal is not { } refusal) continue;
            refused[run.Id] = run.State;
            log.LogWarning("The list of the run {Run} was refused: {Code}", run.Id, refusal.Code);
        }
    }

    private Act ActOf(string name) => Act.Of(clock.GetUtcNow(), Actor.Engine, name);
}

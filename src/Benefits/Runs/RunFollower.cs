using Microsoft.Extensions.Logging;
using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>
/// Draws up the list of a run that was opened, and the orders of one that was signed off; after a crash from where the journal
/// says they stand. Every node may run it; who is slower goes on behind the other.
/// </summary>
internal sealed class RunFollower(
    RunDesk runs, ListDrawing lists, OrderDrawing orders, ILogger<RunFollower> log,
    DrawList? draw = null)
    : ActFollower("benefit-runs", "run.opened", "run.drawing-resumed", "run.signed")
{
    /// <summary>A list takes minutes: it is kept after each that it was done.</summary>
    public override int MostAtOnce => 1;

    /// <inheritdoc/>
    public override async Task FollowAsync(IReadOnlyList<RecordedEvent> events, CancellationToken cancellation)
    {
        foreach (var id in events.Select(recorded => recorded.Stream).Distinct()) await GoOnAsync(id, cancellation);
    }

    private async Task GoOnAsync(Guid id, CancellationToken cancellation)
    {
        var run = await runs.FindAsync(id, cancellation);
        if (run is { State: RunState.Paying }) Tell(id, (await orders.OrderAsync(id, Actor.Engine, cancellation)).Refusal);
        // Who hands a list in draws it up as well.
        if (draw is null || run is not { State: RunState.Drawing, StoppedBy: null }
            || run.Terms.Edition == RunTerms.HandedIn) return;
        Tell(id, (await lists.DrawAsync(id, Actor.Engine, draw, cancellation: cancellation)).Refusal);
    }

    // A list that was refused stays so until somebody has it drawn on or cancels it.
    private void Tell(Guid id, Refusal? refusal)
    {
        refusal.OrWait();
        if (refusal is not null) log.LogWarning("The run {Run} cannot go on: {Code}", id, refusal.Code);
    }
}

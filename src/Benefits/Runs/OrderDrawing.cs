using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>
/// Draws up the payment orders of a signed-off run: goes through its list from where it stands, leaves out lines that are
/// stopped, that have no account yet, and subjects that were paid for this claim and period before, by whatever run or grant.
/// Thread-safe; several nodes may do it at once.
/// </summary>
internal sealed class OrderDrawing(
    RunDesk runs, BudgetDesk budgets, OrderPreparing preparing)
{
    /// <summary>Draws up all orders.</summary>
    /// <param name="id">The run.</param>
    /// <param name="by">Who draws them up.</param>
    /// <param name="cancellation">Stops between two chunks.</param>
    /// <returns>What the budget knows of the run; or <c>run.not-signed</c>.</returns>
    public async Task<Outcome<RunMoney>> OrderAsync(Guid id, Actor by, CancellationToken cancellation = default)
    {
        if (await runs.FindAsync(id, cancellation) is not { } run) return BenefitRun.NotFound;
        if (Budget.NotFor(by, run.Office) is { } no) return no;
        if (run.State is not (RunState.Paying or RunState.Closed)) return new Refusal("run.not-signed");
        var (stopped, ahead) = (run.Stopped, new PreparedChunk(0, Task.FromResult<IReadOnlyList<PaymentOrderRow>>([])));
        while (true)
        {
            var (budget, version) = await budgets.LoadAsync(run.Terms.Budget, cancellation);
            var money = budget!.Runs[id];
            var chunk = money.ListChunks + 1;
            if (chunk > run.Chunks || money.IsClosed) return money;
            cancellation.ThrowIfCancellationRequested();
            var orders = await (ahead.Chunk == chunk ? ahead.Orders : PrepareAsync(chunk));
            // While this chunk is written, the next one is read.
            if (chunk < run.Chunks) ahead = new(chunk + 1, PrepareAsync(chunk + 1));
            var drawn = await budgets.DoAsync(
                budget.Id, new Caller(by) { Seen = version }, new DrawOrders(id, chunk, orders), cancellation);
            if (drawn.Refusal is { Code: "store.rows-taken" }) ahead = new(0, ahead.Orders); // Paid elsewhere meanwhile.
            else if (drawn.Refusal is { Code: not "store.stale" } other) return other;
        }

        Task<IReadOnlyList<PaymentOrderRow>> PrepareAsync(int chunk) =>
            Task.Run(() => preparing.ChunkAsync(run, chunk, stopped), cancellation);
    }

    private readonly record struct PreparedChunk(int Chunk, Task<IReadOnlyList<PaymentOrderRow>> Orders);
}

using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>
/// Orders lines of a run that could not be ordered before (补发): an account was confirmed since, or an objection was not upheld.
/// </summary>
/// <param name="Run">The run.</param>
[Act("order-waiting")]
internal sealed record OrderWaiting(BenefitRun Run) : ISealing<Budget, BudgetEvent, BudgetFacts>
{
    public Refusal? NotNow(Budget now, BudgetFacts facts) => Budget.NotFor(facts.By, now.Office) is { } no ? no
        : Run.State != RunState.Paying || now.Runs[Run.Id].ListChunks < Run.Chunks ? new("run.not-signed")
        : facts.Waiting.Count == 0 ? new("run.nothing-waits")
        : null;

    public BulkRows? RowsOf(Budget now, BudgetFacts facts) => DrawOrders.RowsOf(now, facts.Waiting);

    public Outcome<IReadOnlyList<BudgetEvent>> Decide(Budget now, BudgetFacts facts, RowsSeal? seal) =>
        DrawOrders.Drawn(now, now.Runs[Run.Id], 0, seal);
}

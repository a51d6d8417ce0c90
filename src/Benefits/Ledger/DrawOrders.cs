using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>Draws up the payment orders of one chunk of a run's list (生成付款单).</summary>
/// <param name="Run">The run.</param>
/// <param name="ListChunk">The chunk of its list.</param>
/// <param name="Orders">Its orders; of lines that wait there are none.</param>
[Act("draw-orders")]
internal sealed record DrawOrders(Guid Run, int ListChunk, IReadOnlyList<PaymentOrderRow> Orders)
    : ISealing<Budget, BudgetEvent, Facts>
{
    public Refusal? NotNow(Budget now, Facts facts) => Budget.NotFor(facts.By, now.Office) is { } no ? no
        : now.Runs.GetValueOrDefault(Run) is { IsClosed: false } ? null : new("run.not-signed");

    public BulkRows? RowsOf(Budget now, Facts facts) => RowsOf(now, Orders);

    public Outcome<IReadOnlyList<BudgetEvent>> Decide(Budget now, Facts facts, RowsSeal? seal) =>
        Drawn(now, now.Runs[Run], ListChunk, seal);

    internal static BulkRows? RowsOf(Budget now, IReadOnlyList<PaymentOrderRow> orders) =>
        orders.Count == 0 ? null : BulkRows.Of(now.Id, now.Chunks + 1, orders, order => order.Fen);

    internal static Outcome<IReadOnlyList<BudgetEvent>> Drawn(Budget now, RunMoney money, int listChunk, RowsSeal? seal)
    {
        var drawn = new OrdersDrawn(money.Run, listChunk) { Seal = seal };
        return seal is null ? new BudgetEvent[] { drawn }
            : seal.Sum > money.LeftFen ? new Refusal("run.over-reserve")
            : now.Moving(drawn, money.Purpose, new Posting(LedgerAccount.Committed, LedgerAccount.Payable, seal.Sum));
    }
}

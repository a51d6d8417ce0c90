using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>
/// Orders a payment that came back again (重新支付), to the account that its receiver has confirmed since. Once for each time that it
/// came back.
/// </summary>
/// <param name="Claim">The claim of the order that came back.</param>
/// <param name="Period">Its period.</param>
/// <param name="Subject">Its receiver.</param>
/// <param name="Attempt">Its attempt; the first when null.</param>
[Act("repeat-order", Unclear = NotReturned)]
public sealed record RepeatOrder(
    [Ask(Missing = RepeatOrder.NotReturned)] string? Claim, [Ask(Missing = RepeatOrder.NotReturned)] string? Period,
    [Ask(Missing = RepeatOrder.NotReturned)] string? Subject, [Ask(IsOptional = true)] int? Attempt)
    : ISealing<Budget, BudgetEvent, BudgetFacts>
{
    private const string NotReturned = "payment.not-returned";

    /// <summary>An order that came back.</summary>
    public RepeatOrder(OrderKey key)
        : this(key.Claim, key.Period, key.Subject, key.Attempt)
    {
    }

    /// <summary>The order that came back.</summary>
    internal OrderKey Key => new(Claim ?? "", Period ?? "", Subject ?? "", Attempt ?? 1);

    /// <inheritdoc/>
    public Refusal? NotNow(Budget now, BudgetFacts facts) => Budget.NotFor(facts.By, now.Office) is { } no ? no
        : !now.Returned.TryGetValue(Key, out var back) ? new(NotReturned)
        : back.IsRepeated ? new("payment.repeated-already")
        : facts.Account is null ? new("payment.no-account")
        : null;

    private OrderKey Next => Key with { Attempt = Key.Attempt + 1 };

    /// <inheritdoc/>
    public BulkRows RowsOf(Budget now, BudgetFacts facts)
    {
        var back = now.Returned[Key];
        var order = PaymentOrderRow.Of(Next, back.Purpose.Source, back.Name, facts.Account!, back.Fen);
        return BulkRows.Of(now.Id, now.Chunks + 1, [order], row => row.Fen);
    }

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<BudgetEvent>> Decide(Budget now, BudgetFacts facts, RowsSeal? seal)
    {
        var back = now.Returned[Key];
        return now.Moving(
            new OrderRepeated(Next) { Seal = seal }, back.Purpose,
            new Posting(LedgerAccount.Returned, LedgerAccount.Payable, back.Fen));
    }
}

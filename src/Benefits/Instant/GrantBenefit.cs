using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>
/// Grants a benefit to one subject on application (即申即享): grant, ledger entry and payment order are one transaction. The same
/// grant again, after a crash between it and what followed, is no second one.
/// </summary>
/// <param name="Grant">The grant.</param>
/// <param name="Excludes">Claims that cannot be had together with it.</param>
[Act("grant-benefit")]
internal sealed record GrantBenefit(Grant Grant, IReadOnlyList<string> Excludes) : ISealing<Budget, BudgetEvent, BudgetFacts>
{
    public Refusal? NotNow(Budget now, BudgetFacts facts) =>
        facts.IsTaken && facts.Standing?.Source != Grant.Id
            ? new Refusal("instant.granted-already").With("period", Grant.Key.Period)
        : facts.Account is null ? new("payment.no-account")
        : null;

    public BulkRows? RowsOf(Budget now, BudgetFacts facts) => facts.Standing is not null ? null : BulkRows.Of(
        now.Id, now.Chunks + 1, [PaymentOrderRow.Of(Grant.Key, Grant.Id, Grant.Name, facts.Account!, Grant.Fen)],
        row => row.Fen);

    public Outcome<IReadOnlyList<BudgetEvent>> Decide(Budget now, BudgetFacts facts, RowsSeal? seal) =>
        seal is null ? Array.Empty<BudgetEvent>()
            : now.Moving(
                new GrantMade(Grant) { Seal = seal }, Grant.Purpose,
                new Posting(LedgerAccount.Available, LedgerAccount.Payable, Grant.Fen));
}

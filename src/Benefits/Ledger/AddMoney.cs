using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>The treasury gives a budget more money (追加资金).</summary>
/// <param name="Fen">How much.</param>
/// <param name="Reason">Why, such as the number of the paper.</param>
[Act("add-payment", Unclear = null)]
internal sealed record AddMoney(
    [Ask(IsMoney = true, Missing = AddMoney.Nothing)] long? Fen,
    [Ask(IsOptional = true, Most = 200)] string? Reason = null) : ICommand<Budget, BudgetEvent>
{
    /// <summary>Code where it is no amount.</summary>
    internal const string Nothing = "ledger.amount-not-positive";

    private const long Most = 1_000_000_000_000_00; // A trillion yuan: no city's budget is larger.

    public Refusal? NotNow(Budget now, Facts facts) => Budget.NotFor(facts.By, now.Office);

    public IEnumerable<FieldFault> Faults(Budget now, Facts facts) => FaultsOf(Fen);

    public Outcome<IReadOnlyList<BudgetEvent>> Decide(Budget now, Facts facts) =>
        Given(now, new BudgetChanged(Reason ?? ""), Fen!.Value);

    /// <summary>What the treasury gives, with its entry.</summary>
    internal static Outcome<IReadOnlyList<BudgetEvent>> Given(Budget budget, BudgetEvent happened, long fen) =>
        budget.Moving(happened, new("", "", budget.Id), new Posting(LedgerAccount.Funding, LedgerAccount.Available, fen));

    /// <summary>What is wrong with an amount.</summary>
    internal static IEnumerable<FieldFault> FaultsOf(long? fen, long most = Most) =>
        fen < 1 || fen > most ? [new("fen", Nothing)] : [];
}

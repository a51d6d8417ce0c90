using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>Sets the sum of a run aside (预留资金), with its second signature; once for each run.</summary>
/// <param name="Run">The run, signed once.</param>
/// <param name="Name">The second signer's name; null when none is known.</param>
[Act("reserve-funds")]
internal sealed record ReserveFunds(BenefitRun Run, string? Name = null) : ICommand<Budget, BudgetEvent, BudgetFacts>
{
    public Refusal? NotNow(Budget now, BudgetFacts facts) => Budget.NotFor(facts.By, now.Office);

    public Outcome<IReadOnlyList<BudgetEvent>> Decide(Budget now, BudgetFacts facts)
    {
        if (now.Runs.ContainsKey(Run.Id)) return Array.Empty<BudgetEvent>();
        var (terms, fen) = (Run.Terms, Run.Fen - facts.UpheldFen);
        var money = new RunMoney(
            Run.Id, terms.Policy, terms.Clause, terms.Claim, terms.Period, [Run.Signers[0], facts.By.Id], fen)
        {
            SignerNames = [Run.SignerNames.ElementAtOrDefault(0) ?? "", Name ?? ""],
        };
        return now.Moving(
            new FundsReserved(money, Run.Chain), money.Purpose,
            new Posting(LedgerAccount.Available, LedgerAccount.Committed, fen));
    }
}

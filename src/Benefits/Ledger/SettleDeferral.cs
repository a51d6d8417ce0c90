using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>A payment that had been put off came in, or a part of it: the budget has it back.</summary>
/// <param name="Deferral">The deferral's id.</param>
/// <param name="Fen">How much came in.</param>
[Act("settle-payment", Unclear = null)]
internal sealed record SettleDeferral(Guid Deferral, [Ask(Missing = AddMoney.Nothing)] long? Fen) : ICommand<Budget, BudgetEvent>
{
    public Refusal? NotNow(Budget now, Facts facts) => Budget.NotFor(facts.By, now.Office) is { } no ? no
        : now.Deferrals.ContainsKey(Deferral) ? null : new("ledger.no-deferral", RefusalKind.NotFound);

    public IEnumerable<FieldFault> Faults(Budget now, Facts facts) => AddMoney.FaultsOf(Fen);

    public Outcome<IReadOnlyList<BudgetEvent>> Decide(Budget now, Facts facts)
    {
        var deferral = now.Deferrals[Deferral];
        return deferral.Fen < Fen
            ? new Refusal("ledger.deferral-short", RefusalKind.NotValid).With("left", $"{new Money(deferral.Fen)}")
            : now.Moving(
                new DeferralSettled(Deferral, Fen!.Value), deferral.Purpose,
                new Posting(LedgerAccount.Deferred, LedgerAccount.Available, Fen.Value));
    }
}

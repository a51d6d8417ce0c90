using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>Puts a payment to the city off to a due day (缓缴): the budget limits how much may be put off.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Clause">The clause that it rests on.</param>
/// <param name="Subject">Whose payment: citizen number or credit code.</param>
/// <param name="Fen">How much.</param>
/// <param name="Due">The day by which it is due.</param>
[Act("defer-payment", Unclear = null)]
internal sealed record DeferPayment(
    [Ask(Most = 60, Missing = DeferPayment.NoPurpose, Unreadable = DeferPayment.NoPurpose)] string? Policy,
    [Ask(Most = 200, Missing = DeferPayment.NoPurpose, Unreadable = DeferPayment.NoPurpose)] string? Clause,
    [Ask(Most = 40, Missing = DeferPayment.NoPurpose, Unreadable = DeferPayment.NoPurpose)] string? Subject,
    [Ask(Missing = AddMoney.Nothing)] long? Fen,
    [Ask(Missing = "ledger.due-day-past")] DateOnly? Due) : ICommand<Budget, BudgetEvent>
{
    /// <summary>Code where it is not said what the money is for.</summary>
    internal const string NoPurpose = "ledger.purpose-not-valid";

    public Refusal? NotNow(Budget now, Facts facts) => Budget.NotFor(facts.By, now.Office);

    public IEnumerable<FieldFault> Faults(Budget now, Facts facts) =>
        Due <= facts.Today ? AddMoney.FaultsOf(Fen).Append(new("due", "ledger.due-day-past")) : AddMoney.FaultsOf(Fen);

    public Outcome<IReadOnlyList<BudgetEvent>> Decide(Budget now, Facts facts)
    {
        var id = facts.Act.Id;
        return now.Moving(
            new PaymentDeferred(id, Subject!, Fen!.Value, Due!.Value), new(Policy!, Clause!, id),
            new Posting(LedgerAccount.Available, LedgerAccount.Deferred, Fen.Value));
    }
}

using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>Gives a payment to the city back (退费、退税), by the treasury's own way.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Clause">The clause that it rests on.</param>
/// <param name="Subject">Whose payment: citizen number or credit code.</param>
/// <param name="Fen">How much.</param>
[Act("refund-payment", Unclear = null)]
internal sealed record RefundPayment(
    [Ask(Most = 60, Missing = DeferPayment.NoPurpose, Unreadable = DeferPayment.NoPurpose)] string? Policy,
    [Ask(Most = 200, Missing = DeferPayment.NoPurpose, Unreadable = DeferPayment.NoPurpose)] string? Clause,
    [Ask(Most = 40, Missing = DeferPayment.NoPurpose, Unreadable = DeferPayment.NoPurpose)] string? Subject,
    [Ask(Missing = AddMoney.Nothing)] long? Fen) : ICommand<Budget, BudgetEvent>
{
    public Refusal? NotNow(Budget now, Facts facts) => Budget.NotFor(facts.By, now.Office);

    public IEnumerable<FieldFault> Faults(Budget now, Facts facts) => AddMoney.FaultsOf(Fen);

    public Outcome<IReadOnlyList<BudgetEvent>> Decide(Budget now, Facts facts) =>
        now.Moving(
            new PaymentRefunded(Subject!), new(Policy!, Clause!, facts.Act.Id),
            new Posting(LedgerAccount.Available, LedgerAccount.Refunded, Fen!.Value));
}

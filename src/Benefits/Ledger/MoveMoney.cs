using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>
/// Money of a budget is to move, as programs ask for it: the kind chooses which act it is (<see cref="Chosen"/>), and that act
/// says what is missing. Without a kind that there is, nothing moves.
/// </summary>
/// <param name="Kind">add, defer, settle, waive or refund.</param>
/// <param name="Policy">The policy; not of add and settle.</param>
/// <param name="Clause">The clause that it rests on; of add, why.</param>
/// <param name="Subject">Whose payment: citizen number or credit code; not of add and settle.</param>
/// <param name="Fen">How much.</param>
/// <param name="Due">The day by which it is due; of defer alone.</param>
/// <param name="Deferral">The deferral's id; of settle alone.</param>
[Act("move-money", Unclear = null)]
public sealed record MoveMoney(
    [Ask(Missing = MoveMoney.NoKind)] string? Kind, [Ask(IsOptional = true)] string? Policy,
    [Ask(IsOptional = true)] string? Clause, [Ask(IsOptional = true)] string? Subject,
    [Ask(IsOptional = true)] long? Fen, [Ask(IsOptional = true)] DateOnly? Due,
    [Ask(IsOptional = true)] Guid? Deferral) : ICommand<Budget, BudgetEvent>
{
    private const string NoKind = "ledger.kind-not-valid";

    private string? Code => PartyCode.Parse(Subject)?.Text;

    private bool IsNobody => !string.IsNullOrWhiteSpace(Subject) && Code is null;

    /// <summary>The act that the kind names; null when it names none, or somebody who cannot be.</summary>
    internal ICommand<Budget, BudgetEvent>? Chosen => Kind switch
    {
        "add" => new AddMoney(Fen, Clause),
        "settle" => new SettleDeferral(Deferral ?? default, Fen),
        _ when IsNobody => null,
        "defer" => new DeferPayment(Policy, Clause, Code, Fen, Due),
        "waive" => new WaivePayment(Policy, Clause, Code, Fen),
        "refund" => new RefundPayment(Policy, Clause, Code, Fen),
        _ => null,
    };

    /// <inheritdoc/>
    public Refusal? NotNow(Budget now, Facts facts) => Budget.NotFor(facts.By, now.Office);

    /// <inheritdoc/>
    public IEnumerable<FieldFault> Faults(Budget now, Facts facts) => Kind is "defer" or "waive" or "refund" && IsNobody
        ? [new("subject", "ledger.subject-not-valid")] : Chosen is null ? [new("kind", NoKind)] : [];

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<BudgetEvent>> Decide(Budget now, Facts facts) => Chosen!.Decide(now, facts);
}

using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>An agency opens a budget (建立预算); a code stands for one budget in the city.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Title">Its title.</param>
/// <param name="Fen">How much the treasury gives.</param>
[Act("open-budget", Unclear = null)]
public sealed record OpenBudget(
    [Ask(Most = 60, Missing = "budget.code-not-valid", Unreadable = "budget.code-not-valid")] string? Code,
    [Ask(Most = 200, Missing = "budget.code-not-valid", Unreadable = "budget.code-not-valid")] string? Title,
    [Ask(IsMoney = true, Missing = AddMoney.Nothing)] long? Fen) : IBeginning<Budget, BudgetEvent, BudgetFacts>
{
    /// <inheritdoc/>
    public Refusal? NotNow(BudgetFacts facts) =>
        facts.By is { Role: ActorRole.Official or ActorRole.Engine, Office: not null } ? null : Budget.NotYours;

    /// <inheritdoc/>
    public IEnumerable<FieldFault> Faults(BudgetFacts facts)
    {
        // A bar parts the fields of a file for the bank.
        if (Code?.Any(c => char.IsControl(c) || c == '|') == true) yield return new("code", "budget.code-not-valid");
        if (facts.IsCodeTaken) yield return new("code", "budget.code-taken", new Dictionary<string, string> { ["code"] = Code! });
        foreach (var fault in AddMoney.FaultsOf(Fen)) yield return fault;
    }

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<BudgetEvent>> Decide(BudgetFacts facts)
    {
        var budget = new Budget { Id = facts.Stream, Code = Code!, Title = Title!, Office = facts.By.Office! };
        return AddMoney.Given(budget, new BudgetOpened(budget.Code, budget.Title, budget.Office), Fen!.Value);
    }
}

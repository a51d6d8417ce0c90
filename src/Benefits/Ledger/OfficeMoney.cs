using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Shell;

namespace Yitong.Benefits;

/// <summary>
/// What the visitor may see of budgets and runs: those of their agency, a supervisor those of all. One per request.
/// </summary>
internal sealed class OfficeMoney(
    BudgetDesk budgets, RunDesk runs, PaymentLists lists, Visitor visitor, Caller caller)
{
    /// <summary>The agency whose money is seen; null for all.</summary>
    public string? Office => visitor.Role == ActorRole.Supervisor ? null : visitor.Office ?? "";

    /// <summary>The budgets, by code.</summary>
    public async Task<Page<Budget>> BudgetsAsync(string? after = null, int take = 50)
    {
        var (rows, found) = (await lists.BudgetsAsync(Office, after, take), new List<Budget>());
        foreach (var row in rows.Items)
            if (await budgets.FindAsync(row.Id) is { } budget) found.Add(budget);
        return new(found, rows.Next);
    }

    /// <summary>All budgets, to choose from.</summary>
    public async Task<IReadOnlyList<BudgetRow>> AllBudgetsAsync()
    {
        var (all, after) = (new List<BudgetRow>(), (string?)null);
        do
        {
            var page = await lists.BudgetsAsync(Office, after, PaymentLists.MostRows);
            all.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        return all;
    }

    /// <summary>One budget; the client is told its version.</summary>
    public async Task<Outcome<Budget>> BudgetAsync(Guid id) =>
        await budgets.LoadAsync(id) is ({ } budget, var version) && IsSeen(budget.Office, version) ? budget : Budget.NotFound;

    /// <summary>One run; the client is told its version.</summary>
    public async Task<Outcome<BenefitRun>> RunAsync(Guid id) =>
        await runs.LoadAsync(id) is ({ } run, var version) && IsSeen(run.Office, version) ? run : BenefitRun.NotFound;

    /// <summary>What the budget knows of a run; null before it is signed off.</summary>
    public async Task<RunMoney?> MoneyOfAsync(BenefitRun run) =>
        (await budgets.FindAsync(run.Terms.Budget))?.Runs.GetValueOrDefault(run.Id);

    private bool IsSeen(string office, int version)
    {
        if (Office is not null && office != Office) return false;
        caller.Tell(version);
        return true;
    }
}

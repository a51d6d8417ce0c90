using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>
/// The steps of a run that move its budget's money as well: the second signature and the end. The budget acts first, once; had
/// the process died between the two, <see cref="MoneyFollower"/> goes on behind it. Thread-safe.
/// </summary>
internal sealed class RunFunding(RunDesk runs, BudgetDesk budgets)
{
    /// <summary>
    /// Signs a run off. The second signature sets the money aside: an amount over the budget is refused, and nothing is signed.
    /// </summary>
    /// <param name="id">The run.</param>
    /// <param name="caller">Who signs.</param>
    /// <param name="name">Their name.</param>
    public async Task<Outcome<BenefitRun>> SignAsync(Guid id, Caller caller, string? name = null)
    {
        var signed = await DoAsync(
            id, caller, new SignRun(name), run => run.State == RunState.SignedOnce ? new ReserveFunds(run, name) : null,
            RunState.Paying);
        // Two may sign at once: whose signature set the money aside counts, and the other hears so.
        return signed.IsGranted && !signed.Value.Signers.Contains(caller.By.Id) ? new Refusal("run.signed-already") : signed;
    }

    /// <summary>Closes a run: what was set aside and not ordered goes back to the budget.</summary>
    public Task<Outcome<BenefitRun>> CloseAsync(Guid id, Caller caller) =>
        DoAsync(id, caller, new CloseRun(), run => new ReleaseFunds(run), RunState.Closed);

    private async Task<Outcome<BenefitRun>> DoAsync(
        Guid id, Caller caller, ICommand<BenefitRun, RunEvent, RunFacts> step,
        Func<BenefitRun, ICommand<Budget, BudgetEvent, BudgetFacts>?> moneyOf, RunState aim)
    {
        if (await runs.FindAsync(id) is not { } run || moneyOf(run) is not { } money
            || step.NotNow(run, await runs.FactsAsync(id, caller.By)) is not null)
            return await runs.DoAsync(id, caller, step);
        if ((await budgets.DoAsync(run.Terms.Budget, caller.By, money)).Refusal is { } refusal) return refusal;
        var done = await runs.DoAsync(id, caller, step);
        // The follower may have been faster: then it is done.
        return !done.IsGranted && await runs.FindAsync(id) is { } after && after.State == aim ? after : done;
    }
}

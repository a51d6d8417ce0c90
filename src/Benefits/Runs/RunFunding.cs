using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>
/// The steps of a run that move its budget's money as well: the second signature and the end. The budget acts first, once; had
/// the process died between the two, doing the step again goes on behind it. Thread-safe.
/// </summary>
internal sealed class RunFunding(RunDesk runs, BudgetDesk budgets)
{
    /// <summary>
    /// Signs a run off. The second signature sets the money aside: an amount over the budget is refused, and nothing is signed.
    /// </summary>
    public Task<Outcome<BenefitRun>> SignAsync(Guid id, Caller caller) => DoAsync(
        id, caller, new SignRun(), run => run.State == RunState.SignedOnce ? new ReserveFunds(run) : null);

    /// <summary>Closes a run: what was set aside and not ordered goes back to the budget.</summary>
    public Task<Outcome<BenefitRun>> CloseAsync(Guid id, Caller caller) =>
        DoAsync(id, caller, new CloseRun(), run => new ReleaseFunds(run));

    private async Task<Outcome<BenefitRun>> DoAsync(
        Guid id, Caller caller, ICommand<BenefitRun, RunEvent, RunFacts> step,
        Func<BenefitRun, ICommand<Budget, BudgetEvent, BudgetFacts>?> moneyOf)
    {
        if (await runs.FindAsync(id) is { } run && moneyOf(run) is { } money
            && step.NotNow(run, await runs.FactsAsync(id, caller.By)) is null
            && (await budgets.DoAsync(run.Terms.Budget, caller.By, money)).Refusal is { } refusal)
            return refusal;
        return await runs.DoAsync(id, caller, step);
    }
}

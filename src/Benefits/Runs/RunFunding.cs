using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>
/// The steps of a run that move its budget's money as well: the second signature and the end. The budget acts first, once; had
/// the process died between the two, doing the step again goes on behind it. Thread-safe.
/// </summary>
internal sealed class RunFunding(
    RunDesk runs, BudgetDesk budgets)
{
    /// <summary>
    /// Signs a run off. The second signature sets the money aside: an amount over the budget is refused, and nothing is signed.
    /// </summary>
    public async Task<Outcome<BenefitRun>> SignAsync(Guid id, Caller caller)
    {
        var run = await runs.FindAsync(id);
        var isSecond = run is { State: RunState.SignedOnce }
            && new SignRun().NotNow(run, await runs.FactsAsync(id, caller.By)) is null;
        var reserved = isSecond ? await budgets.DoAsync(run!.Terms.Budget, caller.By, new ReserveFunds(run)) : default;
        return isSecond && reserved.Refusal is { } tooMuch ? tooMuch : await runs.DoAsync(id, caller, new SignRun());
    }

    /// <summary>Closes a run: what was set aside and not ordered goes back to the budget.</summary>
    public async Task<Outcome<BenefitRun>> CloseAsync(Guid id, Caller caller)
    {
        var run = await runs.FindAsync(id);
        var isOpen = run is not null && new CloseRun().NotNow(run, await runs.FactsAsync(id, caller.By)) is null;
        var released = isOpen ? await budgets.DoAsync(run!.Terms.Budget, caller.By, new ReleaseFunds(run)) : default;
        return isOpen && released.Refusal is { } missing ? missing : await runs.DoAsync(id, caller, new CloseRun());
    }
}

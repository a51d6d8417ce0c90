using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Shell;

namespace Yitong.Benefits;

/// <summary>The steps of a run by name, as pages and programs ask for them. One per request.</summary>
internal sealed class RunSteps(
    RunDesk runs, BudgetDesk budgets, RunFunding funding,
    OrderDrawing orders, ListDrawing lists, OfficeMoney money, Visitor visitor, Caller caller)
{
    /// <summary>Does a step that asks nothing.</summary>
    /// <returns>The run after it; or why not.</returns>
    public async Task<Outcome<BenefitRun>> DoAsync(Guid id, string step) => step switch
    {
        "draw-on" => await runs.DoAsync(id, caller, new DrawOn()),
        "confirm" => await runs.DoAsync(id, caller, new ConfirmList()),
        "publish" => await runs.DoAsync(id, caller, new PublishNotice()),
        "sign" => await funding.SignAsync(id, caller, visitor.Name),
        "order" => (await orders.OrderAsync(id, caller.By)).Refusal is { } no ? no : await money.RunAsync(id),
        "order-waiting" => await OrderWaitingAsync(id),
        "close" => await funding.CloseAsync(id, caller),
        _ => BenefitRun.NotFound,
    };

    /// <summary>The steps that are open to the visitor as a run stands; the page offers no others.</summary>
    public async Task<IReadOnlyList<string>> OfferedAsync(BenefitRun run)
    {
        var facts = await runs.FactsAsync(run.Id, caller.By);
        var (offered, budget) = (new List<string>(), run.Terms.Budget);
        if (new DrawOn().NotNow(run, facts) is null) offered.Add("draw-on");
        if (new ConfirmList().NotNow(run, facts) is null) offered.Add("confirm");
        if (new PublishNotice().NotNow(run, facts) is null) offered.Add("publish");
        if (new SignRun().NotNow(run, facts) is null) offered.Add("sign");
        if (run.State == RunState.Paying && await CouldAsync(new OrderWaiting(run))) offered.Add("order-waiting");
        if (new CloseRun().NotNow(run, facts) is null && await CouldAsync(new ReleaseFunds(run))) offered.Add("close");
        if (new CancelRun(null).NotNow(run, facts) is null) offered.Add("cancel");
        return offered;

        async Task<bool> CouldAsync(ICommand<Budget, BudgetEvent, BudgetFacts> command) =>
            (await budgets.CouldDoAsync(budget, caller.By, command)).IsGranted;
    }

    /// <summary>Opens a run. A list that is handed in is drawn up at once; any other is by whoever follows.</summary>
    public async Task<Outcome<BenefitRun>> OpenAsync(OpenRun command)
    {
        var opened = await runs.BeginAsync(caller, command);
        return opened.IsGranted && command.Given is { } lines
            ? await lists.DrawAsync(opened.Value.Id, caller.By, (_, after) => lines
                .Where(line => string.CompareOrdinal(line.Subject, after) > 0).ToAsyncEnumerable())
            : opened;
    }

    private async Task<Outcome<BenefitRun>> OrderWaitingAsync(Guid id)
    {
        var run = await money.RunAsync(id);
        if (run.Refusal is not null) return run;
        // What the caller saw was the run, not the budget.
        var done = await budgets.DoAsync(run.Value.Terms.Budget, caller with { Seen = null }, new OrderWaiting(run.Value));
        return done.Then<BenefitRun>(_ => run.Value);
    }
}

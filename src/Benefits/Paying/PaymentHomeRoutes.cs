using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Benefits;

/// <summary>The page on which an agency finds its runs, budgets and referrals, and opens new ones.</summary>
internal static class PaymentHomeRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/work/payments", (string? runs, string? referrals, PaymentHome page) =>
            page.Show(runs, referrals)).For(Access.Official | Access.Supervisor).OwnedBy("workbench");
        var office = routes.MapGroup("/work").For(Access.Official).OwnedBy("workbench");
        office.MapPost("/budgets", async (HttpContext http, PaymentHome page) =>
            await page.OpenBudget(await SentForm.Read(http))).TakesForm();
        office.MapPost("/runs", (Asked<OpenRun> asked, PaymentHome page) => page.OpenRun(asked)).TakesForm();
    }
}

/// <summary>What the page needs. One per request.</summary>
internal sealed class PaymentHome(
    RunSteps steps, OfficeMoney money, RunLists runs, GrantLists grants, BudgetDesk budgets, LiveLibrary library,
    Caller caller, Wording wording, Texts texts, Visitor visitor)
{
    public Task<IResult> Show(string? runsAfter, string? referralsAfter) => Show(null, [], null, 200, runsAfter, referralsAfter);

    public async Task<IResult> OpenBudget(SentForm form)
    {
        if (!Money.TryParse(form["amount"], out var amount))
            return await Show(
                "budget", [new("amount", texts["pay.amount-hint"])], form, StatusCodes.Status422UnprocessableEntity);
        var done = await budgets.BeginAsync(caller, new OpenBudget(form["code"], form["title"], amount.Fen));
        return done.Refusal is { } refusal ? await Show("budget", Fault.Of(refusal, texts), form, refusal.Status())
            : Screens.SeeOther($"/work/budgets/{done.Value.Id}");
    }

    public async Task<IResult> OpenRun(Asked<OpenRun> asked)
    {
        var done = await asked.DoAsync(steps.OpenAsync);
        return done.Refusal is { } refusal ? await Show("run", Fault.Of(refusal, texts), asked.Form, refusal.Status())
            : Screens.SeeOther($"/work/runs/{done.Value.Id}");
    }

    private async Task<IResult> Show(
        string? form, IReadOnlyList<Fault> faults, SentForm? typed, int status, string? runsAfter = null,
        string? referralsAfter = null) => Screens.Show(new PaymentsPage
        {
            Runs = await runs.RunsAsync(money.Office, runsAfter), Budgets = await money.BudgetsAsync(),
            Referrals = visitor.Office is { } office ? await grants.WaitingAsync(office, referralsAfter) : new([], null),
            Policies = (await library.NowAsync()).On(wording.Today)
                .Where(edition => edition.Agency == visitor.Office && edition.Delivery == BenefitDelivery.Automatic).ToList(),
            CanAct = visitor.Role == ActorRole.Official, Form = form, Faults = faults, Typed = typed,
        }, status);
}

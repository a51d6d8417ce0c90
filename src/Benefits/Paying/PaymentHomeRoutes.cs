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
        routes.MapGet("/work/payments", ([AsParameters] PaymentPlaces places, PaymentHome page) =>
            page.Show(places, SentPart.Nothing)).For(Access.Official | Access.Supervisor).OwnedBy("workbench");
        var office = routes.MapGroup("/work").For(Access.Official).OwnedBy("workbench");
        office.MapPost("/budgets", (Asked<OpenBudget> asked, PaymentHome page) => page.OpenBudget(asked)).TakesForm();
        office.MapPost("/runs", (Asked<OpenRun> asked, PaymentHome page) => page.OpenRun(asked)).TakesForm();
    }
}

/// <summary>Where the lists on the page go on.</summary>
/// <param name="Runs">Behind which run.</param>
/// <param name="Referrals">Behind which referral.</param>
/// <param name="Budgets">Behind which budget.</param>
internal sealed record PaymentPlaces(string? Runs = null, string? Referrals = null, string? Budgets = null);

/// <summary>What the page needs. One per request.</summary>
internal sealed class PaymentHome(
    RunSteps steps, OfficeMoney money, RunLists runs, GrantLists grants, BudgetDesk budgets, LiveLibrary policies,
    Caller caller, Wording wording, Texts texts, Visitor visitor)
{
    public async Task<IResult> OpenBudget(Asked<OpenBudget> asked)
    {
        var done = await asked.DoAsync(command => budgets.BeginAsync(caller, command));
        return done.Refusal is { } refusal ? await Refused("budget", asked.Form, refusal)
            : Screens.SeeOther($"/work/budgets/{done.Value.Id}");
    }

    public async Task<IResult> OpenRun(Asked<OpenRun> asked)
    {
        var done = await asked.DoAsync(steps.OpenAsync);
        return done.Refusal is { } refusal ? await Refused("run", asked.Form, refusal)
            : Screens.SeeOther($"/work/runs/{done.Value.Id}");
    }

    public async Task<IResult> Show(PaymentPlaces places, SentPart sent, int status = 200)
    {
        var canAct = visitor.Role == ActorRole.Official;
        var library = await policies.NowAsync();
        var offered = library.On(wording.Today)
            .Where(edition => edition.Agency == visitor.Office && edition.Delivery == BenefitDelivery.Automatic).ToList();
        return Screens.Show(new PaymentsPage
        {
            Runs = await runs.RunsAsync(money.Office, places.Runs), Budgets = await money.BudgetsAsync(places.Budgets),
            Purses = canAct ? [.. (await money.AllBudgetsAsync()).Where(Pays)] : [],
            Referrals = visitor.Office is { } office ? await grants.WaitingAsync(office, places.Referrals) : new([], null),
            Policies = offered, CanAct = canAct, Sent = sent,
        }, status);

        // One that is another policy's alone pays for none of these.
        bool Pays(BudgetRow budget) => PaymentTerms.OwnerOf(budget.Code, library) is not { } owner
            || offered.Exists(edition => edition.Policy == owner.Id);
    }

    private Task<IResult> Refused(string part, SentForm form, Refusal refusal) =>
        Show(new(), SentPart.Of(part, form, Fault.Of(refusal, texts)), refusal.Status());
}

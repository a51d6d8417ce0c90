using System.Text;
using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Benefits;

/// <summary>The pages on which an agency runs and pays benefits.</summary>
internal static class PaymentWorkRoutes
{
    private const Access Readers = Access.Official | Access.Supervisor;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/work/payments", (string? runs, string? referrals, PaymentPages pages) =>
            pages.Home(null, [], null, 200, runs, referrals)).For(Readers).OwnedBy("workbench");
        Post(routes, "/work/budgets", (_, _, form, pages) => pages.OpenBudget(form));
        routes.MapPost("/work/runs", (Asked<OpenRun> asked, PaymentPages pages) => pages.OpenRun(asked)).TakesForm()
            .For(Access.Official).OwnedBy("workbench");
        routes.MapGet("/work/runs/{id:guid}", (
                Guid id, [AsParameters] RunPlaces places, PaymentPages pages) => pages.Run(id, places, []))
            .For(Readers).OwnedBy("workbench");
        Post(routes, "/work/runs/{id:guid}/{step}", (id, step, _, pages) => pages.Step(id, step));
        routes.MapPost("/work/runs/{id:guid}/cancel", (Guid id, Asked<CancelRun> asked, PaymentPages pages) =>
            pages.Do(id, asked)).TakesForm().For(Access.Official).OwnedBy("workbench");
        routes.MapPost("/work/runs/{id:guid}/objections/{objection:guid}",
                (Guid id, Guid objection, Asked<DecideObjection> asked, PaymentPages pages) => pages.Do(id, asked, objection))
            .TakesForm().For(Access.Official).OwnedBy("workbench");
        routes.MapGet("/work/budgets/{id:guid}",
                (Guid id, string? after, string? files, PaymentPages pages) =>
                    pages.Budget(id, null, [], after: after, files: files))
            .For(Readers).OwnedBy("workbench");
        Post(routes, "/work/budgets/{id:guid}/money", (id, _, form, pages) => pages.AddMoney(id, form));
        Post(routes, "/work/budgets/{id:guid}/files", (id, _, _, pages) => pages.Gather(id));
        routes.MapPost("/work/budgets/{id:guid}/files/{n:int}/sign", (Guid id, int n, PaymentPages pages) => pages.Sign(id, n))
            .TakesForm().For(Access.Official).OwnedBy("workbench");
        routes.MapPost("/work/budgets/{id:guid}/files/{n:int}/send", (Guid id, int n, PaymentPages pages) => pages.Send(id, n))
            .TakesForm().For(Access.Official).OwnedBy("workbench");
        Post(routes, "/work/budgets/{id:guid}/bank-answers", (id, _, form, pages) => pages.Book(id, form));
        routes.MapPost("/work/budgets/{id:guid}/repeats", (Guid id, Asked<RepeatOrder> asked, PaymentPages pages) =>
            pages.Repeat(id, asked)).TakesForm().For(Access.Official).OwnedBy("workbench");
        routes.MapGet("/work/referrals/{id:guid}", (Guid id, PaymentPages pages) => pages.Referral(id, [], null))
            .For(Access.Official).OwnedBy("workbench");
        Post(routes, "/work/referrals/{id:guid}", (id, _, form, pages) => pages.DecideReferral(id, form));
    }

    private static void Post(
        IEndpointRouteBuilder routes, string path, Func<Guid, string, SentForm, PaymentPages, Task<IResult>> act) =>
        routes.MapPost(path, async (HttpContext http, PaymentPages pages) => await act(
                Guid.TryParse(http.GetRouteValue("id") as string, out var id) ? id : Guid.Empty,
                http.GetRouteValue("step") as string ?? "", await SentForm.Read(http), pages))
            .TakesForm().For(Access.Official).OwnedBy("workbench");
}

/// <summary>Where the lists on the page of a run go on.</summary>
/// <param name="After">Behind which line.</param>
/// <param name="Files">Behind which file.</param>
/// <param name="Objections">Behind which objection.</param>
/// <param name="Objection">The one objection that is meant.</param>
internal sealed record RunPlaces(
    string? After = null, string? Files = null, string? Objections = null, Guid? Objection = null);

/// <summary>What the pages of payments need. One per request.</summary>
internal sealed class PaymentPages(
    RunSteps steps, OfficeMoney money, RunDesk runs, FileSending sending, PaymentLists lists, RunLists runLists,
    GrantLists grants, BudgetDesk budgets, ReferralDesk referrals, InstantGranting granting, LiveLibrary library,
    Caller caller, Wording wording, Texts texts, Visitor visitor)
{
    private const int NotValid = StatusCodes.Status422UnprocessableEntity;

    public async Task<IResult> Home(
        string? form, IReadOnlyList<Fault> faults, SentForm? typed, int status = 200, string? runsAfter = null,
        string? referralsAfter = null)
    {
        return Screens.Show(new PaymentsPage
        {
            Runs = await runLists.RunsAsync(money.Office, runsAfter), Budgets = await money.BudgetsAsync(), CanAct = CanAct,
            Form = form, Faults = faults, Typed = typed,
            Referrals = visitor.Office is { } office ? await grants.WaitingAsync(office, referralsAfter) : new([], null),
            Policies = (await library.NowAsync()).On(wording.Today).Where(edition => edition.Agency == visitor.Office).ToList(),
        }, status);
    }

    public async Task<IResult> OpenBudget(SentForm form)
    {
        if (!Money.TryParse(form["amount"], out var amount))
            return await Home("budget", [new("amount", texts["pay.amount-hint"])], form, NotValid);
        var done = await budgets.BeginAsync(caller, new OpenBudget(form["code"], form["title"], amount.Fen));
        return done.Refusal is { } refusal ? await Home("budget", Fault.Of(refusal, texts), form, refusal.Status())
            : Screens.SeeOther($"/work/budgets/{done.Value.Id}");
    }

    public async Task<IResult> OpenRun(Asked<OpenRun> asked)
    {
        var done = await asked.DoAsync(steps.OpenAsync);
        return done.Refusal is { } refusal ? await Home("run", Fault.Of(refusal, texts), asked.Form, refusal.Status())
            : Screens.SeeOther($"/work/runs/{done.Value.Id}");
    }

    public async Task<IResult> Run(Guid id, RunPlaces places, IReadOnlyList<Fault> faults, int status = 200)
    {
        var found = await money.RunAsync(id);
        if (found.Refusal is { } refusal) return Screens.Refused(refusal, texts, "/work/payments");
        var run = found.Value;
        return Screens.Show(new RunPage
        {
            Run = run, Money = await money.MoneyOfAsync(run), Steps = CanAct ? StepsOf(run) : [],
            Objections = await runLists.ObjectionsAsync(id, places.Objection, places.Objections), Only = places.Objection,
            Files = await lists.FilesAsync(run.Terms.Budget, id, places.Files),
            Lines = await runLists.LinesAsync(run, places.After), Faults = faults,
        }, status);
    }

    public async Task<IResult> Step(Guid id, string step) => await Back(id, await steps.DoAsync(id, step));

    public async Task<IResult> Do<TCommand>(Guid id, Asked<TCommand> asked, params IEnumerable<object> known)
        where TCommand : class, ICommand<BenefitRun, RunEvent, RunFacts> =>
        await Back(id, await asked.DoAsync(command => runs.DoAsync(id, caller, command), known));

    public async Task<IResult> Budget(
        Guid id, string? form, IReadOnlyList<Fault> faults, int status = 200, SentForm? typed = null, string? after = null,
        string? files = null)
    {
        var found = await money.BudgetAsync(id);
        if (found.Refusal is { } refusal) return Screens.Refused(refusal, texts, "/work/payments");
        var (returned, count) = await lists.ReturnedAsync(id);
        return Screens.Show(new BudgetPage
        {
            Budget = found.Value, Sums = await lists.SumsAsync(id), Entries = await lists.EntriesAsync(id, after: after),
            Files = await lists.FilesAsync(id, after: files), Returned = returned, ReturnedCount = count, CanAct = CanAct,
            Form = form, Faults = faults, Typed = typed,
        }, status);
    }

    public async Task<IResult> AddMoney(Guid id, SentForm form) => Money.TryParse(form["amount"], out var amount)
        ? await Do(id, new AddMoney(amount.Fen, form["reason"]), "money", form)
        : await Budget(id, "money", [new("amount", texts["pay.amount-hint"])], NotValid, form);

    public Task<IResult> Gather(Guid id) => Do(id, new GatherFile());

    public Task<IResult> Sign(Guid id, int file) => Do(id, new SignFile(file));

    public async Task<IResult> Send(Guid id, int file)
    {
        var text = await sending.SendAsync(id, caller, file);
        return text.Refusal is { } refusal ? await Budget(id, null, Fault.Of(refusal, texts), refusal.Status())
            : Results.File(Encoding.UTF8.GetBytes(text.Value), "text/plain; charset=utf-8", $"pay-{file}.txt");
    }

    public async Task<IResult> Book(Guid id, SentForm form)
    {
        if (form.Fields.Files is not [var file, ..])
            return await Budget(id, "answer", [new("file", texts["pay.answer-missing"])], NotValid);
        using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
        return await Do(id, new BookResult(await reader.ReadToEndAsync()), "answer");
    }

    public async Task<IResult> Repeat(Guid id, Asked<RepeatOrder> asked) => await After(
        id, await asked.DoAsync(command => budgets.DoAsync(id, caller, command)));

    public async Task<IResult> Referral(Guid id, IReadOnlyList<Fault> faults, SentForm? typed, int status = 200) =>
        await referrals.FindAsync(id) is { } referral && referral.Office == visitor.Office
            ? Screens.Show(new ReferralPage { Referral = referral, Faults = faults, Typed = typed }, status)
            : Screens.Refused(new("referral.not-found", RefusalKind.NotFound), texts, "/work/payments");

    public async Task<IResult> DecideReferral(Guid id, SentForm form)
    {
        var isGrant = form["grant"] == "yes";
        if (!Money.TryParse(form["amount"], out var amount) && isGrant)
            return await Referral(id, [new("amount", texts["pay.amount-hint"])], form, NotValid);
        var done = isGrant ? await granting.GrantAsync(id, caller, new(amount.Fen, form["reason"]))
            : await referrals.DoAsync(id, caller, new RefuseClaim(form["reason"]));
        return done.Refusal is { } refusal ? await Referral(id, Fault.Of(refusal, texts), form, refusal.Status())
            : Screens.SeeOther($"/work/referrals/{id}");
    }

    private bool CanAct => visitor.Role == ActorRole.Official;

    private IReadOnlyList<string> StepsOf(BenefitRun run) => run.State switch
    {
        RunState.Drawing => ["cancel"],
        RunState.Drawn => ["confirm", "cancel"],
        RunState.Confirmed => ["publish", "cancel"],
        RunState.Noticed when wording.Today > run.NoticeUntil => ["sign", "cancel"],
        RunState.Noticed => ["cancel"],
        RunState.SignedOnce => ["sign"],
        RunState.Paying => ["order-waiting", "close"],
        _ => [],
    };

    private async Task<IResult> Back(Guid id, Outcome<BenefitRun> done) => done.Refusal is { } refusal
        ? await Run(id, new(), Fault.Of(refusal, texts), refusal.Status()) : Screens.SeeOther($"/work/runs/{id}");

    private async Task<IResult> Do(
        Guid id, ICommand<Budget, BudgetEvent, BudgetFacts> command, string? form = null, SentForm? typed = null) =>
        await After(id, await budgets.DoAsync(id, caller, command), form, typed);

    private async Task<IResult> After(Guid id, Outcome<Budget> done, string? form = null, SentForm? typed = null) =>
        done.Refusal is { } refusal
            ? await Budget(id, form, Fault.Of(refusal, texts), refusal.Status(), typed)
            : Screens.SeeOther($"/work/budgets/{id}");
}

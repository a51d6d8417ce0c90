using System.Text;
using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Benefits;

/// <summary>The page of a budget: its money, and its files for the bank.</summary>
internal static class BudgetRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/work/budgets/{id:guid}", (Guid id, string? after, string? files, BudgetPages pages) =>
            pages.Show(id, after, files)).For(Access.Official | Access.Supervisor).OwnedBy("workbench");
        var budget = routes.MapGroup("/work/budgets/{id:guid}").For(Access.Official).OwnedBy("workbench");
        budget.MapPost("/money", async (Guid id, HttpContext http, BudgetPages pages) =>
            await pages.AddMoney(id, await SentForm.Read(http))).TakesForm();
        budget.MapPost("/files", (Guid id, BudgetPages pages) => pages.Do(id, new GatherFile())).TakesForm();
        budget.MapPost("/files/{n:int}/sign", (Guid id, int n, BudgetPages pages) => pages.Do(id, new SignFile(n))).TakesForm();
        budget.MapPost("/files/{n:int}/send", (Guid id, int n, BudgetPages pages) => pages.Send(id, n)).TakesForm();
        budget.MapPost("/bank-answers", async (Guid id, HttpContext http, BudgetPages pages) =>
            await pages.Book(id, await SentForm.Read(http))).TakesForm();
        budget.MapPost("/repeats", (Guid id, Asked<RepeatOrder> asked, BudgetPages pages) => pages.Repeat(id, asked)).TakesForm();
    }
}

/// <summary>What the page of a budget needs. One per request.</summary>
internal sealed class BudgetPages(
    BudgetDesk desk, OfficeMoney money, FileSending sending, PaymentLists lists, Caller caller, Texts texts, Visitor visitor)
{
    private const int NotValid = StatusCodes.Status422UnprocessableEntity;

    public Task<IResult> Show(Guid id, string? after, string? files) => Show(id, null, [], 200, null, after, files);

    public async Task<IResult> AddMoney(Guid id, SentForm form) => Money.TryParse(form["amount"], out var amount)
        ? await Do(id, new AddMoney(amount.Fen, form["reason"]), "money", form)
        : await Show(id, "money", [new("amount", texts["pay.amount-hint"])], NotValid, form);

    public async Task<IResult> Do(
        Guid id, ICommand<Budget, BudgetEvent, BudgetFacts> command, string? form = null, SentForm? typed = null) =>
        await After(id, await desk.DoAsync(id, caller, command), form, typed);

    public async Task<IResult> Send(Guid id, int file)
    {
        var text = await sending.SendAsync(id, caller, file);
        return text.Refusal is { } refusal ? await Show(id, null, Fault.Of(refusal, texts), refusal.Status())
            : Results.File(Encoding.UTF8.GetBytes(text.Value), "text/plain; charset=utf-8", $"pay-{file}.txt");
    }

    public async Task<IResult> Book(Guid id, SentForm form)
    {
        if (form.Fields.Files is not [var file, ..])
            return await Show(id, "answer", [new("file", texts["pay.answer-missing"])], NotValid);
        using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
        var done = await desk.DoAsync(id, caller, new BookResult(await reader.ReadToEndAsync()));
        if (done.Refusal is not { } refusal) return Screens.SeeOther($"/work/budgets/{id}");
        var faults = Fault.Of(refusal, texts).Select(fault => fault with { Field = "file" });
        return await Show(id, "answer", [.. faults], refusal.Status());
    }

    public async Task<IResult> Repeat(Guid id, Asked<RepeatOrder> asked) =>
        await After(id, await asked.DoAsync(command => desk.DoAsync(id, caller, command)));

    private async Task<IResult> After(Guid id, Outcome<Budget> done, string? form = null, SentForm? typed = null) =>
        done.Refusal is { } refusal ? await Show(id, form, Fault.Of(refusal, texts), refusal.Status(), typed)
            : Screens.SeeOther($"/work/budgets/{id}");

    private async Task<IResult> Show(
        Guid id, string? form, IReadOnlyList<Fault> faults, int status, SentForm? typed = null, string? after = null,
        string? files = null)
    {
        var found = await money.BudgetAsync(id);
        if (found.Refusal is { } refusal) return Screens.Refused(refusal, texts, "/work/payments");
        var (returned, count) = await lists.ReturnedAsync(id);
        var repeatable = new HashSet<OrderKey>();
        foreach (var back in returned)
            if ((await desk.CouldDoAsync(id, caller.By, new RepeatOrder(back.Key))).IsGranted) repeatable.Add(back.Key);
        return Screens.Show(new BudgetPage
        {
            Budget = found.Value, Sums = await lists.SumsAsync(id), Entries = await lists.EntriesAsync(id, after: after),
            Files = await lists.FilesAsync(id, after: files), Returned = returned, ReturnedCount = count, Repeatable = repeatable,
            CanAct = visitor.Role == ActorRole.Official, Form = form, Faults = faults, Typed = typed,
        }, status);
    }
}

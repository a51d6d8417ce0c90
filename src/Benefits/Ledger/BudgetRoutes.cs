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
        budget.MapPost("/money", (Guid id, Asked<AddMoney> asked, BudgetPages pages) => pages.AddMoney(id, asked)).TakesForm();
        budget.MapPost("/files", (Guid id, BudgetPages pages) => pages.Gather(id)).TakesForm();
        budget.MapPost("/files/{n:int}/sign", (Guid id, int n, BudgetPages pages) => pages.Sign(id, n)).TakesForm();
        budget.MapPost("/files/{n:int}/send", (Guid id, int n, BudgetPages pages) => pages.Send(id, n)).TakesForm();
        budget.MapGet("/files/{n:int}/text", (Guid id, int n, BudgetPages pages) => pages.Text(id, n));
        budget.MapPost("/bank-answers", async (Guid id, HttpContext http, BudgetPages pages) =>
            await pages.Book(id, await SentForm.Read(http))).TakesForm();
        budget.MapPost("/repeats", (Guid id, Asked<RepeatOrder> asked, BudgetPages pages) => pages.Repeat(id, asked)).TakesForm();
    }
}

/// <summary>What the page of a budget needs. One per request.</summary>
internal sealed class BudgetPages(
    BudgetDesk desk, OfficeMoney money, FileSending sending, PaymentLists lists, Caller caller, Texts texts, Visitor visitor)
{
    public async Task<IResult> AddMoney(Guid id, Asked<AddMoney> asked)
    {
        var done = await asked.DoAsync(command => desk.DoAsync(id, caller, command));
        return await After(id, done, faults => SentPart.Of("money", asked.Form, faults));
    }

    public async Task<IResult> Gather(Guid id) =>
        await After(id, await desk.DoAsync(id, caller, new GatherFile(visitor.Name)));

    public async Task<IResult> Sign(Guid id, int file) =>
        await After(id, await desk.DoAsync(id, caller, new SignFile(file, visitor.Name)));

    // The page comes back with the file's new state, and with a link to its text that works as often as it is needed.
    public async Task<IResult> Send(Guid id, int file) =>
        (await sending.SendAsync(id, caller, file)).Refusal is { } refusal ? await Refused(id, refusal)
            : Screens.SeeOther($"/work/budgets/{id}#file-{file}");

    public async Task<IResult> Text(Guid id, int file)
    {
        var text = await sending.SentAsync(id, caller, file);
        return text.Refusal is { } refusal ? await Refused(id, refusal)
            : Results.File(Encoding.UTF8.GetBytes(text.Value), "text/plain; charset=utf-8", $"pay-{file}.txt");
    }

    public async Task<IResult> Book(Guid id, SentForm form)
    {
        if (form.Fields.Files is not [var file, ..])
            return await Refused(id, new("payment.answer-missing", RefusalKind.NotValid), OfFile);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes);
        var read = FileText.Read(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        return read.Refusal is { } unreadable ? await Refused(id, unreadable, OfFile)
            : await After(id, await desk.DoAsync(id, caller, new BookResult(read.Value)), OfFile);

        SentPart OfFile(IReadOnlyList<Fault> faults) =>
            SentPart.Of("answer", form, faults.Select(fault => fault with { Field = "file" }));
    }

    public async Task<IResult> Repeat(Guid id, Asked<RepeatOrder> asked) =>
        await After(id, await asked.DoAsync(command => desk.DoAsync(id, caller, command)));

    public async Task<IResult> Show(Guid id, string? after, string? files, SentPart? sent = null, int status = 200)
    {
        var found = await money.BudgetAsync(id);
        if (found.Refusal is { } refusal) return Screens.Refused(refusal, texts, "/work/payments");
        var (returned, count) = await lists.ReturnedAsync(id);
        return Screens.Show(new BudgetPage
        {
            Budget = found.Value, Sums = await lists.SumsAsync(id), Entries = await lists.EntriesAsync(id, after: after),
            Files = await lists.FilesAsync(id, after: files), Returned = returned, ReturnedCount = count,
            Repeatable = await RepeatableAsync(id, returned), CanAct = visitor.Role == ActorRole.Official,
            Sent = sent ?? SentPart.Nothing,
        }, status);
    }

    // Those whose receiver has confirmed another account: only these are offered.
    private async Task<IReadOnlySet<OrderKey>> RepeatableAsync(Guid id, IReadOnlyList<ReturnedPaymentRow> returned)
    {
        var open = new HashSet<OrderKey>();
        foreach (var back in returned)
            if ((await desk.CouldDoAsync(id, caller.By, new RepeatOrder(back.Key))).IsGranted) open.Add(back.Key);
        return open;
    }

    private async Task<IResult> After(
        Guid id, Outcome<Budget> done, Func<IReadOnlyList<Fault>, SentPart>? sent = null) =>
        done.Refusal is { } refusal ? await Refused(id, refusal, sent) : Screens.SeeOther($"/work/budgets/{id}");

    private Task<IResult> Refused(Guid id, Refusal refusal, Func<IReadOnlyList<Fault>, SentPart>? sent = null)
    {
        var faults = Fault.Of(refusal, texts);
        return Show(id, null, null, sent is null ? new(null, null, faults) : sent(faults), refusal.Status());
    }
}

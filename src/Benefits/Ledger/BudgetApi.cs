using System.Text;
using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Benefits;

/// <summary>A budget with what stands on each account.</summary>
internal sealed record BudgetView(
    Guid Id, string Code, string Title, string Office, IReadOnlyDictionary<LedgerAccount, long> Fen, int Entries, string Chain);

/// <summary>What moved into an account under a clause.</summary>
internal sealed record SumView(string Policy, string Clause, LedgerAccount Account, long Fen);

/// <summary>A posting.</summary>
internal sealed record PostingView(
    int Number, DateTimeOffset At, string What, string By, LedgerAccount From, LedgerAccount To, long Fen, string Policy,
    string Clause, Guid Source, string Chain);

/// <summary>A file for the bank.</summary>
internal sealed record FileView(
    int Number, Guid? Run, int Count, long Fen, string FirstSigner, string? SecondSigner, FileState State);

/// <summary>Budgets, ledgers and files for the bank, for programs.</summary>
internal static class BudgetApi
{
    private const int MostText = 8 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder api)
    {
        const Access Readers = Access.Official | Access.Supervisor;
        api.MapGet("/budgets", ListAsync).For(Readers).Produces<ListView<BudgetView>>()
            .WithSummary("The budgets of my agency, by code.");
        api.MapPost("/budgets", async (Asked<OpenBudget> asked, BudgetDesk desk, Caller caller, Texts texts) =>
            (await asked.DoAsync(command => desk.BeginAsync(caller, command))).Answer(texts, View, StatusCodes.Status201Created))
            .For(Access.Official).Produces<BudgetView>(201).ProducesProblem(422).WithSummary("Opens a budget.");
        api.MapGet("/budgets/{id:guid}", ShowAsync).For(Readers).Produces<BudgetView>().ProducesProblem(404)
            .WithSummary("A budget with what stands on each account, in fen.");
        api.MapGet("/budgets/{id:guid}/sums", SumsAsync).For(Readers).Produces<ListView<SumView>>()
            .WithSummary("What stands on each account by policy and clause.");
        api.MapGet("/budgets/{id:guid}/entries", EntriesAsync).For(Readers).Produces<ListView<PostingView>>()
            .WithSummary("The ledger, the latest first; of one policy, clause or source when these are given.");
        api.MapPost("/budgets/{id:guid}/moves", (
                Guid id, Asked<MoveMoney> asked, BudgetDesk desk, Caller caller, Texts texts) =>
                DoAsync(asked.DoAsync(move => desk.DoAsync(id, caller, move.Chosen ?? move)), texts))
            .For(Access.Official).Produces<BudgetView>().ProducesProblem(403).ProducesProblem(409).ProducesProblem(422)
            .WithSummary("Adds money; defers, settles, waives or refunds a payment to the city.");
        api.MapGet("/budgets/{id:guid}/files", FilesAsync).For(Readers).Produces<ListView<FileView>>()
            .WithSummary("Files for the bank; of one run when it is given.");
        api.MapPost("/budgets/{id:guid}/files",
                (Guid id, BudgetDesk desk, Caller caller, Visitor visitor, Texts texts) =>
                    DoAsync(desk.DoAsync(id, caller, new GatherFile(visitor.Name)), texts))
            .For(Access.Official).Produces<BudgetView>()
            .WithSummary("Gathers single orders and signs them off first.");
        api.MapPost("/budgets/{id:guid}/files/{n:int}/sign",
                (Guid id, int n, BudgetDesk desk, Caller caller, Visitor visitor, Texts texts) =>
                    DoAsync(desk.DoAsync(id, caller, new SignFile(n, visitor.Name)), texts))
            .For(Access.Official).Produces<BudgetView>().WithSummary("Signs a file off second.");
        api.MapPost("/budgets/{id:guid}/files/{n:int}/send", SendAsync).For(Access.Official)
            .Produces<string>(200, "text/plain").ProducesProblem(409)
            .WithSummary("Hands a file out to the bank; the same text again.");
        api.MapPost("/budgets/{id:guid}/bank-answers", BookAsync).For(Access.Official)
            .Accepts<string>("text/plain", "application/json").Produces<BudgetView>().ProducesProblem(422)
            .WithSummary("Books the bank's answer: every line, or none and the line at fault.");
        api.MapPost("/budgets/{id:guid}/repeats", (
                Guid id, Asked<RepeatOrder> asked, BudgetDesk desk, Caller caller, Texts texts) =>
                DoAsync(asked.DoAsync(command => desk.DoAsync(id, caller, command)), texts))
            .For(Access.Official).Produces<BudgetView>()
            .WithSummary("Orders a payment that came back again, to the account confirmed since.");
    }

    private static async Task<IResult> ListAsync(OfficeMoney money, string? after = null, int take = 50)
    {
        var page = await money.BudgetsAsync(after, take);
        return Results.Json(new ListView<BudgetView>([.. page.Items.Select(View)], page.Next), ApiJson.Options);
    }

    private static async Task<IResult> ShowAsync(Guid id, OfficeMoney money, Texts texts) =>
        (await money.BudgetAsync(id)).Answer(texts, View);

    private static async Task<IResult> SumsAsync(Guid id, OfficeMoney money, PaymentLists lists, Texts texts)
    {
        var found = await money.BudgetAsync(id);
        return found.Refusal is { } refusal ? Problem.Of(refusal, texts) : Results.Json(new ListView<SumView>(
            [.. (await lists.SumsAsync(id)).Select(sum => new SumView(sum.Policy, sum.Clause, sum.Account, sum.Fen))], null),
            ApiJson.Options);
    }

    private static async Task<IResult> EntriesAsync(
        Guid id, OfficeMoney money, PaymentLists lists, Texts texts, string? policy = null, string? clause = null,
        Guid? source = null, string? after = null, int take = 50)
    {
        var found = await money.BudgetAsync(id);
        if (found.Refusal is { } refusal) return Problem.Of(refusal, texts);
        var rows = await lists.EntriesAsync(id, policy, clause, source, after, take);
        return Results.Json(new ListView<PostingView>(
            [
                .. rows.Items.Select(row => new PostingView(
                    row.Number, row.At, row.What, row.By, row.From, row.To, row.Fen, row.Policy,
                    row.Clause, row.Source, row.Chain)),
            ], rows.Next), ApiJson.Options);
    }

    private static async Task<IResult> FilesAsync(
        Guid id, OfficeMoney money, PaymentLists lists, Texts texts, Guid? run = null, string? after = null, int take = 50)
    {
        var found = await money.BudgetAsync(id);
        if (found.Refusal is { } refusal) return Problem.Of(refusal, texts);
        var files = await lists.FilesAsync(id, run, after, take);
        return Results.Json(new ListView<FileView>(
            [
                .. files.Items.Select(row => new FileView(
                    row.Number, row.Run, row.Count, row.Fen, row.FirstSigner, row.SecondSigner, row.State)),
            ], files.Next), ApiJson.Options);
    }

    private static async Task<IResult> SendAsync(Guid id, int n, FileSending files, Caller caller, Texts texts)
    {
        var text = await files.SendAsync(id, caller, n);
        return text.Refusal is { } refusal ? Problem.Of(refusal, texts) : Results.Text(text.Value, "text/plain", Encoding.UTF8);
    }

    private static async Task<IResult> BookAsync(Guid id, HttpContext http, BudgetDesk desk, Caller caller, Texts texts)
    {
        var bytes = await ApiJson.ReadBytesAsync(http, MostText);
        if (bytes is null) return Problem.Of(new("body.too-large", RefusalKind.NotReadable), texts);
        var read = FileText.Read(bytes);
        return read.Refusal is { } unreadable ? Problem.Of(unreadable, texts)
            : await DoAsync(desk.DoAsync(id, caller, new BookResult(read.Value)), texts);
    }

    private static async Task<IResult> DoAsync(Task<Outcome<Budget>> act, Texts texts) => (await act).Answer(texts, View);

    private static BudgetView View(Budget budget) => new(
        budget.Id, budget.Code, budget.Title, budget.Office,
        Enum.GetValues<LedgerAccount>().ToDictionary(account => account, account => budget[account]), budget.Entries,
        budget.Chain);
}

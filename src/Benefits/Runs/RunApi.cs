using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Benefits;

/// <summary>A run.</summary>
internal sealed record RunView(
    Guid Id, string Policy, string Title, string Clause, string Edition, string Period, Guid Budget, string Office,
    RunState State, int Lines, long Fen, string Chain, DateOnly? NoticeFrom, DateOnly? NoticeUntil, string? ConfirmedBy,
    IReadOnlyList<string> Signers, int ListChunks, int OrderedChunks, int Ordered, long OrderedFen, long ReservedFen);

/// <summary>A line of a run.</summary>
internal sealed record LineView(
    int Chunk, int Line, string Subject, string Name, long Fen, LineState? State, string? Note);

/// <summary>Benefit runs for programs.</summary>
internal static class RunApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/benefit-runs", ListAsync).For(Access.Official | Access.Supervisor)
            .Produces<ListView<RunView>>().WithSummary("The runs of my agency, the latest first.");
        api.MapPost("/benefit-runs", (Asked<OpenRun> asked, RunSteps steps, OfficeMoney money, Texts texts) =>
                AnswerAsync(asked.DoAsync(steps.OpenAsync), money, texts, StatusCodes.Status201Created))
            .For(Access.Official).Produces<RunView>(201).ProducesProblem(422)
            .WithSummary("Opens a run; its list is drawn up at once, or goes on behind.");
        api.MapGet("/benefit-runs/{id:guid}", ShowAsync).For(Access.Official | Access.Supervisor)
            .Produces<RunView>().ProducesProblem(404).WithSummary("A run with how far it is.");
        api.MapGet("/benefit-runs/{id:guid}/lines", LinesAsync).For(Access.Official | Access.Supervisor)
            .Produces<ListView<LineView>>().WithSummary("Lines of a run in their order, with how far each is.");
        api.MapGet("/benefit-runs/{id:guid}/notice", NoticeAsync).For(Access.Anyone)
            .Produces<ListView<LineView>>().ProducesProblem(409).WithSummary("The public notice: names and codes masked.");
        api.MapPost("/benefit-runs/{id:guid}/objections", ObjectAsync).For(Access.Resident)
            .ProducesProblem(409).ProducesProblem(422).WithSummary("Objects to one line while the notice lasts.");
        api.MapPost("/benefit-runs/{id:guid}/objections/{objection:guid}/decide", (
                Guid id, Guid objection, Asked<DecideObjection> asked, RunDesk desk, Caller caller, OfficeMoney money,
                Texts texts) =>
                AnswerAsync(asked.DoAsync(command => desk.DoAsync(id, caller, command), objection), money, texts))
            .For(Access.Official).Produces<RunView>().WithSummary("Decides an objection.");
        Step(api, "draw-on", "Has a list that a faulty line had stopped drawn on.");
        Step(api, "confirm", "Confirms the list for the agency.");
        Step(api, "publish", "Shows the list to everybody.");
        Step(api, "sign", "Signs the run off; two different people do.");
        Step(api, "order", "Draws up the payment orders, from where they stand.");
        Step(api, "order-waiting", "Orders lines that had to wait for an account or an objection.");
        Step(api, "close", "Closes the run; what was not needed goes back to the budget.");
        api.MapPost("/benefit-runs/{id:guid}/cancel", (
                Guid id, Asked<CancelRun> asked, RunDesk desk, Caller caller, OfficeMoney money, Texts texts) =>
                AnswerAsync(asked.DoAsync(command => desk.DoAsync(id, caller, command)), money, texts))
            .For(Access.Official).Produces<RunView>().WithSummary("Gives a run up before anything is paid.");
    }

    private static void Step(IEndpointRouteBuilder api, string step, string summary) =>
        api.MapPost($"/benefit-runs/{{id:guid}}/{step}", (Guid id, RunSteps steps, OfficeMoney money, Texts texts) =>
            AnswerAsync(steps.DoAsync(id, step), money, texts))
            .For(Access.Official).Produces<RunView>().ProducesProblem(409).WithSummary(summary);

    private static async Task<IResult> ListAsync(
        OfficeMoney money, RunDesk desk, RunLists lists, string? after = null, int take = 50)
    {
        var rows = await lists.RunsAsync(money.Office, after, take);
        var views = new List<RunView>();
        foreach (var row in rows.Items)
            if (await desk.FindAsync(row.Id) is { } run) views.Add(await ViewAsync(money, run));
        return Results.Json(new ListView<RunView>(views, rows.Next), ApiJson.Options);
    }

    private static async Task<IResult> ShowAsync(Guid id, OfficeMoney money, Texts texts) =>
        await AnswerAsync(money.RunAsync(id), money, texts);

    private static async Task<IResult> LinesAsync(
        Guid id, OfficeMoney money, RunLists lists, Texts texts, string? after = null, int take = 50)
    {
        var found = await money.RunAsync(id);
        if (found.Refusal is { } refusal) return Problem.Of(refusal, texts);
        var lines = await lists.LinesAsync(found.Value, after, take);
        return Results.Json(new ListView<LineView>(
            [
                .. lines.Items.Select(line => new LineView(
                    line.Row.Chunk, line.Row.Line, line.Row.Subject, line.Row.Name, line.Row.Fen, line.State, line.Note)),
            ], lines.Next), ApiJson.Options);
    }

    private static async Task<IResult> NoticeAsync(Guid id, Notices notices, Texts texts, string? after = null, int take = 50)
    {
        var notice = await notices.FindAsync(id, after, take);
        return notice.Answer(texts, lines => new ListView<LineView>(
            [
                .. lines.Lines.Items.Select(line => new LineView(
                    line.Chunk, line.Line, Masking.Code(line.Subject), Masking.Name(line.Subject, line.Name), line.Fen,
                    null, null)),
            ], lines.Lines.Next));
    }

    private static async Task<IResult> ObjectAsync(Guid id, Asked<ObjectToLine> asked, RunDesk desk, Caller caller, Texts texts)
    {
        var read = await asked.ReadAsync();
        if (read.Refusal is { } notRead) return Problem.Of(notRead, texts);
        return (await desk.DoAsync(id, caller, read.Value))
            .Answer(texts, run => new { run.Id, read.Value.Chunk, read.Value.Line }, StatusCodes.Status201Created);
    }

    private static async Task<IResult> AnswerAsync(
        Task<Outcome<BenefitRun>> act, OfficeMoney money, Texts texts, int status = StatusCodes.Status200OK)
    {
        var done = await act;
        return done.Refusal is { } refusal ? Problem.Of(refusal, texts)
            : Results.Json(await ViewAsync(money, done.Value), ApiJson.Options, statusCode: status);
    }

    private static async Task<RunView> ViewAsync(OfficeMoney office, BenefitRun run)
    {
        var (terms, money) = (run.Terms, await office.MoneyOfAsync(run));
        return new(
            run.Id, terms.Policy, terms.Title, terms.Clause, terms.Edition, terms.Period, terms.Budget, run.Office, run.State,
            run.Lines, run.Fen, run.Chain, run.NoticeFrom, run.NoticeUntil, run.ConfirmedBy, run.Signers, run.Chunks,
            money?.ListChunks ?? 0, money?.Ordered ?? 0, money?.OrderedFen ?? 0, money?.LeftFen ?? 0);
    }
}

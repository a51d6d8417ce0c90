using System.Text.Json;
using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>A case in a list.</summary>
internal sealed record CaseLine(
    Guid Id, string Number, CaseKind Kind, string Code, string Title, string Subject, CaseStage State, DateOnly OpenedOn,
    DateOnly? SubmittedOn);

/// <summary>Something that happened in a case.</summary>
internal sealed record EventView(
    int Version, string Type, DateTimeOffset At, ActorRole Role, string? Office, JsonElement Data);

/// <summary>What applicants and clerks do.</summary>
internal static class CaseApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/cases", OpenAsync).For(Access.Resident | Access.Clerk)
            .Produces<CaseView>(201).ProducesProblem(403).ProducesProblem(422)
            .WithSummary("Opens a case as a draft.")
            .WithDescription("Send an Idempotency-Key header: the same key gives the same case again, never a second one.");
        api.MapGet("/cases", MineAsync).For(Access.Resident).Produces<ListView<CaseLine>>()
            .WithSummary("My cases and those of all for whom I act, the latest first.");
        api.MapGet("/cases/{id}", ShowAsync).For(Access.SignedIn).Produces<CaseView>().ProducesProblem(404)
            .WithSummary("A case by id or number.");
        api.MapGet("/cases/{id}/events", EventsAsync).For(Access.SignedIn).Produces<ListView<EventView>>()
            .ProducesProblem(404).WithSummary("What happened in a case, in order.");
        api.MapGet("/cases/{id}/materials/{material}", MaterialAsync).For(Access.SignedIn)
            .ProducesProblem(404).WithSummary("The file of a material.");
        Act<GiveAnswers>(api, "answers", "Gives answers of a draft.");
        Described(api.MapPost("/cases/{id}/materials", (string id, HttpContext http, CaseCalls calls) =>
            calls.HandOverAsync(id, http)).Accepts<SentMaterial>("application/json"), "Hands over one material.");
        Act<SubmitCase>(api, "submit", "Submits the case.");
        Described(
            api.MapPost("/cases/{id}/supplement", (string id, Asked<SupplyGaps> asked, CaseCalls calls, CancellationToken gone) =>
                calls.SupplyAsync(id, asked, gone)), "Supplies what the office asked for.");
        Act<WithdrawCase>(api, "withdraw", "Withdraws the case or one member.");
        Act<RateCase>(api, "rating", "Rates a finished case, once.");
    }

    private static void Act<TCommand>(IEndpointRouteBuilder api, string verb, string summary)
        where TCommand : class, CaseCommand => Described(
            api.MapPost($"/cases/{{id}}/{verb}", (string id, Asked<TCommand> asked, CaseCalls calls, CancellationToken gone) =>
                calls.DoAsync(id, asked, gone)), summary);

    private static void Described(RouteHandlerBuilder route, string summary) =>
        route.For(Access.Resident | Access.Clerk).Produces<CaseView>()
            .ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).WithSummary(summary);

    private static async Task<IResult> OpenAsync(
        Asked<OpenCase> asked, CaseCalls calls, CaseDesk desk, CaseViews views, SubjectLookup subjects, Caller caller,
        Texts texts, HttpContext http)
    {
        var opened = await OpenAsync();
        if (opened.IsGranted) http.Response.Headers.Location = $"/api/v1/cases/{opened.Value.Id}";
        return opened.Answer(texts, views.Of, StatusCodes.Status201Created);

        async Task<Outcome<Case>> OpenAsync()
        {
            var read = await asked.ReadAsync();
            var named = read.Refusal is { } notRead ? notRead : await subjects.NameAsync(read.Value);
            if (named.Refusal is { } unknown) return unknown;
            var copies = await calls.CopiesAsync(named.Value.Materials);
            return copies.Refusal is { } notTaken ? notTaken
                : await desk.OpenAsync(caller, named.Value with { Copies = copies.Value }, http.RequestAborted);
        }
    }

    private static async Task<IResult> MineAsync(
        CaseLists lists, CaseDesk desk, CaseViews views, Visitor visitor, string? after = null, int take = 20)
    {
        var page = await lists.MineAsync(Guid.Parse(visitor.Id!), desk.Today, after, take);
        var items = page.Items.Select(row => new CaseLine(
            row.Id, row.Number, row.Kind, row.Code, views.TitleOf(row.Kind, row.Code), row.SubjectName, row.Stage,
            row.OpenedOn, row.SubmittedOn));
        return Results.Json(new ListView<CaseLine>([.. items], page.Next), ApiJson.Options);
    }

    private static async Task<IResult> ShowAsync(
        string id, CaseCalls calls, CaseDesk desk, CaseViews views, Visitor visitor, Texts texts)
    {
        var found = await calls.FindAsync(id);
        return found.Refusal is { } unknown
            ? Problem.Of(unknown, texts)
            : (await desk.SeeAsync(found.Value, visitor.ToActor())).Answer(texts, views.Of);
    }

    private static async Task<IResult> EventsAsync(string id, CaseCalls calls, CaseDesk desk, Visitor visitor, Texts texts)
    {
        var found = await calls.FindAsync(id);
        if (found.Refusal is { } unknown) return Problem.Of(unknown, texts);
        var seen = await desk.SeeAsync(found.Value, visitor.ToActor());
        if (seen.Refusal is { } hidden) return Problem.Of(hidden, texts);
        var history = await desk.HistoryAsync(found.Value);
        var items = history.Select(each => new EventView(
            each.Recorded.Version, each.Recorded.Type, each.Recorded.Act.At, each.Recorded.Act.By.Role,
            each.Recorded.Act.By.Office, HandedFile.Shown(each.Recorded.Json, each.Happened, seen.Value, visitor.Role)));
        return Results.Json(new ListView<EventView>([.. items], null), ApiJson.Options);
    }

    private static async Task<IResult> MaterialAsync(
        string id, string material, HttpContext http, CaseCalls calls, CaseDesk desk, Blobs blobs, CityCatalogue city,
        Visitor visitor, Texts texts)
    {
        var found = await calls.FindAsync(id);
        if (found.Refusal is { } unknown) return Problem.Of(unknown, texts);
        var seen = await desk.SeeAsync(found.Value, visitor.ToActor());
        if (seen.Refusal is { } hidden) return Problem.Of(hidden, texts);
        return await HandedFile.AnswerAsync(seen.Value, material, city, blobs, http)
            ?? Problem.Of(new Refusal("case.not-found", RefusalKind.NotFound), texts);
    }
}

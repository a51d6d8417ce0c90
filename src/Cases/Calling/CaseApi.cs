using System.Text.Json;
using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Parties;
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
            .Accepts<CaseWish>("application/json").Produces<CaseView>(201).ProducesProblem(403).ProducesProblem(422)
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
        Act<AnswersWish>(api, "answers", (wish, _) => Task.FromResult(Outcome.Of<CaseCommand>(
            new GiveAnswers(CaseCalls.TextOf(wish.Answers) ?? [], wish.Version))), "Gives answers of a draft.");
        Act<MaterialWish>(api, "materials", HandOverAsync, "Hands over one material.");
        Act<SubmitCase>(api, "submit", "Submits the case.");
        Act<SupplyWish>(api, "supplement", SupplyAsync, "Supplies what the office asked for.");
        Act<WithdrawCase>(api, "withdraw", "Withdraws the case or one member.");
        Act<RateCase>(api, "rating", "Rates a finished case, once.");
    }

    private static void Act<TCommand>(IEndpointRouteBuilder api, string verb, string summary)
        where TCommand : class, CaseCommand => Described(
            api.MapPost($"/cases/{{id}}/{verb}", (string id, Asked<TCommand> asked, CaseCalls calls, CancellationToken gone) =>
                calls.DoAsync(id, asked, gone)), summary);

    private static void Act<TWish>(
        IEndpointRouteBuilder api, string verb, Func<TWish, CaseCalls, Task<Outcome<CaseCommand>>> read, string summary)
        where TWish : class => Described(
            api.MapPost($"/cases/{{id}}/{verb}", (string id, HttpContext http, CaseCalls calls) =>
                calls.DoAsync<TWish>(id, http, wish => read(wish, calls))).Accepts<TWish>("application/json"), summary);

    private static void Described(RouteHandlerBuilder route, string summary) =>
        route.For(Access.Resident | Access.Clerk).Produces<CaseView>()
            .ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).WithSummary(summary);

    private static async Task<Outcome<CaseCommand>> HandOverAsync(MaterialWish wish, CaseCalls calls)
    {
        var copies = await calls.CopiesAsync([wish]);
        return copies.Refusal is { } refusal ? refusal : new HandOverMaterial(copies.Value[0]);
    }

    private static async Task<Outcome<CaseCommand>> SupplyAsync(SupplyWish wish, CaseCalls calls)
    {
        var copies = await calls.CopiesAsync(wish.Materials);
        return copies.Refusal is { } refusal
            ? refusal
            : new SupplyGaps(wish.Matter, CaseCalls.TextOf(wish.Answers), copies.Value, wish.Version);
    }

    private static async Task<IResult> OpenAsync(
        HttpContext http, CaseCalls calls, CaseDesk desk, CaseViews views, PartyRegister parties, Visitor visitor, Caller caller,
        Texts texts, Partners partners)
    {
        var wish = await ApiJson.ReadAsync<CaseWish>(http);
        if (wish.Refusal is { } notRead) return Problem.Of(notRead, texts);
        if (NotConnected(wish.Value.Destination, partners) is { } away) return Problem.Of(away, texts);
        var who = await WhoAsync(wish.Value, visitor, parties);
        if (who.Refusal is { } unknown) return Problem.Of(unknown, texts);
        var copies = await calls.CopiesAsync(wish.Value.Materials);
        if (copies.Refusal is { } notTaken) return Problem.Of(notTaken, texts);

        var open = new OpenCase(
            wish.Value.Matter, wish.Value.Journey, who.Value.Subject, who.Value.Applicant, wish.Value.Station,
            CaseCalls.TextOf(wish.Value.Answers), copies.Value) { Destination = wish.Value.Destination };
        var opened = await desk.OpenAsync(caller, open, http.RequestAborted);
        if (opened.IsGranted) http.Response.Headers.Location = $"/api/v1/cases/{opened.Value.Id}";
        return opened.Answer(texts, views.Of, StatusCodes.Status201Created);
    }

    private static Refusal? NotConnected(string? destination, Partners partners) =>
        destination is null || partners.Cities.ContainsKey(destination) ? null
            : new Refusal("regional.no-such-partner", RefusalKind.NotValid)
            {
                Fields = [new("destination", "regional.no-such-partner",
                    new Dictionary<string, string> { ["city"] = destination })],
            }.With("city", destination);

    // A resident applies for themself or whom they name; at a counter the resident named is the applicant, too.
    private static async Task<Outcome<(Subject Subject, Applicant Applicant)>> WhoAsync(
        CaseWish wish, Visitor visitor, PartyRegister parties)
    {
        if (wish.Subject is null && visitor.Role == ActorRole.Clerk)
            return new Refusal("body.clerk-names-subject", RefusalKind.NotValid)
            {
                Fields = [new("subject", "body.clerk-names-subject")],
            };
        var wanted = wish.Subject ?? visitor.OnBehalfOf ?? visitor.Id!;
        var party = Guid.TryParse(wanted, out var id) ? await parties.FindAsync(id) : await parties.FindByCodeAsync(wanted);
        if (party is null)
            return visitor.Role != ActorRole.Clerk && CitizenNumber.TryParse(wanted, out _)
                ? OpenCase.NoMandate(null) : Unknown(wanted);
        var subject = new Subject(party.Id, party.Name, party.Kind != PartyKind.Person);
        return visitor.Role == ActorRole.Clerk
            ? (subject, new Applicant(party.Id, party.Name))
            : (subject, new Applicant(Guid.Parse(visitor.Id!), visitor.Name));
    }

    private static Refusal Unknown(string subject)
    {
        var arguments = new Dictionary<string, string> { ["subject"] = Masking.Code(subject) };
        return new("body.subject-unknown", RefusalKind.NotValid, null, arguments)
        {
            Fields = [new("subject", "body.subject-unknown", arguments)],
        };
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
            each.Recorded.Act.By.Office, JsonDocument.Parse(each.Recorded.Json).RootElement));
        return Results.Json(new ListView<EventView>([.. items], null), ApiJson.Options);
    }

    private static async Task<IResult> MaterialAsync(
        string id, string material, HttpContext http, CaseCalls calls, CaseDesk desk, Blobs blobs, Visitor visitor, Texts texts)
    {
        var found = await calls.FindAsync(id);
        if (found.Refusal is { } unknown) return Problem.Of(unknown, texts);
        var seen = await desk.SeeAsync(found.Value, visitor.ToActor());
        if (seen.Refusal is { } hidden) return Problem.Of(hidden, texts);
        if (seen.Value.Materials.GetValueOrDefault(material) is not { Blob: { } hash } copy
            || await blobs.GetAsync(hash, http.RequestAborted) is not { } blob)
            return Problem.Of(new Refusal("case.not-found", RefusalKind.NotFound), texts);
        return Results.File(blob.Bytes.ToArray(), blob.MediaType, copy.FileName);
    }
}

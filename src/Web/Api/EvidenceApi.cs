using System.Collections.Immutable;
using System.Globalization;
using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Evidence;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Web.Api;

/// <summary>A resource of the catalogue of data: what it holds and on what terms it is shared.</summary>
internal sealed record ResourceView(
    string Code, string Type, string TypeName, string Title, string Provider, string ProviderName, EvidenceHolder Holder,
    Sharing Sharing, string? Ground, GradeOfData Grade, Freshness Freshness, bool Consent, bool Authoritative,
    IReadOnlyList<ItemView> Items, Provenance Provenance);

/// <summary>An item of a resource; a question is answered with yes or no.</summary>
internal sealed record ItemView(string Code, string Title, ItemKind Kind, bool Sensitive, bool Usual, string? Asks);

/// <summary>What an agency's program asks for.</summary>
internal sealed record EvidenceBody(
    string? Case, string? Matter, string? Requirement, string? Purpose, string? Subject, IReadOnlyList<string>? Items);

/// <summary>Whose data changed at its source, and which.</summary>
/// <param name="Resource">Code of the resource.</param>
/// <param name="Subject">Citizen number or credit code.</param>
internal sealed record ChangeBody(string? Resource, string? Subject);

/// <summary>A change that was announced.</summary>
internal sealed record ChangeView(string Resource, DateOnly On);

/// <summary>What came of a request.</summary>
internal sealed record EvidenceView(
    Guid Id, EvidenceOutcome Outcome, ImmutableDictionary<string, string> Values, DateTimeOffset? RetryAt,
    EvidenceReceipt Receipt);

/// <summary>The catalogue of data, and requests for evidence of a case, for programs of agencies.</summary>
internal static class EvidenceApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/evidence/resources", Resources).For(Access.Anyone).OwnedBy("api").Produces<ListView<ResourceView>>()
            .WithSummary("The resources that evidence comes from, with items, sharing, ground and provider; q narrows them.");
        api.MapPost("/evidence/requests", AskAsync).For(Access.Official).OwnedBy("api").Accepts<EvidenceBody>("application/json")
            .Produces<EvidenceView>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(422).ProducesProblem(503)
            .WithSummary("Asks for what a case's requirement needs, while the official's office holds the step.")
            .WithDescription("Every answer, denials included, is written down before it is given. A denial names its rule.");
        api.MapPost("/evidence/changes", async (HttpContext http, ChangeDesk desk, Visitor visitor, Texts texts) =>
        {
            var body = await ApiJson.ReadAsync<ChangeBody>(http);
            return body.Refusal is { } notRead ? Problem.Of(notRead, texts)
                : (await desk.AnnounceAsync(visitor.ToActor(), body.Value.Resource, body.Value.Subject))
                    .Answer(texts, changed => new ChangeView(changed.Resource, changed.On));
        }).For(Access.Official).OwnedBy("api").Accepts<ChangeBody>("application/json").Produces<ChangeView>()
            .ProducesProblem(403).ProducesProblem(422)
            .WithSummary("The provider tells that somebody's data changed: kept copies are dropped, open cases ask again.")
            .WithDescription("Nothing is disclosed by it, not even whether the city holds anything of them.");
    }

    private static IResult Resources(EvidenceLibrary library, CityCatalogue city, string? q = null) => Results.Json(
        new ListView<ResourceView>([.. Found(library, city, q).Select(each => ViewOf(each, city))], null), ApiJson.Options);

    /// <summary>The resources in whose names or items all words stand, in the order of provider and code.</summary>
    internal static IEnumerable<EvidenceResource> Found(EvidenceLibrary library, CityCatalogue city, string? words)
    {
        var wanted = (words ?? "").Split([' ', '\u3000'], StringSplitOptions.RemoveEmptyEntries).Take(10).ToArray();
        return library.Resources.Values
            .Where(each => wanted.All(word =>
                Names(each, city).Any(name => name.Contains(word, StringComparison.OrdinalIgnoreCase))))
            .OrderBy(each => each.Provider, StringComparer.Ordinal).ThenBy(each => each.Code, StringComparer.Ordinal);
    }

    private static IEnumerable<string> Names(EvidenceResource resource, CityCatalogue city) =>
    [
        resource.Title, resource.Code, city.AgencyName(resource.Provider), TypeName(resource, city),
        .. resource.Items.Select(item => item.Title),
    ];

    private static string TypeName(EvidenceResource resource, CityCatalogue city) =>
        city.EvidenceTypes.TryGetValue(resource.Type, out var type) ? type.Name : resource.Type;

    private static ResourceView ViewOf(EvidenceResource each, CityCatalogue city) => new(
        each.Code, each.Type, TypeName(each, city), each.Title, each.Provider, city.AgencyName(each.Provider), each.Holder,
        each.Sharing, each.Ground, each.Grade, each.Freshness, each.NeedsConsent, each.IsAuthoritative,
        [.. each.Items.Select(item => new ItemView(
            item.Code, item.Title, item.Kind, item.IsSensitive, item.IsUsual, item.Asks?.Of))],
        each.Provenance);

    private static async Task<IResult> AskAsync(
        HttpContext http, CaseExchange exchange, Acting acting, Visitor visitor, Texts texts)
    {
        var read = await ApiJson.ReadAsync<EvidenceBody>(http);
        if (read.Refusal is { } notRead) return Problem.Of(notRead, texts);
        var body = read.Value;
        if (body is not { Case: { } of, Requirement: { Length: > 0 } requirement })
            return Problem.Of(new("evidence.which-requirement", RefusalKind.NotValid), texts);
        var found = await acting.FindAsync(of);
        if (found.Refusal is { } unknown) return Problem.Of(unknown, texts);
        var wish = new EvidenceWish(body.Matter, requirement, body.Purpose ?? EvidenceLibrary.CaseHandling, EvidenceChannel.Api)
        {
            Items = body.Items ?? [], Subject = body.Subject,
        };
        var answer = await exchange.AskAsync(found.Value, visitor.ToActor(), wish, null, http.RequestAborted);
        return answer.Refusal is { } refusal ? Problem.Of(refusal, texts) : Answer(http, answer.Value, texts);
    }

    private static IResult Answer(HttpContext http, EvidenceAnswer answer, Texts texts)
    {
        if (answer.Outcome == EvidenceOutcome.Denied)
            return Problem.Of(new(CodeOf(answer.Rule), RefusalKind.NotAllowed), texts,
                ("rule", answer.Rule), ("receipt", answer.Receipt));
        if (answer is { Outcome: EvidenceOutcome.Away, RetryAt: { } again })
        {
            http.Response.Headers.RetryAfter = again.ToUniversalTime().ToString("R", CultureInfo.InvariantCulture);
            return Problem.Of(new Refusal("evidence.source-away", RefusalKind.Busy), texts,
                ("retryAt", again), ("receipt", answer.Receipt));
        }
        return Results.Json(new EvidenceView(
            answer.Receipt.Request, answer.Outcome, answer.Values, answer.RetryAt, answer.Receipt), ApiJson.Options);
    }

    private static string CodeOf(GateRule rule) => rule switch
    {
        GateRule.UnknownItem => "evidence.unknown-item",
        GateRule.NotShared => "evidence.not-shared",
        GateRule.GradeTooHigh => "evidence.grade-too-high",
        GateRule.CaseClosed => "evidence.case-closed",
        GateRule.NotNeeded => "evidence.not-needed",
        GateRule.NoTask => "evidence.no-task",
        GateRule.NoRelation => "evidence.no-relation",
        GateRule.NoConsent => "evidence.no-consent",
        GateRule.NotDeclared => "evidence.not-declared",
        _ => "evidence.not-agreed",
    };
}

using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Parties;
using Yitong.Web.Shell;

namespace Yitong.Web.Api;

/// <summary>A mandate to give.</summary>
/// <param name="Principal">Whose affairs: credit code or party id; oneself when missing.</param>
/// <param name="Agent">Who may act: citizen number or party id.</param>
/// <param name="Scope">Codes of matters and journeys; empty for all.</param>
/// <param name="From">First day; today when missing.</param>
/// <param name="Until">Last day; no end when missing.</param>
internal sealed record MandateWish(string? Principal, string? Agent, List<string>? Scope, DateOnly? From, DateOnly? Until);

/// <summary>A mandate.</summary>
internal sealed record MandateView(
    Guid Id, Guid Principal, string PrincipalName, Guid Agent, IReadOnlyList<string> Scope, DateOnly From, DateOnly? Until,
    MandateBasis Basis, DateOnly? RevokedOn);

/// <summary>Who may act for whom.</summary>
internal static class MandateApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/mandates", ListAsync).For(Access.Resident).OwnedBy("api").Produces<ListView<MandateView>>()
            .WithSummary("The mandates I hold today.");
        api.MapPost("/mandates", GiveAsync).For(Access.Resident).OwnedBy("api").Accepts<MandateWish>("application/json")
            .Produces<MandateView>(201).ProducesProblem(403).ProducesProblem(422).WithSummary("Gives a mandate.");
        api.MapPost("/mandates/{principal:guid}/{id:guid}/revoke", RevokeAsync).For(Access.Resident).OwnedBy("api")
            .ProducesProblem(403).ProducesProblem(404).WithSummary("Takes a mandate back, from today.");
    }

    private static async Task<IResult> ListAsync(PartyRegister parties, CaseDesk desk, Visitor visitor, int take = 50) =>
        Results.Json(
            new ListView<MandateView>(
                [
                    .. (await parties.HeldByAsync(Guid.Parse(visitor.Id!), desk.Today, Math.Clamp(take, 1, 100)))
                        .Select(View),
                ], null),
            ApiJson.Options);

    private static async Task<IResult> GiveAsync(
        HttpContext http, PartyRegister parties, CityCatalogue catalogue, CaseDesk desk, Visitor visitor, TimeProvider clock,
        Texts texts)
    {
        var wish = await ApiJson.ReadAsync<MandateWish>(http);
        if (wish.Refusal is { } notRead) return Problem.Of(notRead, texts);
        var principal = await FindAsync(parties, wish.Value.Principal ?? visitor.Id!);
        if (principal is null) return Unknown("principal", wish.Value.Principal, texts);
        var agent = await FindAsync(parties, wish.Value.Agent ?? "");
        if (agent is null) return Unknown("agent", wish.Value.Agent, texts);
        if (wish.Value.Scope?.FirstOrDefault(
            code => catalogue.Matter(code) is null && catalogue.Journey(code) is null) is { } odd)
            return Unknown("scope", odd, texts, "catalogue.no-such-code", "code");
        var given = await parties.GiveMandateAsync(
            principal.Id, ActOf(visitor, clock, "give-mandate"), desk.Today, agent.Id, wish.Value.Scope ?? [],
            wish.Value.From ?? desk.Today, wish.Value.Until);
        if (given.Refusal is { } refusal) return Problem.Of(refusal, texts);
        var held = await parties.GivenByAsync(principal.Id);
        return Results.Json(
            View(held.First(row => row.Id == given.Value)), ApiJson.Options, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> RevokeAsync(
        Guid principal, Guid id, PartyRegister parties, CaseDesk desk, Visitor visitor, TimeProvider clock, Texts texts)
    {
        var act = ActOf(visitor, clock, "revoke-mandate");
        var revoked = await parties.RevokeMandateAsync(principal, act, id, desk.Today);
        return revoked.Answer(texts, revokedId => new { id = revokedId });
    }

    private static async Task<PartyRow?> FindAsync(PartyRegister parties, string text) =>
        Guid.TryParse(text, out var id) ? await parties.FindAsync(id) : await parties.FindByCodeAsync(text);

    private static Act ActOf(Visitor visitor, TimeProvider clock, string name) =>
        Act.Of(clock.GetUtcNow(), visitor.ToActor(), name);

    private static IResult Unknown(
        string field, string? value, Texts texts, string code = "body.subject-unknown", string argument = "subject")
    {
        var arguments = new Dictionary<string, string> { [argument] = value ?? "" };
        return Problem.Of(new(code, RefusalKind.NotValid, null, arguments) { Fields = [new(field, code, arguments)] }, texts);
    }

    private static MandateView View(MandateRow row) => new(
        row.Id, row.Principal, row.PrincipalName, row.Agent, row.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        row.From, row.Until, row.Basis, row.RevokedOn);
}

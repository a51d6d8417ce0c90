using Yitong.Acting;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Parties;

/// <summary>A mandate; no agent while it is only offered.</summary>
internal sealed record MandateView(
    Guid Id, Guid Principal, string PrincipalName, Guid? Agent, IReadOnlyList<string> Scope, DateOnly From, DateOnly? Until,
    MandateBasis Basis, DateOnly? RevokedOn, MandateState State);

/// <summary>Who may act for whom.</summary>
internal static class MandateApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/mandates", ListAsync).Produces<ListView<MandateView>>()
            .WithSummary("The mandates I hold today.");
        api.MapGet("/mandates/offers", OffersAsync).Produces<ListView<MandateView>>()
            .WithSummary("The mandates that wait for my answer.");
        api.MapPost("/mandates", async (Asked<GiveMandate> asked, Mandating mandating, Wording wording, Texts texts) =>
            (await asked.DoAsync(command => mandating.GiveAsync(command)))
                .Answer(texts, party => View(party, party.Mandates[^1], wording.Today), StatusCodes.Status201Created))
            .Produces<MandateView>(201).ProducesProblem(403).ProducesProblem(422)
            .WithSummary("Offers a mandate. It counts when the agent accepts it.");
        Answer(api, "revoke", id => new RevokeMandate(id), "Takes a mandate back, from today.");
        Answer(api, "accept", id => new AcceptMandate(id), "The agent accepts a mandate: it counts.");
        Answer(api, "decline", id => new DeclineMandate(id), "The agent declines a mandate, or gives it up, from today.");
    }

    private static void Answer(
        IEndpointRouteBuilder api, string word, Func<Guid, ICommand<Party, PartyEvent, NamedParties>> command, string summary) =>
        api.MapPost($"/mandates/{{principal:guid}}/{{id:guid}}/{word}", async (
            Guid principal, Guid id, Desk<Party, PartyEvent, NamedParties> desk, Caller caller, Texts texts) =>
            (await desk.DoAsync(principal, caller, command(id))).Answer(texts, _ => new { id }))
            .ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).WithSummary(summary);

    private static async Task<IResult> ListAsync(
        PartyRegister parties, Wording wording, Visitor visitor, string? after = null, int take = 50) => Listed(
            await parties.HeldByAsync(Guid.Parse(visitor.Id!), wording.Today, null, after, Math.Clamp(take, 1, 100)),
            MandateState.InForce);

    private static async Task<IResult> OffersAsync(
        PartyRegister parties, Wording wording, Visitor visitor, string? after = null, int take = 50) => Listed(
            await parties.OfferedToAsync(Guid.Parse(visitor.Id!), wording.Today, after, Math.Clamp(take, 1, 100)),
            MandateState.Offered);

    private static IResult Listed(Page<MandateRow> page, MandateState state) => Results.Json(
        new ListView<MandateView>([.. page.Items.Select(row => View(row, state))], page.Next), ApiJson.Options);

    private static MandateView View(Party party, Mandate mandate, DateOnly today) =>
        View(MandateRow.Of(party, mandate), mandate.StateOn(today));

    private static MandateView View(MandateRow row, MandateState state) => new(
        row.Id, row.Principal, row.PrincipalName, row.Agent == Guid.Empty ? null : row.Agent,
        row.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries), row.From, row.Until, row.Basis, row.RevokedOn, state);
}

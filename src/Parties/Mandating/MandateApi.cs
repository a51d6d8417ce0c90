using Yitong.Acting;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Parties;

/// <summary>A mandate.</summary>
internal sealed record MandateView(
    Guid Id, Guid Principal, string PrincipalName, Guid Agent, IReadOnlyList<string> Scope, DateOnly From, DateOnly? Until,
    MandateBasis Basis, DateOnly? RevokedOn);

/// <summary>Who may act for whom.</summary>
internal static class MandateApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/mandates", ListAsync).Produces<ListView<MandateView>>()
            .WithSummary("The mandates I hold today.");
        api.MapPost("/mandates", async (Asked<GiveMandate> asked, Mandating mandating, Texts texts) =>
            (await asked.DoAsync(command => mandating.GiveAsync(command)))
                .Answer(texts, party => View(MandateRow.Of(party, party.Mandates[^1])), StatusCodes.Status201Created))
            .Produces<MandateView>(201).ProducesProblem(403).ProducesProblem(422).WithSummary("Gives a mandate.");
        api.MapPost("/mandates/{principal:guid}/{id:guid}/revoke", async (
            Guid principal, Guid id, Desk<Party, PartyEvent, NamedParties> desk, Caller caller, Texts texts) =>
            (await desk.DoAsync(principal, caller, new RevokeMandate(id))).Answer(texts, _ => new { id }))
            .ProducesProblem(403).ProducesProblem(404).WithSummary("Takes a mandate back, from today.");
    }

    private static async Task<IResult> ListAsync(PartyRegister parties, Wording wording, Visitor visitor, int take = 50) =>
        Results.Json(
            new ListView<MandateView>(
                [
                    .. (await parties.HeldByAsync(Guid.Parse(visitor.Id!), wording.Today, Math.Clamp(take, 1, 100)))
                        .Select(View),
                ], null),
            ApiJson.Options);

    private static MandateView View(MandateRow row) => new(
        row.Id, row.Principal, row.PrincipalName, row.Agent, row.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        row.From, row.Until, row.Basis, row.RevokedOn);
}

using System.Globalization;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Parties;
using Yitong.Web.Shell;

namespace Yitong.Web.Portal.Mine;

/// <summary>Giving a mandate and taking it back (授权).</summary>
internal static class MandateRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/my/mandates", (Mandating mandating) => mandating.Show([], null)).For(Access.Resident).OwnedBy("portal");
        routes.MapPost("/my/mandates", async (Mandating mandating, HttpContext http) =>
            await mandating.Give(await SentForm.Read(http))).TakesForm().For(Access.Resident).OwnedBy("portal");
        routes.MapPost("/my/mandates/{id:guid}/revoke", async (Guid id, Mandating mandating, HttpContext http) =>
            await mandating.Revoke(id, await SentForm.Read(http))).TakesForm().For(Access.Resident).OwnedBy("portal");
    }
}

/// <summary>What the page of mandates needs. One per request.</summary>
internal sealed class Mandating(Visitor visitor, PartyRegister parties, Reading reading, Texts texts, TimeProvider clock)
{
    public async Task<IResult> Show(IReadOnlyList<Fault> faults, SentForm? typed, int status = 200)
    {
        var given = new List<(PartyChoice Principal, MandateRow Mandate, string Agent)>();
        var principals = await Principals();
        foreach (var principal in principals)
            foreach (var mandate in await parties.GivenByAsync(principal.Id))
                given.Add((principal, mandate, (await parties.FindAsync(mandate.Agent))?.Name ?? ""));
        return Screens.Show<MandatesPage>(new { Principals = principals, Given = given, Faults = faults, Typed = typed }, status);
    }

    public async Task<IResult> Give(SentForm form)
    {
        var principals = await Principals();
        if (!Guid.TryParse(form["principal"], out var principal) || principals.All(one => one.Id != principal))
            return await Refuse("principal", "mandate.choose-principal", form);
        if (await parties.FindByCodeAsync(form["agent"]) is not { Kind: PartyKind.Person } agent)
            return await Refuse("agent", "mandate.agent-unknown", form);
        if (form.Day("until") is not { } until)
            return await Refuse("until", "mandate.until-missing", form);
        var scope = form["scope"]?.Split([' ', ',', '\u3001', '\uff0c'], StringSplitOptions.RemoveEmptyEntries) ?? [];
        var done = await parties.GiveMandateAsync(
            principal, ActOf("give-mandate"), reading.Today, agent.Id, scope, reading.Today, until);
        return done.Refusal is { } refusal
            ? await Show(Fault.Of(refusal, texts), form, Fault.StatusOf(refusal)) : Screens.SeeOther("/my/mandates");
    }

    public async Task<IResult> Revoke(Guid id, SentForm form)
    {
        if (!Guid.TryParse(form["principal"], out var principal))
            return Results.NotFound();
        var done = await parties.RevokeMandateAsync(principal, ActOf("revoke-mandate"), id, reading.Today);
        return done.Refusal is { } refusal
            ? await Show(Fault.Of(refusal, texts), null, Fault.StatusOf(refusal)) : Screens.SeeOther("/my/mandates");
    }

    // Oneself, and the companies whose legal representative one is by registration.
    private async Task<IReadOnlyList<PartyChoice>> Principals()
    {
        var self = Guid.Parse(visitor.Id!, CultureInfo.InvariantCulture);
        var represented = (await parties.HeldByAsync(self, reading.Today))
            .Where(mandate => mandate.Basis == MandateBasis.LegalRepresentative)
            .Select(mandate => new PartyChoice(mandate.Principal, mandate.PrincipalName));
        return [new(self, visitor.Name), .. represented];
    }

    private Task<IResult> Refuse(string field, string key, SentForm form) =>
        Show([new Fault(field, texts[key])], form, StatusCodes.Status422UnprocessableEntity);

    private Act ActOf(string name) =>
        Act.Of(clock.GetUtcNow(), visitor.ToActor(), name);
}

/// <summary>A party to choose from.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
public sealed record PartyChoice(Guid Id, string Name);

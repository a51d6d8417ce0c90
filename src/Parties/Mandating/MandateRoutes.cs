using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Parties;

/// <summary>Giving a mandate and taking it back (授权).</summary>
internal static class MandateRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/my/mandates", (Mandating mandating) => mandating.Show([], null));
        routes.MapPost("/my/mandates", async (Mandating mandating, HttpContext http) =>
            await mandating.Give(await SentForm.Read(http))).TakesForm();
        routes.MapPost("/my/mandates/{id:guid}/revoke", async (Guid id, Mandating mandating, HttpContext http) =>
            await mandating.Revoke(id, await SentForm.Read(http))).TakesForm();
    }
}

/// <summary>What the page of mandates needs. One per request.</summary>
internal sealed class Mandating(MandateDesk desk, Visitor visitor, PartyRegister parties, Wording wording, Texts texts)
{
    public async Task<IResult> Show(IReadOnlyList<Fault> faults, SentForm? typed, int status = 200)
    {
        var given = new List<(PartyChoice Principal, MandateRow Mandate, string Agent)>();
        var principals = await Principals();
        foreach (var principal in principals)
            foreach (var mandate in await parties.GivenByAsync(principal.Id))
                given.Add((principal, mandate, (await parties.FindAsync(mandate.Agent))?.Name ?? ""));
        return Screens.Show(new MandatesPage { Principals = principals, Given = given, Faults = faults, Typed = typed }, status);
    }

    public async Task<IResult> Give(SentForm form)
    {
        if (form.Day("until") is not { } until)
            return await Show(
                [new Fault("until", texts["mandate.until-missing"])], form, StatusCodes.Status422UnprocessableEntity);
        var codes = form["scope"]?.Split([' ', ',', '\u3001', '\uff0c'], StringSplitOptions.RemoveEmptyEntries) ?? [];
        var areas = MandateAreas.All.Where(area => form.Has($"area-{area}"));
        var wish = new MandateWish(form["principal"], form["agent"], [.. codes, .. areas], null, until);
        return await After(await desk.GiveAsync(wish), form);
    }

    public async Task<IResult> Revoke(Guid id, SentForm form) => !Guid.TryParse(form["principal"], out var principal)
        ? Results.NotFound() : await After(await desk.RevokeAsync(principal, id), null);

    private async Task<IResult> After<T>(Kernel.Outcome<T> done, SentForm? form) => done.Refusal is { } refusal
        ? await Show(Fault.Of(refusal, texts), form, refusal.Status()) : Screens.SeeOther("/my/mandates");

    // Oneself, and the companies whose legal representative one is by registration.
    private async Task<IReadOnlyList<PartyChoice>> Principals()
    {
        var represented = (await parties.HeldByAsync(desk.Self, wording.Today))
            .Where(mandate => mandate.Basis == MandateBasis.LegalRepresentative)
            .Select(mandate => new PartyChoice(mandate.Principal, mandate.PrincipalName));
        return [new(desk.Self, visitor.Name), .. represented];
    }
}

/// <summary>A party to choose from.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
public sealed record PartyChoice(Guid Id, string Name);

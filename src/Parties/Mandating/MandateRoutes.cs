using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Parties;

/// <summary>Giving a mandate and taking it back (授权).</summary>
internal static class MandateRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/my/mandates", (MandatePages pages) => pages.Show(SentPart.Nothing));
        routes.MapPost("/my/mandates", (Asked<GiveMandate> asked, MandatePages pages) => pages.Give(asked)).TakesForm();
        routes.MapPost("/my/mandates/{principal:guid}/{id:guid}/revoke", (Guid principal, Guid id, MandatePages pages) =>
            pages.Revoke(principal, id)).TakesForm();
    }
}

/// <summary>Gives mandates for whom the command names, on pages and by program. One per request.</summary>
internal sealed class Mandating(
    Desk<Party, PartyEvent, NamedParties> desk, PartyRegister parties, Visitor visitor, Caller caller)
{
    /// <summary>Gives a mandate.</summary>
    /// <returns>The principal, whose last mandate it is; or why not.</returns>
    public async Task<Outcome<Party>> GiveAsync(GiveMandate command)
    {
        if (await parties.FindAsync(command.Principal ?? visitor.Id) is { } principal)
            return await desk.DoAsync(principal.Id, caller, command);
        // Whether a person is known is told to nobody who may not act for them.
        if (CitizenNumber.TryParse(command.Principal, out _)) return Party.NotYours;
        var unknown = GiveMandate.Unknown("principal", "mandate.principal-unknown", command.Principal);
        return new Refusal(unknown.Code, RefusalKind.NotValid, null, unknown.Arguments) { Fields = [unknown] };
    }
}

/// <summary>What the page of mandates needs. One per request.</summary>
internal sealed class MandatePages(
    Mandating mandating, Desk<Party, PartyEvent, NamedParties> desk, Visitor visitor, Caller caller, PartyRegister parties,
    Wording wording, Texts texts)
{
    private const int Most = 50;

    public async Task<IResult> Show(SentPart sent, int status = 200)
    {
        var principals = await PrincipalsAsync();
        var given = new List<GivenMandate>();
        foreach (var principal in principals)
        {
            var facts = await desk.FactsAsync(principal.Id, caller.By);
            foreach (var mandate in principal.Mandates.OrderByDescending(each => each.From).Take(Most))
                given.Add(new(
                    principal, MandateRow.Of(principal, mandate), (await parties.FindAsync(mandate.Agent))?.Name ?? "",
                    new RevokeMandate(mandate.Id).NotNow(principal, facts) is null));
        }
        return Screens.Show(new MandatesPage { Principals = principals, Given = given, Sent = sent }, status);
    }

    // A page asks for a last day: nobody should give away everything for ever by leaving a box empty.
    public async Task<IResult> Give(Asked<GiveMandate> asked)
    {
        var done = await asked.DoAsync(async command => command.Until is null
            ? new Refusal("mandate.until-missing", RefusalKind.NotValid) { Fields = [new("until", "mandate.until-missing")] }
            : await mandating.GiveAsync(command));
        return await After(done, faults => SentPart.Of(MandatesPage.Part, asked.Form, faults));
    }

    public async Task<IResult> Revoke(Guid principal, Guid id) =>
        await After(await desk.DoAsync(principal, caller, new RevokeMandate(id)), faults => new(null, null, faults));

    private async Task<IResult> After(Outcome<Party> done, Func<IReadOnlyList<Fault>, SentPart> sent) =>
        done.Refusal is { } refusal ? await Show(sent(Fault.Of(refusal, texts)), refusal.Status())
            : Screens.SeeOther("/my/mandates");

    // Oneself, and the companies whose legal representative one is by registration.
    private async Task<IReadOnlyList<Party>> PrincipalsAsync()
    {
        var self = Guid.Parse(visitor.Id!);
        var represented = await parties.RepresentedByAsync(self, wording.Today);
        var all = new List<Party>();
        foreach (var id in represented.Prepend(self))
            if (await desk.FindAsync(id) is { } party) all.Add(party);
        return all;
    }
}

/// <summary>A mandate as the page of its principal shows it.</summary>
/// <param name="Principal">Who gave it.</param>
/// <param name="Mandate">The mandate.</param>
/// <param name="Agent">The agent's name.</param>
/// <param name="MayRevoke">Whether it can be taken back here.</param>
public sealed record GivenMandate(Party Principal, MandateRow Mandate, string Agent, bool MayRevoke);

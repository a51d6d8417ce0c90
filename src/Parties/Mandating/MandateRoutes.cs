using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Parties;

/// <summary>Giving a mandate and taking it back (授权); accepting one, declining it and giving it up.</summary>
internal static class MandateRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/my/mandates", (string? after, string? offers, MandatePages pages) =>
            pages.Show(SentPart.Nothing, after, offers));
        routes.MapPost("/my/mandates", (Asked<GiveMandate> asked, MandatePages pages) => pages.Give(asked)).TakesForm();
        routes.MapPost("/my/mandates/{principal:guid}/{id:guid}/revoke", (Guid principal, Guid id, MandatePages pages) =>
            pages.Do(principal, new RevokeMandate(id))).TakesForm();
        routes.MapPost("/my/mandates/{principal:guid}/{id:guid}/accept", (Guid principal, Guid id, MandatePages pages) =>
            pages.Do(principal, new AcceptMandate(id))).TakesForm();
        routes.MapPost("/my/mandates/{principal:guid}/{id:guid}/decline", (Guid principal, Guid id, MandatePages pages) =>
            pages.Do(principal, new DeclineMandate(id))).TakesForm();
        routes.MapGet("/my/principals", (string? to, string? after, MandatePages pages) => pages.Principals(to, null, after));
        // Names stand in no address.
        routes.MapPost("/my/principals", async (HttpContext http, MandatePages pages) =>
        {
            var form = await SentForm.Read(http);
            return await pages.Principals(form["to"], form["name"], null);
        }).TakesForm();
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

/// <summary>What the pages of mandates need. One per request.</summary>
internal sealed class MandatePages(
    Mandating mandating, Desk<Party, PartyEvent, NamedParties> desk, Visitor visitor, Caller caller, PartyRegister parties,
    Wording wording, Texts texts)
{
    private const int PerPage = 50;

    private Guid Self => Guid.Parse(visitor.Id!);

    public async Task<IResult> Show(SentPart sent, string? after = null, string? offers = null, int status = 200)
    {
        var principals = new List<Party>();
        foreach (var id in (await parties.RepresentedAsync(Self, wording.Today)).Select(each => each.Id).Prepend(Self))
            if (await desk.FindAsync(id) is { } party) principals.Add(party);
        return Screens.Show(new MandatesPage
        {
            Principals = principals, Given = await GivenAsync(principals, after), Sent = sent,
            Offered = await parties.OfferedToAsync(Self, wording.Today, offers),
        }, status);
    }

    // A page asks for a last day: nobody should give away everything for ever by leaving a box empty.
    public async Task<IResult> Give(Asked<GiveMandate> asked)
    {
        var done = await asked.DoAsync(command => mandating.GiveAsync(command with { MustEnd = true }));
        return await After(done, faults => SentPart.Of(MandatesPage.Part, asked.Form, faults));
    }

    public async Task<IResult> Do(Guid principal, ICommand<Party, PartyEvent, NamedParties> command) =>
        await After(await desk.DoAsync(principal, caller, command), faults => new(null, null, faults));

    public async Task<IResult> Principals(string? to, string? name, string? after) => Screens.Show(new PrincipalsPage
    {
        To = IsOwn(to) ? to : null, Name = name, Held = await parties.HeldByAsync(Self, wording.Today, name, after, PerPage),
    });

    // A page of this site that asks for whom.
    private static bool IsOwn(string? path) =>
        path is not null && path.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '/' or '-')
        && (path.StartsWith("/my/", StringComparison.Ordinal)
            || path.EndsWith("/start", StringComparison.Ordinal) && path[0] == '/' && path[1] != '/');

    private async Task<IResult> After(Outcome<Party> done, Func<IReadOnlyList<Fault>, SentPart> sent) =>
        done.Refusal is { } refusal ? await Show(sent(Fault.Of(refusal, texts)), status: refusal.Status())
            : Screens.SeeOther("/my/mandates");

    // The newest first.
    private async Task<Page<GivenMandate>> GivenAsync(IReadOnlyList<Party> principals, string? after)
    {
        var all = principals.SelectMany(party => party.Mandates.Select(mandate => (Party: party, Mandate: mandate)))
            .OrderByDescending(each => each.Mandate.From).ThenByDescending(each => each.Mandate.Id);
        var behind = PlaceInList.Parse(after) is not { Day: var day, Id: var last } ? all : all.Where(each =>
            each.Mandate.From < day || each.Mandate.From == day && each.Mandate.Id.CompareTo(last) < 0);
        var given = new List<GivenMandate>();
        foreach (var (party, mandate) in behind.Take(PerPage + 1)) given.Add(await ViewOf(party, mandate));
        return Page.Of(given, PerPage, each => new PlaceInList(each.Mandate.From, each.Mandate.Id));
    }

    // Whoever has not accepted is told by their number alone, which the principal knows: not even that the city knows them.
    private async Task<GivenMandate> ViewOf(Party party, Mandate mandate)
    {
        var facts = await desk.FactsAsync(party.Id, caller.By);
        var agent = mandate.Agent == Guid.Empty ? Masking.Of(mandate.OfferedTo) : (await parties.FindAsync(mandate.Agent))?.Name;
        return new(party, MandateRow.Of(party, mandate), agent ?? "", mandate.StateOn(wording.Today),
            mandate.IsAlive(wording.Today) && new RevokeMandate(mandate.Id).NotNow(party, facts) is null);
    }
}

/// <summary>A mandate as the page of its principal shows it.</summary>
/// <param name="Principal">Who gave it.</param>
/// <param name="Mandate">The mandate.</param>
/// <param name="Agent">The agent's name; their masked number until they have accepted.</param>
/// <param name="State">How it stands.</param>
/// <param name="MayRevoke">Whether it can be taken back here.</param>
public sealed record GivenMandate(Party Principal, MandateRow Mandate, string Agent, MandateState State, bool MayRevoke);

using Microsoft.EntityFrameworkCore;
using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Parties;

/// <summary>
/// Looks up the parties and who may act for whom. Rows find and list; whether somebody may act is read from the principal's own
/// history, so that a row which nobody gave opens nothing. Thread-safe.
/// </summary>
public sealed class PartyRegister(Rows rows, Streams<Party, PartyEvent> parties)
{
    /// <summary>The party with a citizen number or credit code; null when the city knows none.</summary>
    public async Task<PartyRow?> FindByCodeAsync(string? text)
    {
        if (PartyCode.Parse(text, isKnown: true) is not { Text: var code }) return null;
        await using var db = rows.Open();
        return await db.Set<PartyRow>().SingleOrDefaultAsync(row => row.Code == code);
    }

    /// <summary>The party with a citizen number, a credit code or an id as text; null when the city knows none.</summary>
    public Task<PartyRow?> FindAsync(string? codeOrId) =>
        Guid.TryParse(codeOrId, out var id) ? FindAsync(id) : FindByCodeAsync(codeOrId);

    /// <summary>The party of an id; null when there is none.</summary>
    public async Task<PartyRow?> FindAsync(Guid id)
    {
        await using var db = rows.Open();
        return await db.Set<PartyRow>().SingleOrDefaultAsync(row => row.Id == id);
    }

    /// <summary>
    /// The party of an id by its own history, which is mostly in memory; null when there is none. For what is decided.
    /// </summary>
    public async ValueTask<Party?> LoadAsync(Guid id) => (await parties.LoadAsync(id)).State;

    /// <summary>A page of the mandates that an agent holds and that are valid today, by the principal's name.</summary>
    /// <param name="agent">Who may act.</param>
    /// <param name="today">The city's day.</param>
    /// <param name="name">Only those of principals whose name holds this, or whose code it is; null: all.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="take">How many.</param>
    public async Task<Page<MandateRow>> HeldByAsync(
        Guid agent, DateOnly today, string? name = null, string? after = null, int take = 50)
    {
        await using var db = rows.Open();
        var held = ValidOf(db, agent, today);
        if (name is { Length: > 0 })
            held = PartyCode.Parse(name) is { Text: var code }
                ? held.Where(row => db.Set<PartyRow>().Any(party => party.Id == row.Principal && party.Code == code))
                : held.Where(row => row.PrincipalName.Contains(name));
        if (PlaceInList.Parse(after) is { Id: var last, Text: var text })
            held = held.Where(row => string.Compare(row.PrincipalName, text) > 0
                || row.PrincipalName == text && row.Id.CompareTo(last) > 0);
        var found = await held.OrderBy(row => row.PrincipalName).ThenBy(row => row.Id).Take(take + 1).ToListAsync();
        return Page.Of(found, take, row => new PlaceInList(0, row.Id, row.PrincipalName));
    }

    /// <summary>A page of the mandates that wait for the answer of whoever has a citizen number, the oldest first.</summary>
    /// <param name="person">The person.</param>
    /// <param name="today">The city's day.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="take">How many.</param>
    public async Task<Page<MandateRow>> OfferedToAsync(Guid person, DateOnly today, string? after = null, int take = 50)
    {
        var (self, _) = await parties.LoadAsync(person);
        if (self is null) return new([], null);
        await using var db = rows.Open();
        var offered = db.Set<MandateRow>().Where(row => row.OfferedTo == self.Code && row.Agent == Guid.Empty
            && row.RevokedOn == null && row.DeclinedOn == null && (row.Until == null || today <= row.Until));
        if (PlaceInList.Parse(after) is { Id: var last }) offered = offered.Where(row => row.Id.CompareTo(last) > 0);
        var found = await offered.OrderBy(row => row.Id).Take(take + 1).ToListAsync();
        return Page.Of(found, take, row => new PlaceInList(0, row.Id));
    }

    /// <summary>
    /// A page of the parties for which an agent acts today by mandates that cover everything or a code, by name and each once.
    /// </summary>
    /// <param name="agent">Who may act.</param>
    /// <param name="code">A matter, a journey, or an area.</param>
    /// <param name="today">The city's day.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="take">How many.</param>
    /// <param name="basis">Only by mandates that rest on this; null: on anything.</param>
    /// <param name="isPerson">Only people, or only others; null: all.</param>
    public async Task<Page<PartyRow>> PrincipalsAsync(
        Guid agent, string code, DateOnly today, string? after = null, int take = 20, MandateBasis? basis = null,
        bool? isPerson = null)
    {
        await using var db = rows.Open();
        var held = HeldIn(db, agent, code, today);
        if (basis is not null) held = held.Where(row => row.Basis == basis);
        var found = db.Set<PartyRow>().Where(party => held.Any(mandate => mandate.Principal == party.Id));
        if (isPerson is { } people) found = found.Where(party => party.Kind == PartyKind.Person == people);
        if (PlaceInList.Parse(after) is { Id: var last, Text: var text })
            found = found.Where(party => string.Compare(party.Name, text) > 0
                || party.Name == text && party.Id.CompareTo(last) > 0);
        var page = await found.OrderBy(party => party.Name).ThenBy(party => party.Id).Take(take + 1).ToListAsync();
        return Page.Of(page, take, party => new PlaceInList(0, party.Id, party.Name));
    }

    /// <summary>All parties whose legal representative somebody is by registration today; for most people none or one.</summary>
    public async Task<IReadOnlyList<PartyRow>> RepresentedAsync(Guid person, DateOnly today)
    {
        var (all, page) = (new List<PartyRow>(), (string?)null);
        do
        {
            var next = await PrincipalsAsync(
                person, MandateAreas.Records, today, page, 100, MandateBasis.LegalRepresentative);
            foreach (var party in next.Items)
                if (await IsRepresentedByAsync(party.Id, person, today)) all.Add(party);
            page = next.Next;
        }
        while (page is not null);
        return all;
    }

    private async Task<bool> IsRepresentedByAsync(Guid principal, Guid person, DateOnly today) =>
        (await parties.LoadAsync(principal)).State is { } party && party.Mandates.Any(mandate =>
            mandate.Agent == person && mandate.Basis == MandateBasis.LegalRepresentative && mandate.IsValid(today));

    /// <summary>Whether somebody is the party, or holds a mandate that covers the matter or journey today.</summary>
    public async Task<bool> ActsForAsync(Guid agent, Guid principal, string code, DateOnly today) =>
        agent == principal || (await parties.LoadAsync(principal)).State is { } party
            && party.Mandates.Any(mandate => mandate.Agent == agent && mandate.Covers(code, today));

    /// <summary>
    /// For which of the parties somebody acts today, and for which codes: themself for all, others by mandate.
    /// </summary>
    public async Task<IReadOnlyDictionary<Guid, Func<string, bool>>> ActingForAsync(
        Guid agent, IReadOnlyList<Guid> principals, DateOnly today)
    {
        var acting = new Dictionary<Guid, Func<string, bool>>();
        foreach (var principal in principals)
            if (principal == agent) acting[agent] = _ => true;
            else if ((await parties.LoadAsync(principal)).State is { } party
                && party.Mandates.Where(mandate => mandate.Agent == agent && mandate.IsValid(today)).ToList() is [_, ..] held)
                acting[principal] = code => held.Any(mandate => mandate.Covers(code, today));
        return acting;
    }

    /// <summary>The mandates of an agent that are valid today and cover everything or a code, as a query.</summary>
    public static IQueryable<MandateRow> HeldIn(YitongDb db, Guid agent, string code, DateOnly today) =>
        ValidOf(db, agent, today).Where(row => row.Scope == "" || (" " + row.Scope + " ").Contains(" " + code + " "));

    private static IQueryable<MandateRow> ValidOf(YitongDb db, Guid agent, DateOnly today) => db.Set<MandateRow>()
        .Where(row => row.Agent == agent && row.From <= today && (row.Until == null || today <= row.Until)
            && (row.RevokedOn == null || today < row.RevokedOn) && row.DeclinedOn == null);
}

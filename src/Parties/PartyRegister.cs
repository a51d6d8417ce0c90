using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Parties;

/// <summary>The parties and who may act for whom. Thread-safe.</summary>
public sealed class PartyRegister(Journal journal, Rows rows)
{
    private readonly Streams<Party, PartyEvent> streams = new(journal, PartyHistory.Kind);

    /// <summary>Makes a party known. Its code must have valid check digits and be new.</summary>
    /// <returns>The party, or <c>party.code-not-valid</c>, <c>party.name-missing</c>, <c>party.already-known</c>.</returns>
    public async Task<Outcome<Party>> RegisterAsync(Guid id, Act act, PartyRegistered party)
    {
        if (!IsValid(party)) return new Refusal("party.code-not-valid", RefusalKind.NotValid).With("code", party.Code);
        if (string.IsNullOrWhiteSpace(party.Name)) return new Refusal("party.name-missing", RefusalKind.NotValid);
        try
        {
            var done = await streams.ActAsync(id, act, 0, null, _ => new PartyEvent[] { party });
            return done.Then<Party>(granted => granted.State);
        }
        catch (RowsRefusedException)
        {
            // The unique index on the code is the judge, whichever node was faster.
            if (await FindByCodeAsync(party.Code) is null) throw;
            return new Refusal("party.already-known").With("code", party.Code);
        }
    }

    /// <summary>Gives a mandate. Only the principal itself, or a legal representative for its company, may.</summary>
    /// <returns>The mandate's id, or a refusal with the field at fault.</returns>
    public async Task<Outcome<Guid>> GiveMandateAsync(
        Guid principal, Act act, DateOnly today, Guid agent, IReadOnlyList<string> scope, DateOnly from, DateOnly? until,
        MandateBasis basis = MandateBasis.Given)
    {
        var id = Guid.CreateVersion7(act.At);
        var done = await streams.ActAsync(principal, act, null, null, state =>
            state is null ? new Refusal("party.not-found", RefusalKind.NotFound)
            : !MayManage(state, act.By, today) ? new Refusal("mandate.not-yours", RefusalKind.NotAllowed)
            : agent == principal ? Fault("agent", "mandate.to-self")
            : until < from ? Fault("until", "mandate.ends-before-it-starts")
            : until < today ? Fault("until", "mandate.already-over")
            : new PartyEvent[] { new MandateGiven(id, agent, [.. scope], from, until, basis) });
        return done.Then<Guid>(_ => id);
    }

    /// <summary>Takes a mandate back, from today.</summary>
    public async Task<Outcome<Guid>> RevokeMandateAsync(Guid principal, Act act, Guid mandate, DateOnly today)
    {
        var done = await streams.ActAsync(principal, act, null, null, state =>
            state is null ? new Refusal("party.not-found", RefusalKind.NotFound)
            : !MayManage(state, act.By, today) ? new Refusal("mandate.not-yours", RefusalKind.NotAllowed)
            : state.Mandates.FirstOrDefault(each => each.Id == mandate) is not { } found
                ? new Refusal("mandate.not-found", RefusalKind.NotFound)
            : found.Basis == MandateBasis.LegalRepresentative ? new Refusal("mandate.by-registration")
            : found.RevokedOn is not null ? Array.Empty<PartyEvent>()
            : new PartyEvent[] { new MandateRevoked(mandate, today) });
        return done.Then<Guid>(_ => mandate);
    }

    /// <summary>The party with a citizen number or credit code; null when the city knows none.</summary>
    public async Task<PartyRow?> FindByCodeAsync(string? text)
    {
        var code = UnifiedCreditCode.TryParse(text, out var credit) ? credit.Text
            : CitizenNumber.TryParse(text, out var citizen) ? citizen.Text
            : null;
        if (code is null) return null;
        await using var db = rows.Open();
        return await db.Set<PartyRow>().SingleOrDefaultAsync(row => row.Code == code);
    }

    /// <summary>The party of an id; null when there is none.</summary>
    public async Task<PartyRow?> FindAsync(Guid id)
    {
        await using var db = rows.Open();
        return await db.Set<PartyRow>().SingleOrDefaultAsync(row => row.Id == id);
    }

    /// <summary>The mandates that an agent holds and that are valid today, by the principal's name.</summary>
    public async Task<IReadOnlyList<MandateRow>> HeldByAsync(Guid agent, DateOnly today, int take = 50)
    {
        await using var db = rows.Open();
        return await db.Set<MandateRow>()
            .Where(row => row.Agent == agent && row.From <= today && (row.Until == null || today <= row.Until)
                && (row.RevokedOn == null || today < row.RevokedOn))
            .OrderBy(row => row.PrincipalName).Take(take).ToListAsync();
    }

    /// <summary>The mandates that a principal gave, the latest first.</summary>
    public async Task<IReadOnlyList<MandateRow>> GivenByAsync(Guid principal, int take = 50)
    {
        await using var db = rows.Open();
        return await db.Set<MandateRow>().Where(row => row.Principal == principal)
            .OrderByDescending(row => row.From).Take(take).ToListAsync();
    }

    /// <summary>Whether somebody is the party, or holds a mandate that covers the matter or journey today.</summary>
    public async Task<bool> ActsForAsync(Guid agent, Guid principal, string code, DateOnly today)
    {
        if (agent == principal) return true;
        await using var db = rows.Open();
        var mandates = await db.Set<MandateRow>()
            .Where(row => row.Principal == principal && row.Agent == agent).ToListAsync();
        return mandates.Any(mandate => mandate.IsValid(today) && mandate.Covers(code));
    }

    /// <summary>
    /// For which of the parties somebody acts today, and for which codes: themself for all, others by mandate.
    /// </summary>
    public async Task<IReadOnlyDictionary<Guid, Func<string, bool>>> ActingForAsync(
        Guid agent, IReadOnlyList<Guid> principals, DateOnly today)
    {
        await using var db = rows.Open();
        var others = principals.Where(principal => principal != agent).ToList();
        var mandates = others.Count == 0 ? [] : await db.Set<MandateRow>()
            .Where(row => row.Agent == agent && others.Contains(row.Principal)).ToListAsync();
        var acting = mandates.Where(mandate => mandate.IsValid(today))
            .GroupBy(mandate => mandate.Principal)
            .ToDictionary(same => same.Key, same => (Func<string, bool>)(code => same.Any(mandate => mandate.Covers(code))));
        if (principals.Contains(agent)) acting[agent] = _ => true;
        return acting;
    }

    private static bool MayManage(Party principal, Actor by, DateOnly today) =>
        by.Role == ActorRole.Engine
        || by.Role == ActorRole.Resident && Guid.TryParse(by.Id, out var person)
            && (person == principal.Id || principal.Mandates.Any(mandate =>
                mandate.Agent == person && mandate.Basis == MandateBasis.LegalRepresentative && mandate.IsValid(today)));

    private static bool IsValid(PartyRegistered party) => party.Kind == PartyKind.Person
        ? CitizenNumber.TryParse(party.Code, out _)
        : UnifiedCreditCode.TryParse(party.Code, out _);

    private static Refusal Fault(string field, string code) =>
        new(code, RefusalKind.NotValid) { Fields = [new(field, code)] };
}

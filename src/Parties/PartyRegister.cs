using Microsoft.EntityFrameworkCore;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Parties;

/// <summary>Looks up the parties and who may act for whom. Thread-safe.</summary>
public sealed class PartyRegister(Rows rows)
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

    /// <summary>The mandates that an agent holds and that are valid today, by the principal's name.</summary>
    public async Task<IReadOnlyList<MandateRow>> HeldByAsync(Guid agent, DateOnly today, int take = 50)
    {
        await using var db = rows.Open();
        return await db.Set<MandateRow>()
            .Where(row => row.Agent == agent && row.From <= today && (row.Until == null || today <= row.Until)
                && (row.RevokedOn == null || today < row.RevokedOn))
            .OrderBy(row => row.PrincipalName).Take(take).ToListAsync();
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
}

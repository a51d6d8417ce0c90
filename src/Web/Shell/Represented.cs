using Yitong.Kernel;
using Yitong.Parties;

namespace Yitong.Web.Shell;

/// <summary>For whom the visitor may ask: themself, and those who gave them a mandate. One per request.</summary>
internal sealed class Represented(Visitor visitor, PartyRegister parties, Reading reading)
{
    /// <summary>
    /// The parties, the visitor first: those whose mandate covers everything or what goes under a name. Nobody unless a resident
    /// is signed in.
    /// </summary>
    /// <param name="scope">The name, such as <c>benefits</c>.</param>
    public async Task<IReadOnlyList<PartyRow>> AllAsync(string scope)
    {
        if (visitor.Role != ActorRole.Resident || !Guid.TryParse(visitor.Id, out var self)) return [];
        var all = new List<PartyRow>();
        if (await parties.FindAsync(self) is { } own) all.Add(own);
        foreach (var mandate in await parties.HeldByAsync(self, reading.Today))
            if (mandate.Covers(scope) && await parties.FindAsync(mandate.Principal) is { } principal) all.Add(principal);
        return all;
    }

    /// <summary>The one of a code or id; the first when none is named; null when it is not among them.</summary>
    public static PartyRow? Choose(IEnumerable<PartyRow> all, string? codeOrId) => all.FirstOrDefault(
        party => codeOrId is null || party.Code == codeOrId || party.Id.ToString() == codeOrId);
}

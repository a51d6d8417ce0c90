using Yitong.Kernel;
using Yitong.Shell;

namespace Yitong.Parties;

/// <summary>
/// What a mandate's scope may name beside matters and journeys: what an agent may look after for the principal.
/// </summary>
public static class MandateAreas
{
    /// <summary>Benefits, and the messages about them.</summary>
    public const string Benefits = "benefits";

    /// <summary>Certificates.</summary>
    public const string Certificates = "certificates";

    /// <summary>Records of the theme library.</summary>
    public const string Records = "records";

    /// <summary>All of them, in the order in which people are asked.</summary>
    public static readonly IReadOnlyList<string> All = [Benefits, Certificates, Records];
}

/// <summary>For whom the visitor may ask: themself, and those who gave them a mandate. One per request.</summary>
public sealed class Represented(Visitor visitor, PartyRegister parties, Wording wording)
{
    /// <summary>
    /// The parties, the visitor first: those whose mandate covers everything or an area. Nobody unless a resident is signed in.
    /// </summary>
    /// <param name="area">One of <see cref="MandateAreas"/>.</param>
    public async Task<IReadOnlyList<PartyRow>> AllAsync(string area)
    {
        if (visitor.Role != ActorRole.Resident || !Guid.TryParse(visitor.Id, out var self)) return [];
        var all = new List<PartyRow>();
        if (await parties.FindAsync(self) is { } own) all.Add(own);
        foreach (var mandate in await parties.HeldByAsync(self, wording.Today))
            if (mandate.Covers(area) && await parties.FindAsync(mandate.Principal) is { } principal) all.Add(principal);
        return all;
    }

    /// <summary>
    /// The one of a code or id, asked for by its key, however many there are; the visitor when none is named; null when it is
    /// none of them.
    /// </summary>
    /// <param name="area">One of <see cref="MandateAreas"/>.</param>
    /// <param name="codeOrId">Citizen number, credit code or id.</param>
    public async Task<PartyRow?> FindAsync(string area, string? codeOrId)
    {
        if (visitor.Role != ActorRole.Resident || !Guid.TryParse(visitor.Id, out var self)) return null;
        return await parties.FindAsync(codeOrId ?? visitor.Id) is { } party
            && await parties.ActsForAsync(self, party.Id, area, wording.Today) ? party : null;
    }
}

using Yitong.Acting;
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
    private const int Few = 8;

    private Guid? Self =>
        visitor.Role == ActorRole.Resident && Guid.TryParse(visitor.Id, out var self) ? self : null;

    /// <summary>
    /// The party of a code or id that the visitor may ask for: themself when none is named, or one whose mandate covers
    /// everything or an area; null otherwise.
    /// </summary>
    /// <param name="area">One of <see cref="MandateAreas"/>.</param>
    /// <param name="codeOrId">Citizen number, credit code or party id.</param>
    public async Task<PartyRow?> FindAsync(string area, string? codeOrId)
    {
        if (Self is not { } self) return null;
        var party = codeOrId is null ? await parties.FindAsync(self) : await parties.FindAsync(codeOrId);
        return party is not null && await parties.ActsForAsync(self, party.Id, area, wording.Today) ? party : null;
    }

    /// <summary>The first of the others who is a person, or who is none; null when there is none.</summary>
    public async Task<PartyRow?> FirstAsync(string area, bool isPerson) => Self is { } self
        && (await parties.PrincipalsAsync(self, area, wording.Today, take: 1, isPerson: isPerson)).Items is [var first]
            ? first : null;

    /// <summary>
    /// Whom the visitor may turn to on a page: themself, the one before them, and the first few of the others.
    /// </summary>
    /// <param name="area">One of <see cref="MandateAreas"/>.</param>
    /// <param name="chosen">The one before them.</param>
    public async Task<SomeParties> SomeAsync(string area, PartyRow chosen)
    {
        if (Self is not { } self) return new([], false);
        var others = await parties.PrincipalsAsync(self, area, wording.Today, take: Few);
        var all = new List<PartyRow>();
        if (await parties.FindAsync(self) is { } own) all.Add(own);
        all.AddRange(others.Items);
        if (all.TrueForAll(party => party.Id != chosen.Id)) all.Add(chosen);
        return new(all, others.Next is not null);
    }
}

/// <summary>For whom a page may be asked.</summary>
/// <param name="All">The visitor first, and few others.</param>
/// <param name="HasMore">Whether there are others yet.</param>
public sealed record SomeParties(IReadOnlyList<PartyRow> All, bool HasMore);

using System.Globalization;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Shell;

namespace Yitong.Parties;

/// <summary>A mandate to give.</summary>
/// <param name="Principal">Whose affairs: credit code or party id; oneself when missing.</param>
/// <param name="Agent">Who may act, a person: citizen number or party id.</param>
/// <param name="Scope">
/// Codes of matters and journeys, and the areas benefits, certificates and records; empty for everything.
/// </param>
/// <param name="From">First day; today when missing.</param>
/// <param name="Until">Last day; no end when missing.</param>
internal sealed record MandateWish(string? Principal, string? Agent, List<string>? Scope, DateOnly? From, DateOnly? Until);

/// <summary>Mandates as a visitor gives and takes them back, on pages and by program. One per request.</summary>
internal sealed class MandateDesk(
    Visitor visitor, PartyRegister parties, CityCatalogue city, Wording wording, TimeProvider clock)
{
    /// <summary>The visitor's own id.</summary>
    public Guid Self { get; } = Guid.Parse(visitor.Id!, CultureInfo.InvariantCulture);

    /// <summary>Gives a mandate.</summary>
    /// <returns>
    /// The mandate; or <c>mandate.principal-unknown</c>, <c>mandate.agent-unknown</c>, <c>mandate.scope-unknown</c> with their
    /// fields, or a refusal of <see cref="PartyRegister.GiveMandateAsync"/>.
    /// </returns>
    public async Task<Outcome<MandateRow>> GiveAsync(MandateWish wish)
    {
        if (await FindAsync(wish.Principal ?? visitor.Id) is not { } principal)
            return Unknown("principal", "mandate.principal-unknown", wish.Principal);
        if (await FindAsync(wish.Agent) is not { Kind: PartyKind.Person } agent)
            return Unknown("agent", "mandate.agent-unknown", wish.Agent);
        var scope = new List<string>();
        foreach (var word in wish.Scope ?? [])
        {
            if (Covered(word) is not { } covered) return Unknown("scope", "mandate.scope-unknown", word);
            if (!scope.Contains(covered)) scope.Add(covered);
        }
        var given = await parties.GiveMandateAsync(
            principal.Id, ActOf("give-mandate"), wording.Today, agent.Id, scope, wish.From ?? wording.Today, wish.Until);
        return given.Refusal is { } refusal ? refusal
            : (await parties.GivenByAsync(principal.Id)).First(row => row.Id == given.Value);
    }

    /// <summary>Takes a mandate back, from today.</summary>
    public Task<Outcome<Guid>> RevokeAsync(Guid principal, Guid id) =>
        parties.RevokeMandateAsync(principal, ActOf("revoke-mandate"), id, wording.Today);

    // Codes are written in capitals and areas without; people write as they like.
    private string? Covered(string word) =>
        MandateAreas.All.FirstOrDefault(area => area.Equals(word, StringComparison.OrdinalIgnoreCase))
        ?? city.Matter(word.ToUpperInvariant())?.Code ?? city.Journey(word.ToUpperInvariant())?.Code;

    private async Task<PartyRow?> FindAsync(string? text) =>
        Guid.TryParse(text, out var id) ? await parties.FindAsync(id) : await parties.FindByCodeAsync(text);

    private Act ActOf(string name) => Act.Of(clock.GetUtcNow(), visitor.ToActor(), name);

    private static Refusal Unknown(string field, string code, string? value)
    {
        var said = new Dictionary<string, string> { ["value"] = value ?? "" };
        return new(code, RefusalKind.NotValid, null, said) { Fields = [new(field, code, said)] };
    }
}

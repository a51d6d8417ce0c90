using System.Collections.Immutable;
using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Parties;

/// <summary>
/// A principal lets somebody act (授权): itself, or its legal representative for it. It counts when the agent accepts.
/// </summary>
/// <param name="Principal">Whose affairs: credit code or party id; oneself when missing.</param>
/// <param name="Agent">Who may act, a person: citizen number or party id.</param>
/// <param name="Scope">
/// Codes of matters and journeys, and the areas benefits, certificates and records; empty for everything.
/// </param>
/// <param name="From">First day; today when missing.</param>
/// <param name="Until">Last day; no end when missing.</param>
/// <param name="Basis">What it rests on; only the engine enters what registration says.</param>
/// <param name="MustEnd">Whether a last day is missed where there is none: a page asks for one.</param>
[Act("give-mandate", Unclear = null)]
public sealed record GiveMandate(
    [Ask(IsOptional = true, Most = 40, Unreadable = "mandate.principal-unknown")] string? Principal,
    [Ask(Most = 40, Missing = "mandate.agent-unknown", Unreadable = "mandate.agent-unknown")] string? Agent,
    [Ask(IsOptional = true)] IReadOnlyList<string>? Scope,
    [Ask(IsOptional = true)] DateOnly? From,
    [Ask(IsOptional = true)] DateOnly? Until,
    MandateBasis Basis = MandateBasis.Given,
    bool MustEnd = false) : ICommand<Party, PartyEvent, NamedParties>
{
    private const int MostOffers = 20;
    private const int MostAlive = 500;
    private static readonly char[] Separators = [' ', ',', '\u3001', '\uff0c'];

    /// <inheritdoc/>
    public Refusal? NotNow(Party now, NamedParties facts) => now.NotManagedBy(facts.By, facts.Today) is { } no ? no
        : facts.By.Role == ActorRole.Engine ? null
        : now.Mandates.Count(each => each.StateOn(facts.Today) == MandateState.Offered) >= MostOffers
            ? new Refusal("mandate.too-many-offers").With("most", $"{MostOffers}")
        : now.Mandates.Count(each => each.IsAlive(facts.Today)) >= MostAlive
            ? new Refusal("mandate.too-many").With("most", $"{MostAlive}")
        : null;

    /// <inheritdoc/>
    public IEnumerable<FieldFault> Faults(Party now, NamedParties facts)
    {
        if (To(facts) is not { } to) yield return Unknown("agent", "mandate.agent-unknown", Agent);
        else if (to == now.Code) yield return new("agent", "mandate.to-self");
        else if (Same(now, to, facts)) yield return new("agent", "mandate.given-already");
        if (Words.FirstOrDefault(word => Covered(word, facts.Catalogue) is null) is { } unknown)
            yield return Unknown("scope", "mandate.scope-unknown", unknown);
        // A place that was left empty is no wish for everything.
        else if (Scope?.Any(words => string.IsNullOrWhiteSpace(words?.Trim(Separators))) == true)
            yield return Unknown("scope", "mandate.scope-unknown", "");
        if (MustEnd && Until is null) yield return new("until", "mandate.until-missing");
        else if (Until < (From ?? facts.Today)) yield return new("until", "mandate.ends-before-it-starts");
        else if (Until < facts.Today) yield return new("until", "mandate.already-over");
    }

    // One act gives one mandate, which is called as the act is. What the engine enters counts at once; all else waits for the
    // agent's word.
    /// <inheritdoc/>
    public Outcome<IReadOnlyList<PartyEvent>> Decide(Party now, NamedParties facts) => new PartyEvent[]
    {
        facts.By.Role == ActorRole.Engine
            ? new MandateGiven(facts.Act.Id, facts.Agent!.Id, ScopeOf(facts), From ?? facts.Today, Until, Basis)
            : new MandateOffered(facts.Act.Id, To(facts)!, ScopeOf(facts), From ?? facts.Today, Until),
    };

    // The number of whom a mandate is for. Whether the city knows somebody of a number makes no difference: else anybody could
    // learn it here. What the engine enters is of parties that the city knows.
    private string? To(NamedParties facts) => facts.By.Role != ActorRole.Engine && CitizenNumber.TryParse(Agent, out var number)
        ? number.Text : facts.Agent is { Kind: PartyKind.Person, Code: var code } ? code : null;

    // The same for the same days is one mandate, whoever asks twice.
    private bool Same(Party now, string to, NamedParties facts)
    {
        var (scope, from) = (ScopeOf(facts), From ?? facts.Today);
        return now.Mandates.Any(each => each.IsAlive(facts.Today) && each.Basis == Basis
            && (each.OfferedTo == to || each.OfferedTo is null && each.Agent == facts.Agent?.Id)
            && each.Scope.ToHashSet().SetEquals(scope) && each.From <= (Until ?? DateOnly.MaxValue)
            && from <= (each.Until ?? DateOnly.MaxValue));
    }

    private ImmutableArray<string> ScopeOf(NamedParties facts) =>
        [.. Words.Select(word => Covered(word, facts.Catalogue)).OfType<string>().Distinct()];

    /// <summary>The fault of a party or a word that the city does not know.</summary>
    internal static FieldFault Unknown(string field, string code, string? value) =>
        new(field, code, new Dictionary<string, string> { ["value"] = value ?? "" });

    private IEnumerable<string> Words =>
        (Scope ?? []).SelectMany(words => (words ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries));

    // Codes are written in capitals and areas without; people write as they like.
    private static string? Covered(string word, CityCatalogue city) =>
        MandateAreas.All.FirstOrDefault(area => area.Equals(word, StringComparison.OrdinalIgnoreCase))
        ?? city.Matter(word.ToUpperInvariant())?.Code ?? city.Journey(word.ToUpperInvariant())?.Code;
}

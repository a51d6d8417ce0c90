using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Parties;

/// <summary>
/// A principal lets somebody act (授权): itself, or its legal representative for it.
/// </summary>
/// <param name="Principal">Whose affairs: credit code or party id; oneself when missing.</param>
/// <param name="Agent">Who may act, a person: citizen number or party id.</param>
/// <param name="Scope">
/// Codes of matters and journeys, and the areas benefits, certificates and records; empty for everything.
/// </param>
/// <param name="From">First day; today when missing.</param>
/// <param name="Until">Last day; no end when missing.</param>
/// <param name="Basis">What it rests on; only the engine enters what registration says.</param>
[Act("give-mandate", Unclear = null)]
public sealed record GiveMandate(
    [Ask(IsOptional = true, Most = 40, Unreadable = "mandate.principal-unknown")] string? Principal,
    [Ask(Most = 40, Missing = "mandate.agent-unknown", Unreadable = "mandate.agent-unknown")] string? Agent,
    [Ask(IsOptional = true)] IReadOnlyList<string>? Scope,
    [Ask(IsOptional = true)] DateOnly? From,
    [Ask(IsOptional = true)] DateOnly? Until,
    MandateBasis Basis = MandateBasis.Given) : ICommand<Party, PartyEvent, NamedParties>
{
    private static readonly char[] Separators = [' ', ',', '\u3001', '\uff0c'];

    /// <inheritdoc/>
    public Refusal? NotNow(Party now, NamedParties facts) => now.NotManagedBy(facts.By, facts.Today);

    /// <inheritdoc/>
    public IEnumerable<FieldFault> Faults(Party now, NamedParties facts)
    {
        if (facts.Agent is not { Kind: PartyKind.Person } agent) yield return Unknown("agent", "mandate.agent-unknown", Agent);
        else if (agent.Id == now.Id) yield return new("agent", "mandate.to-self");
        if (Words.FirstOrDefault(word => Covered(word, facts.Catalogue) is null) is { } unknown)
            yield return Unknown("scope", "mandate.scope-unknown", unknown);
        if (Until < (From ?? facts.Today)) yield return new("until", "mandate.ends-before-it-starts");
        else if (Until < facts.Today) yield return new("until", "mandate.already-over");
    }

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<PartyEvent>> Decide(Party now, NamedParties facts) => new PartyEvent[]
    {
        // One act gives one mandate, which is called as the act is.
        new MandateGiven(
            facts.Act.Id, facts.Agent!.Id, [.. Words.Select(word => Covered(word, facts.Catalogue)!).Distinct()],
            From ?? facts.Today, Until, Basis),
    };

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

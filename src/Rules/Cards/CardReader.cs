using System.Security.Cryptography;
using System.Text;
using Yitong.Rules.Cards;
using Yitong.Rules.Language;

namespace Yitong.Rules;

/// <summary>Reads rule cards. Reading goes on after a fault, so that all are told at once.</summary>
public static class CardReader
{
    private static readonly string[] Keys =
        ["policy", "rule", "title", "for", "in_force", "clause", "parameters", "conditions", "amount", "figures", "assume",
            "tests"];

    private static readonly Dictionary<string, SubjectKind> Subjects =
        new() { ["company"] = SubjectKind.Company, ["person"] = SubjectKind.Person };

    /// <summary>Reads one card.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="file">Name of the file, for faults.</param>
    /// <param name="facts">The facts and lists that it may speak of.</param>
    /// <param name="hostKeys">The root keys that belong to the host and are handed back unread.</param>
    /// <returns>The card; or all faults, each with line and column. Never an exception, whatever the text is.</returns>
    public static CardReading Read(string text, string file, FactBook facts, CardKeys hostKeys)
    {
        var faults = new FaultList(file);
        var reading = new NodeParser(faults);
        if (CardYaml.Read(text, faults) is not { } root || reading.Map(root) is not { } map) return new(null, faults.All);
        reading.Close(map, [.. Keys, .. hostKeys.Names]);
        var card = Card(map, reading, facts, hostKeys, file, EditionOf(text));
        return faults.Count > 0 ? new(null, faults.All) : new(card, []);
    }

    private static RuleCard? Card(
        CardMap map, NodeParser reading, FactBook facts, CardKeys hostKeys, string file, string edition)
    {
        var subject = reading.Required(map, "for") is { } whom ? reading.Choice(whom, Subjects) : null;
        var (from, until) = InForce(map, reading);
        var title = reading.Required(map, "title")?.Text.Trim();
        var clause = reading.Required(map, "clause")?.Text.Trim();
        var id = Id(map, reading);
        if (subject is not { } known) return null;
        var scope = new Scope(facts, known, reading.Faults);
        var parameters = ParameterParser.Read(map, reading, scope);
        var conditions = ConditionParser.Read(map, reading, scope, clause ?? "", out var written);
        var amount = AmountParser.Read(map, reading, scope, out var formula);
        if (map.Find("amount") is not null && formula is not null) written["amount"] = formula;
        var isSound = id is not null && title is not null && clause is not null && from is not null && reading.Faults.Count == 0;
        var (sourced, illustrative) = FigureParser.Read(map, reading, parameters, written);
        if (!isSound) return null;
        var card = new RuleCard
        {
            Id = id!, IsPolicy = map.Find("policy") is not null, Title = title!, For = known, From = from!.Value, Until = until,
            Clause = clause!, Edition = edition, File = file, Facts = facts, Parameters = parameters, Conditions = conditions,
            Amount = amount, Sourced = sourced, Illustrative = illustrative, Tests = [],
            Host = hostKeys.Names.Select(map.Find).OfType<CardEntry>().ToDictionary(entry => entry.Key, StringComparer.Ordinal),
        };
        CheckTurns(card, reading.Faults);
        return card with { Tests = CardTestParser.Read(map, reading, card) };
    }

    /// <summary>Binds the card to each day on which it changes, so that a gap or a number too large is told now.</summary>
    private static void CheckTurns(RuleCard card, FaultList faults)
    {
        const int most = 100;
        var turns = card.Turns;
        if (turns.Count > most) faults.Add(new(1, 1), "rule.too-long", ("most", most));
        foreach (var day in turns.Take(most))
            // Whether the work calendar reaches is known only where there is one.
            foreach (var fault in Binder.Bind(card, day).Faults.Where(fault => fault.Code != "rule.work-calendar"))
                faults.Add(new(fault.Line, fault.Column), fault.Code, [.. fault.Values]);
    }

    private static string? Id(CardMap map, NodeParser reading)
    {
        if (map.Find("policy") is { } policy && map.Find("rule") is { } rule)
            reading.Faults.Add(policy.Line > rule.Line ? policy.At : rule.At, "rule.policy-and-rule");
        var key = map.Find("rule") is null ? "policy" : "rule";
        if (reading.Required(map, key) is not { } text) return null;
        if (text.Text.Length <= 64 && text.Text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'))
            return text.Text;
        reading.Faults.Add(text.At, "rule.id-malformed", ("text", text.Text));
        return null;
    }

    private static (DateOnly? From, DateOnly? Until) InForce(CardMap map, NodeParser reading)
    {
        if (reading.Required(map, "in_force") is not { } text) return default;
        var parts = text.Text.Split("..");
        if (parts.Length != 2)
        {
            reading.Faults.Add(text.At, "rule.no-period", ("text", text.Text));
            return default;
        }
        var from = reading.Day(parts[0], text.At);
        if (parts[1].Trim().Length == 0) return (from, null);
        var until = reading.Day(parts[1], text.At);
        if (until < from) reading.Faults.Add(text.At, "rule.no-period", ("text", text.Text));
        return (from, until);
    }

    private static string EditionOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))[..6]);
}

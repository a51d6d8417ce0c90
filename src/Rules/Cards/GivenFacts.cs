using Yitong.Rules.Cards;
using Yitong.Rules.Language;

namespace Yitong.Rules;

/// <summary>Reads facts as people write them beside a card: on a command line, in a form.</summary>
public static class GivenFacts
{
    /// <summary>Reads facts such as <c>缴费月数=12,裁员率=6%,资质=[gx, zj]</c>.</summary>
    /// <param name="text">Names and values. A name may be the end of one that exactly one fact of the card has.</param>
    /// <param name="card">The card.</param>
    /// <returns>The values by index of the fact, and what is wrong; never an exception.</returns>
    public static (IReadOnlyDictionary<int, FactValue> Values, IReadOnlyList<CardFault> Faults) Read(string text, RuleCard card)
    {
        var faults = new FaultList("given");
        var values = new Dictionary<int, FactValue>();
        var entries = Parts(text).Select(part => part.Split('=', 2))
            .Select(part => $"  \"{Escaped(part[0])}\": {Valued(part.Length == 2 ? part[1] : "")}");
        if (CardYaml.Read($"given:\n{string.Join('\n', entries)}\n", faults) is CardMap map
            && map.Find("given")?.Value is CardMap given)
            new CardTestParser(new(faults), card).Given(given, values);
        return (values, faults.All);
    }

    // A comma within brackets belongs to the value.
    private static IEnumerable<string> Parts(string text)
    {
        var (start, depth) = (0, 0);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '[') depth++;
            if (text[at] == ']') depth--;
            if (text[at] != ',' || depth > 0) continue;
            if (at > start) yield return text[start..at];
            start = at + 1;
        }
        if (start < text.Length) yield return text[start..];
    }

    private static string Valued(string value) => value.Trim() is ['[', .., ']'] list
        ? $"[{string.Join(", ", list[1..^1].Split(',').Select(item => $"\"{Escaped(item)}\""))}]" : $"\"{Escaped(value)}\"";

    private static string Escaped(string text) => text.Trim()
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}

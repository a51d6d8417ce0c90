using System.Text.RegularExpressions;
using Yitong.Rules.Tests.Cards;

namespace Yitong.Rules.Tests.Saying;

/// <summary>Reads what a card was told as, and writes it as an expression again: so that the sentence is held to mean the same.</summary>
internal static partial class SaidBack
{
    private static readonly (string Said, string Written)[] Relations =
    [
        .. from relation in new[] { "Equal:=", "NotEqual:!=", "Less:<", "AtMost:<=", "Greater:>", "AtLeast:>=" }
           let name = relation.Split(':')[0]
           from key in new[] { $"rules.relation.{name}", $"rules.relation.count.{name}", $"rules.relation.level.{name}", $"rules.relation.day.{name}" }
           where Pack.Phrases.ContainsKey(key)
           select (Pack.Phrases[key].Replace("{value}", ""), $" {relation.Split(':')[1]} "),
    ];

    private static readonly (string Said, string Written)[] Requirements =
    [
        .. new[] { "NoneOf:{0} not in {1}", "OneOf:{0} in {1}", "LacksSome:not has_all({0}, {1})", "HasAll:has_all({0}, {1})", "HasAny:{0} in {1}",
            "HasNone:{0} not in {1}", "NotSupplied:not supplied({0})", "Supplied:supplied({0})" }
            .Select(each => (Pack.Phrases[$"rules.requirement.{each.Split(':')[0]}"].Replace("{values}", ""), each.Split(':')[1])),
    ];

    public static string Condition(IReadOnlyList<SaidLine> lines)
    {
        var at = 0;
        return Read(lines, ref at);
    }

    private static string Read(IReadOnlyList<SaidLine> lines, ref int at)
    {
        var line = lines[at++];
        var word = line.Text == Pack.Phrases["rules.all"] ? " and " : line.Text == Pack.Phrases["rules.any"] ? " or " : null;
        if (word is null) return Leaf(line.Text);
        var parts = new List<string>();
        while (at < lines.Count && lines[at].Depth > line.Depth) parts.Add(Read(lines, ref at));
        return $"({string.Join(word, parts)})";
    }

    private static string Leaf(string said)
    {
        if (said == Pack.Phrases["rules.yes"]) return "是";
        if (said == Pack.Phrases["rules.no"]) return "否";
        if (said.EndsWith("为“是”", StringComparison.Ordinal)) return said[..^4] + " = 是";
        if (said.EndsWith("为“否”", StringComparison.Ordinal)) return said[..^4] + " = 否";
        foreach (var (phrase, written) in Requirements)
            if (said.IndexOf(phrase, StringComparison.Ordinal) is > 0 and var place && !said[..place].Contains('('))
                return string.Format(written, said[..place], Names(said[(place + phrase.Length)..]));
        var relation = Relations.Select(each => (each, At: said.IndexOf(each.Said, StringComparison.Ordinal)))
            .Where(each => each.At > 0).OrderBy(each => each.At).ThenByDescending(each => each.each.Said.Length).First();
        var right = said[(relation.At + relation.each.Said.Length)..];
        return Formula(said[..relation.At]) + relation.each.Written + Formula(Counted().Replace(right, "$1"));
    }

    public static string Formula(string said) => Thousands().Replace(Day().Replace(said, day =>
        $"{day.Groups[1]}-{int.Parse(day.Groups[2].Value):00}-{int.Parse(day.Groups[3].Value):00}"), "");

    private static string Names(string said) => Town.Sizes.Groups.ContainsKey(said) || said.Length == 0 ? said
        : $"[{string.Join(", ", said.Split('、').Select(name => name.StartsWith('“') ? $"\"{name[1..^1]}\"" : $"\"{name}\""))}]";

    [GeneratedRegex(@"(\d+)年(\d+)月(\d+)日")]
    private static partial Regex Day();

    [GeneratedRegex(@"^(-?[\d,]+)(?:个月|人|周年|天)$")]
    private static partial Regex Counted();

    [GeneratedRegex(@"(?<=\d),(?=\d\d\d)")]
    private static partial Regex Thousands();
}

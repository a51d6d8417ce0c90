using Yitong.Rules.Language;

namespace Yitong.Rules.Cards;

/// <summary>Reads <c>conditions</c>: named expressions, or trees of them under <c>all</c>, <c>any</c> and <c>not</c>.</summary>
internal static class ConditionParser
{
    private const int Most = 100, MostDepth = 30;

    public static IReadOnlyList<CardCondition> Read(
        CardMap map, NodeParser reading, Scope scope, string clause, out Dictionary<string, Syntax> written)
    {
        written = new(StringComparer.Ordinal);
        if (map.Find("conditions") is not { } entry)
        {
            reading.Faults.Add(map.At, "rule.key-missing", ("key", "conditions"));
            return [];
        }
        var items = reading.List(entry.Value);
        if (items.Count is 0 or > Most) reading.Faults.Add(entry.At, "rule.condition-count", ("count", items.Count),
            ("most", Most));
        var read = new List<(CardEntry Entry, string Clause)>();
        foreach (var item in items.Take(Most))
            if (Item(item, reading, clause) is { } one && Tree(one.Entry.Value, reading, 0) is { } tree)
            {
                scope.Add(one.Entry.Key, one.Entry.At, tree);
                written.TryAdd(one.Entry.Key, tree);
                read.Add(one);
            }
        return [.. read.Select(one => (one, Test: scope.Condition(one.Entry.At, one.Entry.Key)))
            .Where(pair => pair.Test is not null)
            .Select(pair => new CardCondition(pair.one.Entry.Key, pair.one.Clause, pair.Test!, pair.one.Entry.At))];
    }

    private static (CardEntry Entry, string Clause)? Item(CardNode item, NodeParser reading, string clause)
    {
        if (reading.Map(item) is not { } map) return null;
        var own = map.Find("clause") is { } entry ? reading.Text(entry.Value)?.Text.Trim() : clause;
        var names = map.Entries.Where(each => each.Key != "clause").ToList();
        if (names is not [var name])
        {
            reading.Faults.Add(map.At, "rule.condition-shape", ("keys", string.Join(", ", names.Select(each => each.Key))));
            return null;
        }
        if (name.Key.Trim().Length is 0 or > 60) reading.Faults.Add(name.At, "rule.name-malformed", ("name", name.Key));
        return (name, own ?? "");
    }

    private static Syntax? Tree(CardNode node, NodeParser reading, int depth)
    {
        if (depth > MostDepth)
        {
            reading.Faults.Add(node.At, "rule.too-deep", ("most", MostDepth));
            return null;
        }
        if (node is CardText { Text.Length: > 0 } text) return Parser.Read(text.Placed, reading.Faults);
        if (node is not CardMap { Entries: [{ Key: "all" or "any" or "not" } only] })
        {
            reading.Faults.Add(node.At, "rule.tree-shape");
            return null;
        }
        if (only.Key == "not") return Tree(only.Value, reading, depth + 1) is { } of ? new NotSyntax(only.At, of) : null;
        var parts = reading.List(only.Value).Select(item => Tree(item, reading, depth + 1)).ToList();
        if (parts.Count == 0) reading.Faults.Add(only.At, "rule.tree-shape");
        return parts.Contains(null) ? null : new JoinedSyntax(only.At, only.Key == "all", parts!);
    }
}

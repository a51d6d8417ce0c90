using Yitong.Rules.Language;

namespace Yitong.Rules.Cards;

/// <summary>
/// Reads <c>figures</c>: which numbers of the card stand in a source that was read, and which only show how it works. Each
/// parameter, each condition that writes a number and the amount that writes one stand in exactly one of the two.
/// </summary>
internal static class FigureParser
{
    public static (IReadOnlyList<string> Sourced, IReadOnlyList<string> Illustrative) Read(
        CardMap map, NodeParser reading, IReadOnlyList<CardParameter> parameters, Dictionary<string, Syntax> written)
    {
        var wanted = parameters.Select(parameter => parameter.Name)
            .Concat(written.Where(each => each.Value.HasNumeral).Select(each => each.Key)).ToHashSet(StringComparer.Ordinal);
        if (map.Find("figures") is not { } entry)
        {
            if (wanted.Count > 0) reading.Faults.Add(map.At, "rule.figures-missing", ("names", string.Join(", ", wanted)));
            return ([], []);
        }
        if (reading.Map(entry.Value) is not { } figures) return ([], []);
        reading.Close(figures, ["sourced", "illustrative"]);
        var sourced = Names(figures, "sourced", reading);
        var illustrative = Names(figures, "illustrative", reading);
        Check(reading, [.. sourced, .. illustrative], wanted);
        foreach (var name in wanted.Except(sourced.Concat(illustrative).Select(text => text.Text)))
            reading.Faults.Add(entry.At, "rule.figure-unmarked", ("name", name));
        return ([.. sourced.Select(text => text.Text)], [.. illustrative.Select(text => text.Text)]);
    }

    private static void Check(NodeParser reading, CardText[] named, HashSet<string> wanted)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in named)
        {
            if (!wanted.Contains(text.Text))
                reading.Faults.Add(text.At, "rule.figure-unknown", ("name", text.Text), ("nearest", Near.Or(text.Text, wanted)));
            else if (!seen.Add(text.Text)) reading.Faults.Add(text.At, "rule.figure-twice", ("name", text.Text));
        }
    }

    private static IReadOnlyList<CardText> Names(CardMap figures, string key, NodeParser reading) =>
        figures.Find(key) is { } entry ? reading.Texts(entry.Value) : [];
}

using Yitong.Rules.Language;

namespace Yitong.Rules.Cards;

/// <summary>Questions to the nodes of a card. Null stands for an answer whose fault has been noted.</summary>
internal sealed class NodeParser(FaultList faults)
{
    public FaultList Faults => faults;

    public CardMap? Map(CardNode node)
    {
        if (node is CardMap map) return map;
        faults.Add(node.At, "rule.no-map");
        return null;
    }

    public IReadOnlyList<CardNode> List(CardNode node)
    {
        if (node is CardList list) return list.Items;
        faults.Add(node.At, "rule.no-list");
        return [];
    }

    public CardText? Text(CardNode node)
    {
        if (node is CardText { Text.Length: > 0 } text) return text;
        faults.Add(node.At, "rule.no-text");
        return null;
    }

    /// <summary>The texts of a list; a single text counts as a list of one.</summary>
    public IReadOnlyList<CardText> Texts(CardNode node) => node is CardText { Text.Length: > 0 } one ? [one]
        : [.. List(node).Select(Text).OfType<CardText>()];

    public CardText? Required(CardMap map, string key)
    {
        if (map.Find(key) is { } entry) return Text(entry.Value);
        faults.Add(map.At, "rule.key-missing", ("key", key));
        return null;
    }

    /// <summary>Tells every key that is not among the known ones.</summary>
    public void Close(CardMap map, IReadOnlyCollection<string> known)
    {
        foreach (var entry in map.Entries.Where(entry => !known.Contains(entry.Key)))
            faults.Add(entry.At, "rule.key-unknown", ("key", entry.Key), ("nearest", Near.Or(entry.Key, known)));
    }

    public DateOnly? Day(CardText text) => Day(text.Text, text.At);

    public DateOnly? Day(string text, Place at)
    {
        if (DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", out var day) && day.Year is >= 1900 and <= 2200) return day;
        faults.Add(at, "rule.no-date", ("text", text));
        return null;
    }

    public T? Choice<T>(CardText text, IReadOnlyDictionary<string, T> choices) where T : struct
    {
        if (choices.TryGetValue(text.Text.Trim(), out var choice)) return choice;
        faults.Add(text.At, "rule.no-choice", ("text", text.Text), ("choices", string.Join(", ", choices.Keys)));
        return null;
    }

    /// <summary>A number, amount, day or duration as an expression would hold it.</summary>
    public Literal? Literal(CardText text)
    {
        if (Parser.Read(text.Placed, faults) is not { } written) return null;
        if (written is NumberSyntax number) return number.Value;
        if (written is MinusSyntax { Of: NumberSyntax negative }) return negative.Value with { Amount = -negative.Value.Amount };
        faults.Add(text.At, "rule.no-literal", ("text", text.Text));
        return null;
    }
}

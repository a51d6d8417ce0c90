using System.Globalization;
using Yitong.Kernel;
using Yitong.Rules.Language;

namespace Yitong.Rules.Cards;

/// <summary>Reads <c>assume</c> and <c>tests</c>. At least one test must expect yes and one no.</summary>
internal sealed class CardTestParser
{
    private const int Most = 500;
    private static readonly string[] Keys = ["as_of", "given", "expect", "because", "short_by", "amount", "missing", "note"];
    private readonly NodeParser reading;
    private readonly RuleCard card;
    private readonly IReadOnlyList<Fact> used;
    private readonly Dictionary<int, FactValue> assumed = [];

    public CardTestParser(NodeParser reading, RuleCard card) => (this.reading, this.card, used) = (reading, card, card.FactsUsed);

    public static IReadOnlyList<CardTest> Read(CardMap map, NodeParser reading, RuleCard card)
    {
        var tests = new CardTestParser(reading, card);
        if (map.Find("assume") is { } assume) tests.Given(assume.Value, tests.assumed);
        if (map.Find("tests") is not { } entry)
        {
            reading.Faults.Add(map.At, "rule.no-tests");
            return [];
        }
        var items = reading.List(entry.Value);
        if (items.Count > Most) reading.Faults.Add(entry.At, "rule.too-long", ("most", Most));
        var read = items.Take(Most).Select(tests.Test).OfType<CardTest>().ToList();
        if (!read.Exists(test => test.Expect == Truth.Yes) || !read.Exists(test => test.Expect == Truth.No))
            reading.Faults.Add(entry.At, "rule.tests-one-sided");
        return read;
    }

    private CardTest? Test(CardNode node)
    {
        if (reading.Map(node) is not { } map) return null;
        reading.Close(map, Keys);
        var given = new Dictionary<int, FactValue>(assumed);
        if (map.Find("given") is { } facts) Given(facts.Value, given);
        var day = reading.Required(map, "as_of") is { } text ? reading.Day(text) : null;
        var expect = reading.Required(map, "expect") is { } truth ? reading.Choice(truth, Keywords.Truths) : null;
        if (day is not { } asOf || expect is not { } expected) return null;
        var amount = map.Find("amount") is { } worth ? reading.Text(worth.Value) : null;
        var isUnknown = amount is not null && Keywords.Truths.GetValueOrDefault(amount.Text, Truth.No) == Truth.Unknown;
        var gap = map.Find("short_by") is { } shortBy ? reading.Text(shortBy.Value) : null;
        return new()
        {
            Line = map.Line, Column = map.Column, AsOf = asOf, Given = given, Expect = expected, Because = Because(map),
            Amount = amount is null || isUnknown ? null : Amount(amount), AmountUnknown = isUnknown, Missing = Missing(map),
            ShortBy = gap is null ? null : Gap(gap), ShortByText = gap?.Text,
        };
    }

    private List<string> Because(CardMap map)
    {
        var because = new List<string>();
        if (map.Find("because") is not { } entry) return because;
        foreach (var text in reading.Texts(entry.Value))
            if (card.Conditions.Any(condition => condition.Name == text.Text)) because.Add(text.Text);
            else
                reading.Faults.Add(text.At, "rule.condition-unknown", ("name", text.Text),
                    ("nearest", Near.Or(text.Text, card.Conditions.Select(condition => condition.Name))));
        return because;
    }

    private IReadOnlyList<Fact>? Missing(CardMap map) => map.Find("missing") is not { } entry ? null
        : [.. reading.Texts(entry.Value).Select(text => Fact(text.Text, text.At)).OfType<Fact>()];

    private Money? Amount(CardText text)
    {
        if (reading.Literal(text) is not { } literal) return null;
        if (literal.Sort == Sort.Money) return new((long)literal.Amount.Number);
        reading.Faults.Add(text.At, "rule.amount-no-money", ("kind", literal.Sort));
        return null;
    }

    // A gap between two ratios is told in percentage points; a count may carry the word of what is counted.
    private Literal? Gap(CardText text)
    {
        var plain = WideText.Fold(text.Text).Replace(" ", "", StringComparison.Ordinal);
        if (plain.EndsWith(Keywords.PercentagePoints, StringComparison.Ordinal)
            && decimal.TryParse(plain[..^Keywords.PercentagePoints.Length], NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture, out var points))
            return new(Sort.Ratio, new((System.Numerics.BigInteger)(points * 10_000), 1_000_000));
        if (used.FirstOrDefault(fact => fact.Unit is { Length: > 0 } unit
            && plain.EndsWith(unit, StringComparison.Ordinal)) is { } counted
            && long.TryParse(plain[..^counted.Unit!.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return new(Sort.Whole, count);
        return reading.Literal(text);
    }

    /// <summary>Reads a map of facts.</summary>
    public void Given(CardNode node, Dictionary<int, FactValue> values)
    {
        if (reading.Map(node) is not { } map) return;
        foreach (var entry in map.Entries)
            if (Fact(entry.Key, entry.At) is { } fact && GivenValue.Read(fact, card.Facts, entry.Value, reading) is { } value)
                values[fact.Index] = value;
    }

    /// <summary>A fact by name or id; or by the end of its name when exactly one fact that the card uses ends so.</summary>
    private Fact? Fact(string name, Place at)
    {
        if (card.Facts.TryFind(name, out var fact)) return fact;
        var ending = used.Where(each => each.Name.EndsWith(name, StringComparison.Ordinal)).ToList();
        if (ending is [var one]) return one;
        if (ending.Count == 0)
            reading.Faults.Add(at, "rule.name-unknown", ("name", name),
                ("nearest", Near.Or(name, used.Select(each => each.Name))));
        else reading.Faults.Add(at, "rule.name-ambiguous", ("name", name),
            ("names", string.Join(", ", ending.Select(each => each.Name))));
        return null;
    }
}

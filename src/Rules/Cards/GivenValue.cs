using System.Numerics;
using Yitong.Rules.Language;

namespace Yitong.Rules.Cards;

/// <summary>Reads the value of a fact as a test or a command line gives it: by the fact's kind, within its bounds.</summary>
internal static class GivenValue
{
    public static FactValue? Read(Fact fact, FactBook facts, CardNode node, NodeParser reading)
    {
        if (fact.Kind == FactKind.Codes) return Several(fact, node, reading);
        if (reading.Text(node) is not { } text) return null;
        if (text.Text == Keywords.Unknown || text.Text == "unknown") return FactValue.Unknown;
        return fact.Kind switch
        {
            FactKind.YesNo => YesNo(fact, text, reading),
            FactKind.Code => Code(fact, text, reading) is { } place ? FactValue.Of(place) : null,
            FactKind.Text => FactValue.Of(facts.Texts.NumberOf(text.Text)),
            FactKind.Ratio => Ratio(fact, text, reading),
            _ => Number(fact, text, reading),
        };
    }

    private static FactValue? YesNo(Fact fact, CardText text, NodeParser reading) =>
        Keywords.Truths.GetValueOrDefault(text.Text, Truth.Unknown) switch
        {
            Truth.Yes => FactValue.Of(1),
            Truth.No => FactValue.Of(0),
            _ => Fault(fact, text, reading),
        };

    private static int? Code(Fact fact, CardText text, NodeParser reading)
    {
        if (Codes.Find(fact.List!, text.Text) is [var place]) return place;
        reading.Faults.Add(text.At, "rule.code-unknown", ("code", text.Text), ("list", fact.List!.Id),
            ("nearest", Codes.Nearest(fact.List!, text.Text)));
        return null;
    }

    private static FactValue? Several(Fact fact, CardNode node, NodeParser reading)
    {
        if (node is CardText { Text: Keywords.Unknown or "unknown" }) return FactValue.Unknown;
        var places = (node is CardText one ? [one] : reading.List(node).Select(reading.Text)).OfType<CardText>()
            .Select(text => Code(fact, text, reading)).ToList();
        return places.Contains(null) ? null : FactValue.Of(places.Aggregate(0L, (marked, place) => marked | 1L << place!.Value));
    }

    // A quotient of two whole numbers keeps its denominator: 0/0 is a ratio that nothing can be said of.
    private static FactValue? Ratio(Fact fact, CardText text, NodeParser reading)
    {
        var parts = text.Text.Split('/');
        if (parts.Length == 2 && BigInteger.TryParse(parts[0].Trim(), out var number)
            && BigInteger.TryParse(parts[1].Trim(), out var over))
            return Bounded(fact, number, over, text, reading);
        if (reading.Literal(text) is not { } literal) return null;
        // A bare 6 might be meant as 6%.
        return literal.Sort == Sort.Ratio || literal is { Sort: Sort.Whole, Amount.IsZero: true }
            ? Bounded(fact, literal.Amount.Number, literal.Amount.Over, text, reading) : Fault(fact, text, reading);
    }

    private static FactValue? Number(Fact fact, CardText text, NodeParser reading)
    {
        if (reading.Literal(text) is not { } literal) return null;
        var wanted = fact.Kind switch { FactKind.Money => Sort.Money, FactKind.Date => Sort.Date, _ => Sort.Whole };
        return literal.Sort == wanted ? Bounded(fact, literal.Amount.Number, 1, text, reading) : Fault(fact, text, reading);
    }

    private static FactValue? Bounded(Fact fact, BigInteger number, BigInteger over, CardText text, NodeParser reading)
    {
        if (number >= fact.Least && number <= fact.Most && over >= (fact.Kind == FactKind.Ratio ? 0 : 1) && over <= fact.MostOver)
            return FactValue.Ratio((long)number, (long)over);
        reading.Faults.Add(text.At, "rule.out-of-bounds", ("name", fact.Name), ("text", text.Text));
        return null;
    }

    private static FactValue? Fault(Fact fact, CardText text, NodeParser reading)
    {
        reading.Faults.Add(text.At, "rule.value-kind", ("name", fact.Name), ("text", text.Text), ("kind", fact.Kind));
        return null;
    }
}

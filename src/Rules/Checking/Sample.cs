using Yitong.Rules.Binding;

namespace Yitong.Rules.Checking;

/// <summary>A subject of everyday size, for facts that no test binds.</summary>
internal static class Sample
{
    private const long Fen = 100_000_000, Heads = 50, Years = 5;

    public static FactValue[] Of(BoundRule rule) => [.. rule.Facts.Facts.Select(fact => Of(fact, rule.AsOf))];

    public static IEnumerable<int> FactsOf(Test test) => Search.LeavesOf(test).SelectMany(leaf => leaf is Balance balance
        ? balance.NonZero.Prepend(balance.Left).Append(balance.Right).SelectMany(Search.FactsOf)
        : Search.FactOf(leaf) is >= 0 and var fact ? [fact] : []);

    private static FactValue Of(Fact fact, DateOnly asOf) => fact.Kind switch
    {
        FactKind.Money => FactValue.Of(Math.Clamp(Fen, fact.Least, fact.Most)),
        FactKind.Whole => FactValue.Of(Math.Clamp(Heads, fact.Least, fact.Most)),
        FactKind.Ratio => FactValue.Ratio(Math.Clamp(1, fact.Least, fact.Most), Math.Min(10, fact.MostOver)),
        FactKind.Date => FactValue.Of(Math.Clamp(asOf.AddYears(-(int)Years).DayNumber, fact.Least, fact.Most)),
        _ => FactValue.Of(fact.Least),
    };
}

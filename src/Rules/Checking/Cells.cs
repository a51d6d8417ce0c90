using System.Numerics;
using Yitong.Rules.Language;

namespace Yitong.Rules.Checking;

/// <summary>
/// Cuts the values of one fact into cells on which no test of it changes its answer, and takes one value from each: what holds
/// for these holds for all.
/// </summary>
internal static class Cells
{
    private const int MostBits = 8, MostCells = 400;

    /// <summary>One value from each cell; null when there are too many to try.</summary>
    public static IReadOnlyList<FactValue>? Of(Fact fact, IReadOnlyList<Test> tests, bool withMissing)
    {
        var known = fact.Kind switch
        {
            FactKind.Ratio => OfRatio(fact, [.. tests.OfType<RatioAgainst>()]),
            FactKind.Codes => OfCodes(tests),
            _ => OfNumber(fact, tests),
        };
        if (known is null || known.Count > MostCells) return null;
        return withMissing ? [.. known, FactValue.Unknown] : known;
    }

    private static IReadOnlyList<FactValue> OfNumber(Fact fact, IReadOnlyList<Test> tests)
    {
        var starts = new SortedSet<long> { fact.Least };
        foreach (var (least, most) in tests.OfType<Within>().SelectMany(within => within.Among.Parts))
        {
            if (least > fact.Least && least <= fact.Most) starts.Add(least);
            if (most >= fact.Least && most < fact.Most) starts.Add(most + 1);
        }
        return [.. starts.Select(FactValue.Of)];
    }

    private static List<FactValue>? OfCodes(IReadOnlyList<Test> tests)
    {
        var bits = tests.OfType<HasCodes>().Aggregate(0L, (all, has) => all | has.Marked);
        if (BitOperations.PopCount((ulong)bits) > MostBits) return null;
        // Every subset of the bits that a test looks at.
        var subsets = new List<FactValue>();
        for (var subset = bits; ; subset = (subset - 1) & bits)
        {
            subsets.Add(FactValue.Of(subset));
            if (subset == 0) return subsets;
        }
    }

    // The constants themselves and a simplest ratio between two neighbours, where the bounds allow one at all.
    private static IReadOnlyList<FactValue>? OfRatio(Fact fact, IReadOnlyList<RatioAgainst> tests)
    {
        // Above 0 a least numerator could be met by a ratio that is not in lowest terms; nobody has such a fact.
        if (fact.Least > 0) return null;
        var cuts = tests.Select(test => new Exact(test.Number, test.Over)).Distinct().Order().ToList();
        var least = new Exact(Math.Min(fact.Least, 0), 1) - 1;
        var most = new Exact(Math.Max(fact.Most, 0), 1) + 1;
        var edges = cuts.Where(cut => cut > least && cut < most).Prepend(least).Append(most).ToList();
        var values = edges.Zip(edges.Skip(1)).Select(pair => Simplest(pair.First, pair.Second)).Concat(cuts);
        return [.. values.Where(value => value.Number >= fact.Least && value.Number <= fact.Most && value.Over <= fact.MostOver)
            .Select(value => FactValue.Ratio((long)value.Number, (long)value.Over))];
    }

    /// <summary>The ratio with the least denominator strictly between two; of those the one nearest to zero.</summary>
    internal static Exact Simplest(Exact low, Exact high)
    {
        if (low.Number.Sign < 0 && high.Number.Sign > 0) return Exact.Zero;
        if (high.Number.Sign <= 0) return -Simplest(-high, -low);
        var floor = low.Rounded(Rounding.Down);
        if (new Exact(floor + 1, 1) < high) return new(floor + 1, 1);
        // Both lie within one unit: what is left is turned over and sought again.
        var (rest, end) = (low - new Exact(floor, 1), high - new Exact(floor, 1));
        if (rest.IsZero) return new Exact(floor, 1) + new Exact(1, (new Exact(1, 1) / end).Rounded(Rounding.Down) + 1);
        return new Exact(floor, 1) + new Exact(1, 1) / Simplest(new Exact(1, 1) / end, new Exact(1, 1) / rest);
    }
}

using Yitong.Rules.Binding;

namespace Yitong.Rules.Checking;

/// <summary>Whether any subject makes a test say yes.</summary>
internal enum Found { None, One, Undecided }

/// <summary>
/// Seeks a subject that makes a test say yes, exactly: fact by fact, one value from each cell, giving up a branch as soon as no
/// value of the facts that are left can save it. Comparisons between facts have no cells: with them a subject is only tried for,
/// and when none is met by trying the answer is undecided.
/// </summary>
internal sealed class Search
{
    private const int MostSteps = 40_000, MostTries = 2_000;
    private readonly FactBook facts;
    private readonly List<(Fact Fact, IReadOnlyList<FactValue> Values)> axes = [];
    private readonly HashSet<int> assigned = [];
    private readonly FactValue[] row;
    private readonly Test test;
    private readonly bool isWhole = true;
    private int steps, tries;

    private Search(Test test, FactBook facts, FactValue[] sample)
    {
        (this.test, this.facts, row) = (test, facts, [.. sample]);
        var leaves = LeavesOf(test).DistinctBy(Canonical.Key).ToList();
        foreach (var same in leaves.Where(leaf => FactOf(leaf) >= 0).GroupBy(FactOf))
        {
            var fact = facts.Facts[same.Key];
            var cells = Cells.Of(fact, [.. same], same.Any(leaf => leaf is IsSupplied));
            if (cells is null) isWhole = false;
            else axes.Add((fact, cells));
        }
        axes.Sort((a, b) => a.Values.Count != b.Values.Count ? a.Values.Count.CompareTo(b.Values.Count)
            : a.Fact.Index.CompareTo(b.Fact.Index));
    }

    /// <summary>Seeks a subject.</summary>
    /// <param name="test">What it must say yes to.</param>
    /// <param name="facts">The facts.</param>
    /// <param name="sample">A value for each fact, for those that the test does not bind.</param>
    public static (Found Found, FactValue[]? Row) Yes(Test test, FactBook facts, FactValue[] sample)
    {
        var search = new Search(test, facts, sample);
        var found = search.Try(0);
        return found == Found.One ? (found, search.row) : (search.isWhole ? found : Found.Undecided, null);
    }

    private Found Try(int at)
    {
        if (++steps > MostSteps) return Found.Undecided;
        var open = Possible(test);
        if ((open & May.Yes) == 0) return Found.None;
        if (open == May.Yes || at == axes.Count) return Fill();
        var (fact, values) = axes[at];
        var any = Found.None;
        assigned.Add(fact.Index);
        foreach (var value in values)
        {
            row[fact.Index] = value;
            var found = Try(at + 1);
            if (found == Found.One) return Found.One;
            if (found == Found.Undecided) any = Found.Undecided;
            if (steps > MostSteps) break;
        }
        assigned.Remove(fact.Index);
        return any;
    }

    // Every axis has its value, or need not have one; comparisons between facts are tried with a few values of their facts.
    private Found Fill()
    {
        if (Reckoning.Judge(test, row) == Truth.Yes) return Found.One;
        var free = LeavesOf(test).OfType<Balance>().SelectMany(FactsOf).Distinct()
            .Where(fact => !assigned.Contains(fact)).ToList();
        return TryFree(free, 0) ? Found.One : Found.Undecided;
    }

    private bool TryFree(List<int> free, int at)
    {
        if (at == free.Count) return ++tries <= MostTries && Reckoning.Judge(test, row) == Truth.Yes;
        var before = row[free[at]];
        foreach (var value in Few(facts.Facts[free[at]]).Prepend(before))
        {
            row[free[at]] = value;
            if (TryFree(free, at + 1)) return true;
            if (tries > MostTries) break;
        }
        row[free[at]] = before;
        return false;
    }

    private static IEnumerable<FactValue> Few(Fact fact)
    {
        long[] some = [fact.Least, fact.Most, 0, 1, 10, 100, 1_000, 1_000_000, 100_000_000, 10_000_000_000];
        return some.Where(value => value >= fact.Least && value <= fact.Most).Distinct()
            .Select(value => fact.Kind == FactKind.Ratio ? FactValue.Ratio(value, 1) : FactValue.Of(value));
    }

    private May Possible(Test part) => part switch
    {
        Always always => Is(always.Truth),
        AllOf all => all.Tests.Select(Possible).Aggregate(May.Yes, (a, b) => Joined(a, b, every: true)),
        AnyOf any => any.Tests.Select(Possible).Aggregate(May.No, (a, b) => Joined(a, b, every: false)),
        NotSo not => Possible(not.Of) is var of
            ? (of & May.Unknown) | ((of & May.Yes) != 0 ? May.No : 0) | ((of & May.No) != 0 ? May.Yes : 0) : 0,
        Balance => May.Any,
        _ when assigned.Contains(FactOf(part)) => Is(Reckoning.Judge(part, row)),
        _ => May.Any,
    };

    // What may come of two, when each may be any of its own.
    private static May Joined(May a, May b, bool every)
    {
        var (weak, strong) = every ? (May.No, May.Yes) : (May.Yes, May.No);
        return ((a | b) & weak) | (a & b & strong)
            | ((a & May.Unknown) != 0 && (b & (May.Unknown | strong)) != 0
                || (b & May.Unknown) != 0 && (a & (May.Unknown | strong)) != 0 ? May.Unknown : 0);
    }

    private static May Is(Truth truth) => truth switch { Truth.Yes => May.Yes, Truth.No => May.No, _ => May.Unknown };

    internal static IEnumerable<Test> LeavesOf(Test test) => test switch
    {
        AllOf all => all.Tests.SelectMany(LeavesOf),
        AnyOf any => any.Tests.SelectMany(LeavesOf),
        NotSo not => LeavesOf(not.Of),
        _ => [test],
    };

    internal static int FactOf(Test leaf) => leaf switch
    {
        Within within => within.Fact,
        RatioAgainst ratio => ratio.Fact,
        HasCodes has => has.Fact,
        IsSupplied supplied => supplied.Fact,
        _ => -1,
    };

    private static IEnumerable<int> FactsOf(Balance balance) =>
        balance.NonZero.Prepend(balance.Right).Prepend(balance.Left).SelectMany(FactsOf);

    internal static IEnumerable<int> FactsOf(Computed computed) => computed switch
    {
        NumberOf number => [number.Fact],
        OverOf over => [over.Fact],
        Lookup lookup => [lookup.Fact],
        Sum sum => [.. FactsOf(sum.Left), .. FactsOf(sum.Right)],
        Difference difference => [.. FactsOf(difference.Left), .. FactsOf(difference.Right)],
        Product product => [.. FactsOf(product.Left), .. FactsOf(product.Right)],
        Quotient quotient => [.. FactsOf(quotient.Of), .. FactsOf(quotient.By)],
        Pick pick => [.. FactsOf(pick.Then), .. FactsOf(pick.Otherwise), .. LeavesOf(pick.If).SelectMany(leaf =>
            leaf is Balance balance ? FactsOf(balance) : FactOf(leaf) is >= 0 and var fact ? [fact] : [])],
        _ => [],
    };

    /// <summary>Which truths are still possible.</summary>
    [Flags]
    private enum May { No = 1, Unknown = 2, Yes = 4, Any = 7 }
}

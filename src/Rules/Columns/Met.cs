namespace Yitong.Rules.Columns;

/// <summary>Which facts tests and computations may meet.</summary>
internal static class Met
{
    /// <summary>The facts that a test may meet, each once, ascending.</summary>
    public static int[] By(Test test)
    {
        var met = new SortedSet<int>();
        Add(test, met);
        return [.. met];
    }

    /// <summary>The facts that an amount may meet, each once, ascending.</summary>
    public static int[] By(BoundAmount amount)
    {
        var met = new SortedSet<int>();
        Add(amount.Fen, met);
        foreach (var divisor in amount.NonZero) Add(divisor, met);
        return [.. met];
    }

    /// <summary>
    /// Whether the amount is unknown as soon as any of its facts is: whatever it may meet it always meets.
    /// </summary>
    public static bool Always(BoundAmount amount)
    {
        var (met, always) = (new SortedSet<int>(), new SortedSet<int>());
        foreach (var computed in amount.NonZero.Append(amount.Fen))
        {
            Add(computed, met);
            AddAlways(computed, always);
        }
        return met.SetEquals(always);
    }

    // Of a choice only what its test always meets counts; of a joint test nothing, because one part may decide alone.
    private static void AddAlways(Computed computed, SortedSet<int> met)
    {
        switch (computed)
        {
            case Sum sum: AddAlways(sum.Left, met); AddAlways(sum.Right, met); break;
            case Difference difference: AddAlways(difference.Left, met); AddAlways(difference.Right, met); break;
            case Product product: AddAlways(product.Left, met); AddAlways(product.Right, met); break;
            case Quotient quotient: AddAlways(quotient.Of, met); AddAlways(quotient.By, met); break;
            case Pick { If: Balance { NonZero.Count: 0 } balance }:
                AddAlways(balance.Left, met);
                AddAlways(balance.Right, met);
                break;
            case Pick { If: Within or HasCodes } pick: Add(pick.If, met); break;
            case Pick: break;
            default: Add(computed, met); break;
        }
    }

    private static void Add(Test test, SortedSet<int> met)
    {
        switch (test)
        {
            case Within within: met.Add(within.Fact); break;
            case RatioAgainst ratio: met.Add(ratio.Fact); break;
            case HasCodes codes: met.Add(codes.Fact); break;
            case IsSupplied supplied: met.Add(supplied.Fact); break;
            case NotSo not: Add(not.Of, met); break;
            case AllOf all: foreach (var part in all.Tests) Add(part, met); break;
            case AnyOf any: foreach (var part in any.Tests) Add(part, met); break;
            case Balance balance:
                Add(balance.Left, met);
                Add(balance.Right, met);
                foreach (var divisor in balance.NonZero) Add(divisor, met);
                break;
        }
    }

    private static void Add(Computed computed, SortedSet<int> met)
    {
        switch (computed)
        {
            case NumberOf of: met.Add(of.Fact); break;
            case OverOf of: met.Add(of.Fact); break;
            case Lookup lookup: met.Add(lookup.Fact); break;
            case Sum sum: Add(sum.Left, met); Add(sum.Right, met); break;
            case Difference difference: Add(difference.Left, met); Add(difference.Right, met); break;
            case Product product: Add(product.Left, met); Add(product.Right, met); break;
            case Quotient quotient: Add(quotient.Of, met); Add(quotient.By, met); break;
            case Pick pick: Add(pick.If, met); Add(pick.Then, met); Add(pick.Otherwise, met); break;
        }
    }
}

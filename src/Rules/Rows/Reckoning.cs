namespace Yitong.Rules;

/// <summary>
/// Answers a bound test and computes a bound number for one subject, without allocating. Nothing throws and nothing overflows:
/// binding has proved the bounds.
/// </summary>
public static class Reckoning
{
    /// <summary>Whether the test holds.</summary>
    /// <param name="test">The test.</param>
    /// <param name="row">The subject's values, one for each fact of the book.</param>
    public static Truth Judge(Test test, ReadOnlySpan<FactValue> row)
    {
        switch (test)
        {
            case Within within:
                var number = row[within.Fact];
                return !number.IsKnown ? Truth.Unknown : Of(within.Among.Has(number.Number));
            case RatioAgainst ratio:
                return Judge(ratio, row[ratio.Fact]);
            case Balance balance:
                return AreNonZero(balance.NonZero, row) && TryReckon(balance.Left, row, out var left)
                    && TryReckon(balance.Right, row, out var right)
                    ? Of(Stands(balance.Relation, left.CompareTo(right))) : Truth.Unknown;
            case HasCodes codes:
                return !row[codes.Fact].IsKnown ? Truth.Unknown : Of(Holds(codes, row[codes.Fact].Number));
            case IsSupplied supplied:
                return Of(row[supplied.Fact].IsKnown);
            case AllOf all:
                return JudgeAll(all.Tests, row);
            case AnyOf any:
                return JudgeAny(any.Tests, row);
            case NotSo not:
                return Truth.Yes - Judge(not.Of, row) + Truth.No;
            default:
                return ((Always)test).Truth;
        }
    }

    /// <summary>Computes a number.</summary>
    /// <returns>False when a fact that the computation meets is missing.</returns>
    public static bool TryReckon(Computed computed, ReadOnlySpan<FactValue> row, out long number)
    {
        number = 0;
        switch (computed)
        {
            case Constant constant:
                number = constant.Value;
                return true;
            case NumberOf of:
                number = row[of.Fact].Number;
                return row[of.Fact].IsKnown;
            case OverOf of:
                number = row[of.Fact].Over;
                return row[of.Fact].IsKnown;
            case Lookup lookup:
                if (!row[lookup.Fact].IsKnown) return false;
                number = lookup.Values[(int)row[lookup.Fact].Number];
                return true;
            case Pick pick:
                var chosen = Judge(pick.If, row);
                return chosen != Truth.Unknown
                    && TryReckon(chosen == Truth.Yes ? pick.Then : pick.Otherwise, row, out number);
            case Sum sum:
                return TryBoth(sum.Left, sum.Right, row, out var a, out var b) && Let(out number, unchecked(a + b));
            case Difference difference:
                return TryBoth(difference.Left, difference.Right, row, out a, out b) && Let(out number, unchecked(a - b));
            case Product product:
                return TryBoth(product.Left, product.Right, row, out a, out b) && Let(out number, unchecked(a * b));
            default:
                var quotient = (Quotient)computed;
                return TryBoth(quotient.Of, quotient.By, row, out a, out b) && b != 0
                    && Let(out number, Divide(a, b, quotient.Rounding));
        }
    }

    /// <summary>The amount of a rule whose conditions hold.</summary>
    /// <returns>False when it is unknown.</returns>
    public static bool TryReckon(BoundAmount amount, ReadOnlySpan<FactValue> row, out long fen)
    {
        fen = 0;
        return AreNonZero(amount.NonZero, row) && TryReckon(amount.Fen, row, out fen);
    }

    /// <summary>A quotient rounded to a whole number.</summary>
    /// <param name="number">The dividend, within ±2⁶².</param>
    /// <param name="by">The divisor, above 0.</param>
    /// <param name="rounding">How.</param>
    public static long Divide(long number, long by, Rounding rounding)
    {
        var (whole, rest) = Math.DivRem(number, by);
        if (rest < 0) (whole, rest) = (whole - 1, rest + by);
        return rounding switch
        {
            Rounding.Up => rest > 0 ? whole + 1 : whole,
            Rounding.HalfUp => rest >= by - rest ? whole + 1 : whole,
            _ => whole,
        };
    }

    /// <summary>Whether two numbers that compare so stand in the relation.</summary>
    internal static bool Stands(Relation relation, int compared) => relation switch
    {
        Relation.Equal => compared == 0,
        Relation.NotEqual => compared != 0,
        Relation.Less => compared < 0,
        Relation.AtMost => compared <= 0,
        Relation.Greater => compared > 0,
        _ => compared >= 0,
    };

    /// <summary>How a ratio compares with a constant: below 0, 0 or above 0, exactly.</summary>
    internal static int Compare(long number, long over, long constant, long constantOver) =>
        ((Int128)number * constantOver).CompareTo((Int128)constant * over);

    internal static Truth Judge(RatioAgainst ratio, FactValue value) =>
        !value.IsKnown || value.Over == 0 ? Truth.Unknown
        : Of(Stands(ratio.Relation, Compare(value.Number, value.Over, ratio.Number, ratio.Over)));

    internal static bool Holds(HasCodes codes, long marked) =>
        codes.All ? (marked & codes.Marked) == codes.Marked : (marked & codes.Marked) != 0;

    internal static bool AreNonZero(IReadOnlyList<Computed> divisors, ReadOnlySpan<FactValue> row)
    {
        for (var at = 0; at < divisors.Count; at++)
            if (!TryReckon(divisors[at], row, out var divisor) || divisor == 0) return false;
        return true;
    }

    private static Truth Of(bool holds) => holds ? Truth.Yes : Truth.No;

    private static Truth JudgeAll(IReadOnlyList<Test> tests, ReadOnlySpan<FactValue> row)
    {
        var least = Truth.Yes;
        for (var at = 0; at < tests.Count && least != Truth.No; at++)
            if (Judge(tests[at], row) is var truth && truth < least) least = truth;
        return least;
    }

    private static Truth JudgeAny(IReadOnlyList<Test> tests, ReadOnlySpan<FactValue> row)
    {
        var most = Truth.No;
        for (var at = 0; at < tests.Count && most != Truth.Yes; at++)
            if (Judge(tests[at], row) is var truth && truth > most) most = truth;
        return most;
    }

    private static bool TryBoth(Computed left, Computed right, ReadOnlySpan<FactValue> row, out long a, out long b)
    {
        b = 0;
        return TryReckon(left, row, out a) && TryReckon(right, row, out b);
    }

    private static bool Let(out long number, long value)
    {
        number = value;
        return true;
    }
}

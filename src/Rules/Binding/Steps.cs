using Yitong.Rules.Language;

namespace Yitong.Rules.Binding;

/// <summary>
/// Months and years since (or until) a day of the subject move by jumps as the day moves, and always the same way. So a
/// comparison of
/// them turns at most twice: the turning days are sought by halving, and the comparison becomes an interval of days.
/// </summary>
internal static class Steps
{
    public static Within Cut(Compared compared, BindingNumbers numbers)
    {
        var facts = compared.Facts.ToList();
        if (facts is not [{ Kind: FactKind.Date } fact]) throw new BindingStop(compared.At, "rule.months-of-several");
        var direction = Together(Direction(compared.Left, numbers), -Direction(compared.Right, numbers), compared.At);
        int Sign(long day) => Difference(compared, fact, day, numbers) * (direction < 0 ? -1 : 1);
        // Both ends are tried, so that a day outside the calendar is told at once.
        Sign(fact.Least);
        Sign(fact.Most);
        var (from, above) = (First(fact, day => Sign(day) >= 0), First(fact, day => Sign(day) > 0));
        var relation = direction < 0 ? compared.Relation.Mirrored() : compared.Relation;
        return new(fact.Index, relation switch
        {
            Relation.AtLeast => Intervals.Between(from, fact.Most),
            Relation.Greater => Intervals.Between(above, fact.Most),
            Relation.Less => Intervals.Between(fact.Least, from - 1),
            Relation.AtMost => Intervals.Between(fact.Least, above - 1),
            Relation.Equal => Intervals.Between(from, above - 1),
            _ => Intervals.Between(from, above - 1).Complement(fact.Least, fact.Most),
        });
    }

    private static int Difference(Compared compared, Fact fact, long day, BindingNumbers numbers)
    {
        numbers.Supposed = (fact, day);
        try
        {
            if (numbers.Of(compared.Left).AsConstant is { } left && numbers.Of(compared.Right).AsConstant is { } right)
                return left.CompareTo(right);
            throw new BindingStop(compared.At, "rule.months-of-several");
        }
        finally
        {
            numbers.Supposed = null;
        }
    }

    // The first day of the fact's bounds for which it holds; the day after the last when for none.
    private static long First(Fact fact, Func<long, bool> holds)
    {
        var (low, high) = (fact.Least, fact.Most + 1);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (holds(middle)) high = middle;
            else low = middle + 1;
        }
        return low;
    }

    /// <summary>
    /// 1 when it never falls as the day of the subject moves on, -1 when it never rises, 0 when it does not move.
    /// </summary>
    private static int Direction(Expr expr, BindingNumbers numbers) => expr switch
    {
        _ when !expr.Facts.Any() => 0,
        OfFact => 1,
        Apart apart => Together(Direction(apart.To, numbers), -Direction(apart.From, numbers), apart.At),
        YearOf year => Direction(year.Of, numbers),
        Shifted shifted => Direction(shifted.Day, numbers),
        Calc { Sign: '+' } sum => Together(Direction(sum.Left, numbers), Direction(sum.Right, numbers), sum.At),
        Calc { Sign: '-' } difference =>
            Together(Direction(difference.Left, numbers), -Direction(difference.Right, numbers), difference.At),
        Calc { Sign: '*' } product when !product.Left.Facts.Any() => Times(product.Right, product.Left, numbers),
        Calc product when !product.Right.Facts.Any() => Times(product.Left, product.Right, numbers),
        Extreme extreme => extreme.Of.Select(part => Direction(part, numbers)).Aggregate((a, b) => Together(a, b, extreme.At)),
        _ => throw new BindingStop(expr.At, "rule.months-of-several"),
    };

    private static int Times(Expr moving, Expr constant, BindingNumbers numbers) =>
        Direction(moving, numbers) * (numbers.Of(constant).AsConstant is { } factor ? factor.CompareTo(Exact.Zero) : 0);

    private static int Together(int one, int other, Place at) =>
        one == 0 || one == other ? other : other == 0 ? one : throw new BindingStop(at, "rule.months-of-several");
}

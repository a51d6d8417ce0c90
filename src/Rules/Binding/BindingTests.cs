using System.Numerics;
using Yitong.Rules.Language;

namespace Yitong.Rules.Binding;

/// <summary>Binds the tests of a card.</summary>
internal sealed class BindingTests(BindingNumbers numbers, Ranges ranges)
{
    private static readonly BigInteger Most = BigInteger.One << 62;

    private FactBook Facts => numbers.Facts;

    public Test Of(Expr expr) => expr switch
    {
        Said said => new Always(said.Yes ? Truth.Yes : Truth.No),
        Joined { Every: true } joined => Normal.All(joined.Of.Select(Of)),
        Joined joined => Normal.Any(joined.Of.Select(Of)),
        IsSo isSo => new Within(isSo.Fact.Index, Intervals.Between(isSo.Yes ? 1 : 0, isSo.Yes ? 1 : 0)),
        OneOf oneOf => Signed(new Within(oneOf.Fact.Index, Intervals.Of(oneOf.Some)), oneOf.Negated),
        Has has => Signed(HasCodes(has), has.Negated),
        Supplied supplied => Signed(new IsSupplied(supplied.Fact.Index), !supplied.Yes),
        Compared compared => Compared(compared),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private Test Signed(Test test, bool negated) => negated ? Normal.Not(test, Facts) : test;

    // Any of one code is all of it.
    private static HasCodes HasCodes(Has has) =>
        new(has.Fact.Index, has.Some.Aggregate(0L, (marked, place) => marked | 1L << place), has.Every || has.Some.Count == 1);

    private Test Compared(Compared compared)
    {
        if (numbers.Supposed is null && Values(compared).Any(IsStep)) return Steps.Cut(compared, numbers);
        return Compare(numbers.Of(compared.Left), compared.Relation, numbers.Of(compared.Right), compared.At);
    }

    // The test of a choice is bound for itself.
    private static IEnumerable<Expr> Values(Expr expr) => (expr is Choice choice ? [choice.Then, choice.Otherwise] : expr.Parts)
        .SelectMany(Values).Prepend(expr);

    /// <summary>Whether it moves by jumps with a day of the subject: months, years.</summary>
    private static bool IsStep(Expr expr) => expr switch
    {
        Apart { Unit: not SpanUnit.Days } or YearOf => expr.Facts.Any(),
        Shifted { By: FixedSpan { Unit: SpanUnit.Days } } => false,
        Shifted shifted => shifted.Day.Facts.Any(),
        _ => false,
    };

    /// <summary>A comparison in its simplest form.</summary>
    public Test Compare(Fraction left, Relation relation, Fraction right, Place at)
    {
        var nonZero = Fraction.Both(left.NonZero, right.NonZero);
        var difference = left.Over.Equals(right.Over) ? left.Number - right.Number
            : left.Number * right.Over - right.Number * left.Over;
        difference = Reduced(difference, nonZero);
        if (nonZero.Count == 0 && difference.AsConstant is { } constant)
            return new Always(relation.Holds(constant.Sign) ? Truth.Yes : Truth.No);
        return OfOneFact(difference, relation, nonZero) ?? Balance(difference, relation, nonZero, at);
    }

    // What is not 0 and stands in every product, and what divides every factor, can go.
    private static Poly Reduced(Poly difference, IReadOnlyList<Computed> nonZero)
    {
        foreach (var atom in nonZero)
            while (difference.Count > 0 && difference.Terms.All(term =>
                term.Atoms.Contains(atom))) difference = difference.Without(atom);
        return difference.CommonDivisor is { IsZero: false } divisor ? difference.DividedBy(divisor) : difference;
    }

    private Test? OfOneFact(Poly difference, Relation relation, IReadOnlyList<Computed> nonZero)
    {
        var terms = difference.Terms.Where(term => term.Atoms.Length > 0).ToList();
        if (nonZero.Count == 0 && terms is [{ Atoms: [NumberOf { Fact: var fact }] } only])
            return new Within(fact, Solved(only.Factor, difference.ConstantPart, relation, Facts.Facts[fact]));
        if (nonZero.Count == 0 && terms.Count > 0 && terms.All(term => term.Atoms is [Lookup lookup]
            && lookup.Fact == FactOf(terms[0])))
            return new Within(FactOf(terms[0]), Intervals.Of(Enumerable.Range(0, ((Lookup)terms[0].Atoms[0]).Values.Count)
                .Where(place => relation.Holds((difference.ConstantPart
                    + terms.Aggregate(BigInteger.Zero, (sum, term) =>
                        sum + term.Factor * ((Lookup)term.Atoms[0]).Values[place])).Sign))
                .Select(place => (long)place)));
        return nonZero is [OverOf over] ? OfRatio(difference, relation, over) : null;
    }

    private static int FactOf((BigInteger Factor, Computed[] Atoms) term) => ((Lookup)term.Atoms[0]).Fact;

    // factor × x + constant ⋚ 0, within the bounds of the fact.
    private static Intervals Solved(BigInteger factor, BigInteger constant, Relation relation, Fact fact)
    {
        if (factor.IsZero)
            return relation.Holds(constant.Sign) ? Intervals.Between(fact.Least, fact.Most) : Intervals.None;
        if (factor.Sign < 0) (factor, constant, relation) = (-factor, -constant, relation.Mirrored());
        var (floor, isWhole) = (new Exact(-constant, factor).Rounded(Rounding.Down), (constant % factor).IsZero);
        var below = isWhole ? floor - 1 : floor;
        return relation switch
        {
            Relation.Less => Clipped(fact, fact.Least, below),
            Relation.AtMost => Clipped(fact, fact.Least, floor),
            Relation.Greater => Clipped(fact, floor + 1, fact.Most),
            Relation.AtLeast => Clipped(fact, below + 1, fact.Most),
            Relation.Equal => Clipped(fact, below + 1, floor),
            _ => Clipped(fact, below + 1, floor).Complement(fact.Least, fact.Most),
        };
    }

    private static Intervals Clipped(Fact fact, BigInteger least, BigInteger most)
    {
        (least, most) = (BigInteger.Max(least, fact.Least), BigInteger.Min(most, fact.Most));
        return least > most ? Intervals.None : Intervals.Between((long)least, (long)most);
    }

    private static RatioAgainst? OfRatio(Poly difference, Relation relation, OverOf over)
    {
        var (number, against) = (BigInteger.Zero, BigInteger.Zero);
        foreach (var (factor, atoms) in difference.Terms)
            if (atoms is [NumberOf of] && of.Fact == over.Fact) number = factor;
            else if (atoms is [OverOf by] && by == over) against = -factor;
            else return null;
        if (number.IsZero) return null;
        if (number.Sign < 0) (number, against, relation) = (-number, -against, relation.Mirrored());
        var constant = new Exact(against, number);
        return BigInteger.Abs(constant.Number) > Most || constant.Over > Most ? null
            : new(over.Fact, relation, (long)constant.Number, (long)constant.Over);
    }

    private Balance Balance(Poly difference, Relation relation, IReadOnlyList<Computed> nonZero, Place at)
    {
        // One way round for all: greater rather than less; the first product positive where it is all the same.
        if (relation is Relation.Less or Relation.AtMost
            || relation is Relation.Equal or Relation.NotEqual && difference.Terms.FirstOrDefault().Factor.Sign < 0)
            (difference, relation) = (Poly.Of(-1) * difference, relation.Mirrored());
        var (left, right) = Lowering.Sides(difference);
        foreach (var side in nonZero.Prepend(right).Prepend(left)) Prove(side, at);
        return new(left, relation, right, nonZero);
    }

    /// <summary>Stops where 64 bits might not do.</summary>
    public void Prove(Computed computed, Place at)
    {
        if (ranges.TooLarge(computed) is { } large)
            throw new BindingStop(at, "rule.too-large", ("what", Naming.Of(large, Facts)));
    }
}

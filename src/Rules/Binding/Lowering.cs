using System.Numerics;

namespace Yitong.Rules.Binding;

/// <summary>Writes sums of products as computed numbers.</summary>
internal static class Lowering
{
    // Beyond these no proof of bounds holds anyway; the number itself only has to be a long.
    private static readonly BigInteger Most = long.MaxValue;

    public static Computed Of(Poly poly)
    {
        var (plus, minus) = Sides(poly);
        if (minus is Constant { Value: 0 }) return plus;
        return new Difference(plus, minus);
    }

    /// <summary>The products with a factor of at least 0, and the others with the opposite factor.</summary>
    public static (Computed Plus, Computed Minus) Sides(Poly poly)
    {
        // The constant comes last: facts first reads as people write.
        var terms = poly.Terms.OrderBy(term => term.Atoms.Length == 0).ToList();
        return (Total(terms.Where(term => term.Factor.Sign >= 0)), Total(terms.Where(term => term.Factor.Sign < 0)));
    }

    private static Computed Total(IEnumerable<(BigInteger Factor, Computed[] Atoms)> terms) =>
        terms.Select(term => Term(BigInteger.Abs(term.Factor), term.Atoms)).DefaultIfEmpty(new Constant(0))
            .Aggregate((sum, term) => new Sum(sum, term));

    private static Computed Term(BigInteger factor, Computed[] atoms)
    {
        var constant = new Constant((long)BigInteger.Min(factor, Most));
        if (atoms.Length == 0) return constant;
        var product = atoms.Aggregate((left, right) => new Product(left, right));
        return factor.IsOne ? product : new Product(constant, product);
    }
}

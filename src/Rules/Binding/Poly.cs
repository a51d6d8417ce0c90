using System.Numerics;

namespace Yitong.Rules.Binding;

/// <summary>
/// A sum of products of facts with whole factors, in one order whatever order it was written in. A product whose factor has
/// become
/// 0 stays: the facts in it are still met, and are still missed when they are missing.
/// </summary>
internal sealed class Poly
{
    private readonly SortedDictionary<string, (BigInteger Factor, Computed[] Atoms)> terms = new(StringComparer.Ordinal);

    public static Poly Of(BigInteger constant)
    {
        var poly = new Poly();
        if (!constant.IsZero) poly.Add(constant, []);
        return poly;
    }

    public static Poly Of(Computed atom)
    {
        var poly = new Poly();
        poly.Add(1, [atom]);
        return poly;
    }

    public IEnumerable<(BigInteger Factor, Computed[] Atoms)> Terms => terms.Values;

    public int Count => terms.Count;

    /// <summary>The value when it is the same for every subject; null otherwise.</summary>
    public BigInteger? AsConstant =>
        terms.Count == 0 ? BigInteger.Zero : terms.Count == 1 && terms.TryGetValue("", out var only) ? only.Factor : null;

    /// <summary>The part that is the same for every subject.</summary>
    public BigInteger ConstantPart => terms.TryGetValue("", out var part) ? part.Factor : BigInteger.Zero;

    public static Poly operator +(Poly a, Poly b) => Combine(a, 1, b);

    public static Poly operator -(Poly a, Poly b) => Combine(a, -1, b);

    public static Poly operator *(Poly a, Poly b)
    {
        var product = new Poly();
        // A factor of 0 leaves nothing of the constant, yet every fact that was met.
        foreach (var left in a.terms.Values.DefaultIfEmpty((BigInteger.Zero, [])))
            foreach (var right in b.terms.Values.DefaultIfEmpty((BigInteger.Zero, [])))
                product.Add(left.Item1 * right.Item1, Sorted([.. left.Item2, .. right.Item2]));
        return product;
    }

    /// <summary>Without a factor that every product has.</summary>
    public Poly Without(Computed atom)
    {
        var reduced = new Poly();
        foreach (var (factor, atoms) in terms.Values)
        {
            var rest = atoms.ToList();
            rest.Remove(atom);
            reduced.Add(factor, [.. rest]);
        }
        return reduced;
    }

    /// <summary>Divided by a number that divides every factor.</summary>
    public Poly DividedBy(BigInteger divisor)
    {
        var reduced = new Poly();
        foreach (var (factor, atoms) in terms.Values) reduced.Add(factor / divisor, atoms);
        return reduced;
    }

    /// <summary>The greatest number that divides every factor; 0 when all are 0.</summary>
    public BigInteger CommonDivisor => terms.Values.Aggregate(BigInteger.Zero,
        (divisor, term) => BigInteger.GreatestCommonDivisor(divisor, term.Factor));

    public bool Equals(Poly other) => terms.Count == other.terms.Count
        && terms.Zip(other.terms).All(pair => pair.First.Key == pair.Second.Key
            && pair.First.Value.Factor == pair.Second.Value.Factor);

    private static Poly Combine(Poly a, int sign, Poly b)
    {
        var sum = new Poly();
        foreach (var (factor, atoms) in a.terms.Values) sum.Add(factor, atoms);
        foreach (var (factor, atoms) in b.terms.Values) sum.Add(sign * factor, atoms);
        return sum;
    }

    private void Add(BigInteger factor, Computed[] atoms)
    {
        var key = string.Join(' ', atoms.Select(Canonical.Key));
        if (terms.TryGetValue(key, out var before)) factor += before.Factor;
        if (atoms.Length == 0 && factor.IsZero) terms.Remove(key);
        else terms[key] = (factor, atoms);
    }

    private static Computed[] Sorted(Computed[] atoms) => [.. atoms.OrderBy(Canonical.Key, StringComparer.Ordinal)];
}

/// <summary>A quotient of two sums of products. The divisor is never negative, and above 0 where no non-zero is 0.</summary>
/// <param name="Number">What is divided.</param>
/// <param name="Over">By what.</param>
/// <param name="NonZero">What must not be 0.</param>
internal sealed record Fraction(Poly Number, Poly Over, IReadOnlyList<Computed> NonZero)
{
    private static readonly Poly One = Poly.Of(BigInteger.One);

    public static Fraction Of(Poly whole) => new(whole, One, []);

    public static Fraction Of(BigInteger number, BigInteger over) => new(Poly.Of(number), Poly.Of(over), []);

    public static Fraction Of(Language.Exact exact) => Of(exact.Number, exact.Over);

    /// <summary>The value when it is the same for every subject; null otherwise.</summary>
    public Language.Exact? AsConstant => NonZero.Count == 0 && Number.AsConstant is { } number && Over.AsConstant is { } over
        ? new Language.Exact(number, over) : null;

    /// <summary>All that must not be 0 in either.</summary>
    public static IReadOnlyList<Computed> Both(IEnumerable<Computed> one, IEnumerable<Computed> other) =>
        [.. one.Concat(other).DistinctBy(Canonical.Key).OrderBy(Canonical.Key, StringComparer.Ordinal)];
}

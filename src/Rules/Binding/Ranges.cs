using System.Numerics;

namespace Yitong.Rules.Binding;

/// <summary>
/// Between which bounds a computed number lies, from the bounds of the facts: the proof that 64 bits hold it. What is known to
/// lie
/// closer, because it was made as a least or a greatest, can be told.
/// </summary>
internal sealed class Ranges(FactBook facts)
{
    private static readonly BigInteger Most = BigInteger.One << 62;
    private readonly Dictionary<string, (BigInteger Least, BigInteger Most)> known = new(StringComparer.Ordinal);

    /// <summary>The first part of a computed number that may leave ±2⁶²; null when none does.</summary>
    public Computed? TooLarge(Computed computed) => Parts(computed).Select(TooLarge).FirstOrDefault(part => part is not null)
        ?? (Of(computed) is var (least, most) && (least < -Most || most > Most) ? computed : null);

    public void Tell(Computed computed, (BigInteger Least, BigInteger Most) range)
    {
        var (least, most) = Of(computed);
        known[Canonical.Key(computed)] = (BigInteger.Max(least, range.Least), BigInteger.Min(most, range.Most));
    }

    public (BigInteger Least, BigInteger Most) Of(Poly poly)
    {
        var (least, most) = (BigInteger.Zero, BigInteger.Zero);
        foreach (var (factor, atoms) in poly.Terms)
        {
            var term = atoms.Aggregate((Least: factor, Most: factor), (product, atom) => Times(product, Of(atom)));
            (least, most) = (least + term.Least, most + term.Most);
        }
        return (least, most);
    }

    public (BigInteger Least, BigInteger Most) Of(Computed computed)
    {
        var key = Canonical.Key(computed);
        if (known.TryGetValue(key, out var range)) return range;
        return known[key] = Compute(computed);
    }

    private (BigInteger Least, BigInteger Most) Compute(Computed computed) => computed switch
    {
        Constant constant => (constant.Value, constant.Value),
        NumberOf number => (facts.Facts[number.Fact].Least, facts.Facts[number.Fact].Most),
        OverOf over => (0, facts.Facts[over.Fact].MostOver),
        Sum sum => (Of(sum.Left).Least + Of(sum.Right).Least, Of(sum.Left).Most + Of(sum.Right).Most),
        Difference difference =>
            (Of(difference.Left).Least - Of(difference.Right).Most, Of(difference.Left).Most - Of(difference.Right).Least),
        Product product => Times(Of(product.Left), Of(product.Right)),
        Quotient quotient => Over(Of(quotient.Of), Of(quotient.By)),
        Pick pick => Union(Of(pick.Then), Of(pick.Otherwise)),
        Lookup lookup => (lookup.Values.Min(), lookup.Values.Max()),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static IEnumerable<Computed> Parts(Computed computed) => computed switch
    {
        Sum sum => [sum.Left, sum.Right],
        Difference difference => [difference.Left, difference.Right],
        Product product => [product.Left, product.Right],
        Quotient quotient => [quotient.Of, quotient.By],
        // The test of a pick was proved when it was made.
        Pick pick => [pick.Then, pick.Otherwise],
        _ => [],
    };

    private static (BigInteger Least, BigInteger Most) Times(
        (BigInteger Least, BigInteger Most) a, (BigInteger Least, BigInteger Most) b)
    {
        BigInteger[] corners = [a.Least * b.Least, a.Least * b.Most, a.Most * b.Least, a.Most * b.Most];
        return (corners.Min(), corners.Max());
    }

    // By is at least 1 wherever the quotient is met; rounding moves by less than 1.
    private static (BigInteger Least, BigInteger Most) Over(
        (BigInteger Least, BigInteger Most) of, (BigInteger Least, BigInteger Most) by)
    {
        var (least, most) = (BigInteger.Max(1, by.Least), BigInteger.Max(1, by.Most));
        return (of.Least.Sign < 0 ? (of.Least - least + 1) / least : of.Least / most,
            of.Most.Sign > 0 ? (of.Most + least - 1) / least : of.Most / most);
    }

    private static (BigInteger Least, BigInteger Most) Union(
        (BigInteger Least, BigInteger Most) a, (BigInteger Least, BigInteger Most) b) =>
        (BigInteger.Min(a.Least, b.Least), BigInteger.Max(a.Most, b.Most));
}

using System.Numerics;

namespace Yitong.Rules.Language;

/// <summary>
/// A rational number in lowest terms: sums, products and quotients of it are exact. The denominator is above 0.
/// </summary>
internal readonly record struct Exact : IComparable<Exact>
{
    private readonly BigInteger overLessOne; // so that the default value is 0/1

    public Exact(BigInteger number, BigInteger over)
    {
        var divisor = BigInteger.GreatestCommonDivisor(number, over);
        if (over.Sign < 0) divisor = -divisor;
        (Number, overLessOne) = (number / divisor, over / divisor - 1);
    }

    public BigInteger Number { get; }

    public BigInteger Over => overLessOne + 1;

    public bool IsWhole => overLessOne.IsZero;

    public bool IsZero => Number.IsZero;

    public static Exact Zero => default;

    public static implicit operator Exact(long number) => new(number, 1);

    public static Exact operator +(Exact a, Exact b) => new(a.Number * b.Over + b.Number * a.Over, a.Over * b.Over);

    public static Exact operator -(Exact a, Exact b) => new(a.Number * b.Over - b.Number * a.Over, a.Over * b.Over);

    public static Exact operator -(Exact a) => new(-a.Number, a.Over);

    public static Exact operator *(Exact a, Exact b) => new(a.Number * b.Number, a.Over * b.Over);

    /// <summary>The quotient; the divisor is not zero.</summary>
    public static Exact operator /(Exact a, Exact b) => new(a.Number * b.Over, a.Over * b.Number);

    public static bool operator <(Exact a, Exact b) => a.CompareTo(b) < 0;

    public static bool operator >(Exact a, Exact b) => a.CompareTo(b) > 0;

    public int CompareTo(Exact other) => (Number * other.Over).CompareTo(other.Number * Over);

    public bool Is(Relation relation, Exact than) => relation.Holds(CompareTo(than));

    /// <summary>The whole number that it is rounded to.</summary>
    public BigInteger Rounded(Rounding rounding) => rounding switch
    {
        Rounding.Down => Floor(Number, Over),
        Rounding.Up => -Floor(-Number, Over),
        _ => Floor(2 * Number + Over, 2 * Over),
    };

    private static BigInteger Floor(BigInteger number, BigInteger over)
    {
        var quotient = BigInteger.DivRem(number, over, out var rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }
}

/// <summary>What a relation says of two numbers.</summary>
internal static class Relations
{
    public static bool Holds(this Relation relation, int compared) => relation switch
    {
        Relation.Equal => compared == 0,
        Relation.NotEqual => compared != 0,
        Relation.Less => compared < 0,
        Relation.AtMost => compared <= 0,
        Relation.Greater => compared > 0,
        _ => compared >= 0,
    };

    /// <summary>The relation that holds exactly where this one does not.</summary>
    public static Relation Opposite(this Relation relation) => relation switch
    {
        Relation.Equal => Relation.NotEqual,
        Relation.NotEqual => Relation.Equal,
        Relation.Less => Relation.AtLeast,
        Relation.AtMost => Relation.Greater,
        Relation.Greater => Relation.AtMost,
        _ => Relation.Less,
    };

    /// <summary>The relation with its two sides exchanged.</summary>
    public static Relation Mirrored(this Relation relation) => relation switch
    {
        Relation.Less => Relation.Greater,
        Relation.AtMost => Relation.AtLeast,
        Relation.Greater => Relation.Less,
        Relation.AtLeast => Relation.AtMost,
        _ => relation,
    };
}

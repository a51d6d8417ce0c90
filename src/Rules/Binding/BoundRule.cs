namespace Yitong.Rules;

/// <summary>
/// A rule fixed to a day: every dated parameter, every month and every working day has become a number. All fast
/// compilations (one subject, columns, SQL) start from this form; the plain interpreter does not, so that they check each other.
/// </summary>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Edition">Which edition of it.</param>
/// <param name="Facts">The facts that it speaks of, by index.</param>
/// <param name="AsOf">The day.</param>
/// <param name="Conditions">All must hold. In the order of the card.</param>
/// <param name="Amount">What it is worth; null when the rule only answers yes or no.</param>
public sealed record BoundRule(
    string Rule, string Edition, FactBook Facts, DateOnly AsOf, IReadOnlyList<BoundCondition> Conditions, BoundAmount? Amount);

/// <summary>One named condition of a card.</summary>
public sealed record BoundCondition(string Name, Test Test);

/// <summary>
/// How much, in whole fen. Unknown when a fact that the computation meets is missing or one of <see cref="NonZero"/> is zero or
/// itself unknown.
/// </summary>
/// <param name="Fen">The amount; never negative.</param>
/// <param name="NonZero">Divisors that are facts; where one is zero nothing can be said.</param>
public sealed record BoundAmount(Computed Fen, IReadOnlyList<Computed> NonZero);

/// <summary>Something that holds, does not, or is unknown. Compared by value.</summary>
public abstract record Test
{
    private protected Test() { }
}

/// <summary>The same for every subject.</summary>
public sealed record Always(Truth Truth) : Test;

/// <summary>
/// The fact's number lies in one of the intervals; unknown when the fact is. For every kind but ratio. Equality, order, sets of
/// codes and months before a day all end as this.
/// </summary>
public sealed record Within(int Fact, Intervals Among) : Test;

/// <summary>
/// The ratio fact compared with a constant ratio: <c>number × over' ⋚ number' × over</c>; unknown when the fact is, or when its
/// denominator is 0.
/// </summary>
/// <param name="Fact">A fact of kind ratio.</param>
/// <param name="Relation">How it must stand to the constant.</param>
/// <param name="Number">The constant's numerator, in lowest terms.</param>
/// <param name="Over">The constant's denominator, above 0, in lowest terms.</param>
public sealed record RatioAgainst(int Fact, Relation Relation, long Number, long Over) : Test;

/// <summary>A fact of kind codes has all, or any, of the marked codes; unknown when the fact is.</summary>
public sealed record HasCodes(int Fact, long Marked, bool All) : Test;

/// <summary>
/// Two computed numbers compared; unknown when a fact that they meet is missing or one of <see cref="NonZero"/> is zero.
/// </summary>
public sealed record Balance(Computed Left, Relation Relation, Computed Right, IReadOnlyList<Computed> NonZero) : Test
{
    /// <inheritdoc/>
    public bool Equals(Balance? other) => other is not null && Left == other.Left && Relation == other.Relation
        && Right == other.Right && NonZero.SequenceEqual(other.NonZero);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Left, Relation, Right, NonZero.Count);
}

/// <summary>Whether the fact was supplied at all: yes or no, never unknown.</summary>
public sealed record IsSupplied(int Fact) : Test;

/// <summary>All hold; yes when there are none.</summary>
public sealed record AllOf(IReadOnlyList<Test> Tests) : Test
{
    /// <inheritdoc/>
    public bool Equals(AllOf? other) => other is not null && Tests.SequenceEqual(other.Tests);

    /// <inheritdoc/>
    public override int GetHashCode() => Tests.Aggregate(17, HashCode.Combine);
}

/// <summary>At least one holds; no when there are none.</summary>
public sealed record AnyOf(IReadOnlyList<Test> Tests) : Test
{
    /// <inheritdoc/>
    public bool Equals(AnyOf? other) => other is not null && Tests.SequenceEqual(other.Tests);

    /// <inheritdoc/>
    public override int GetHashCode() => Tests.Aggregate(31, HashCode.Combine);
}

/// <summary>The opposite; unknown stays unknown.</summary>
public sealed record NotSo(Test Of) : Test;

/// <summary>How two numbers may stand to each other.</summary>
public enum Relation
{
    /// <summary>=</summary>
    Equal,
    /// <summary>≠</summary>
    NotEqual,
    /// <summary>&lt;</summary>
    Less,
    /// <summary>≤</summary>
    AtMost,
    /// <summary>&gt;</summary>
    Greater,
    /// <summary>≥</summary>
    AtLeast,
}

/// <summary>
/// A whole number computed from a subject's facts. Binding proves from the facts' bounds that no part of it leaves ±2⁶², so plain
/// 64-bit arithmetic of any engine is exact.
/// </summary>
public abstract record Computed
{
    private protected Computed() { }
}

/// <summary>The same for every subject.</summary>
public sealed record Constant(long Value) : Computed;

/// <summary>The fact's number; of a ratio its numerator.</summary>
public sealed record NumberOf(int Fact) : Computed;

/// <summary>The denominator of a ratio fact; it also stands among the non-zeros of whoever uses it.</summary>
public sealed record OverOf(int Fact) : Computed;

/// <summary>The sum.</summary>
public sealed record Sum(Computed Left, Computed Right) : Computed;

/// <summary>The difference.</summary>
public sealed record Difference(Computed Left, Computed Right) : Computed;

/// <summary>The product.</summary>
public sealed record Product(Computed Left, Computed Right) : Computed;

/// <summary>
/// A quotient rounded to a whole number. The divisor is provably at least 0, and 0 is caught by the user's non-zeros;
/// the dividend may be negative.
/// </summary>
public sealed record Quotient(Computed Of, Computed By, Rounding Rounding) : Computed;

/// <summary>
/// The first where the test holds, the second where it does not; unknown where it is. Only the chosen one is met.
/// </summary>
public sealed record Pick(Test If, Computed Then, Computed Otherwise) : Computed;

/// <summary>A number for each place of a code fact's list.</summary>
/// <param name="Fact">A fact of kind code.</param>
/// <param name="Values">One for each code of its list.</param>
public sealed record Lookup(int Fact, IReadOnlyList<long> Values) : Computed
{
    /// <inheritdoc/>
    public bool Equals(Lookup? other) => other is not null && Fact == other.Fact && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Fact, Values.Count);
}

/// <summary>How a part of a whole is rounded.</summary>
public enum Rounding
{
    /// <summary>Towards minus infinity.</summary>
    Down,
    /// <summary>Towards plus infinity.</summary>
    Up,
    /// <summary>To the nearest; a half goes towards plus infinity.</summary>
    HalfUp,
}

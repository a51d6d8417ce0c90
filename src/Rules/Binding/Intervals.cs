namespace Yitong.Rules;

/// <summary>A set of whole numbers as closed intervals, ascending and apart. Immutable; compared by value.</summary>
public sealed class Intervals : IEquatable<Intervals>
{
    private readonly (long Least, long Most)[] parts;

    private Intervals((long, long)[] parts) => this.parts = parts;

    /// <summary>No number.</summary>
    public static Intervals None { get; } = new([]);

    /// <summary>The intervals, ascending, with at least one number between two.</summary>
    public IReadOnlyList<(long Least, long Most)> Parts => parts;

    /// <summary>The numbers between two bounds, both included; none when they are crossed.</summary>
    public static Intervals Between(long least, long most) => least > most ? None : new([(least, most)]);

    /// <summary>These numbers.</summary>
    public static Intervals Of(IEnumerable<long> numbers) => Union(numbers.Select(number => (number, number)));

    /// <summary>All numbers of any of the intervals.</summary>
    public static Intervals Union(IEnumerable<(long Least, long Most)> some)
    {
        var joined = new List<(long Least, long Most)>();
        foreach (var next in some.Where(part => part.Least <= part.Most).Order())
            if (joined is [.., var last] && (last.Most == long.MaxValue || next.Least <= last.Most + 1))
                joined[^1] = (last.Least, Math.Max(last.Most, next.Most));
            else
                joined.Add(next);
        return new([.. joined]);
    }

    /// <summary>The numbers that are in both.</summary>
    public static Intervals Intersect(Intervals one, Intervals other) => Union(
        from part in one.parts
        from with in other.parts
        select (Math.Max(part.Least, with.Least), Math.Min(part.Most, with.Most)));

    /// <summary>The numbers between two bounds, both included, that are not among these.</summary>
    public Intervals Complement(long least, long most)
    {
        var gaps = new List<(long, long)>();
        foreach (var part in parts)
        {
            if (part.Least > least) gaps.Add((least, Math.Min(most, part.Least - 1)));
            if (part.Most >= most) return Union(gaps);
            least = Math.Max(least, part.Most + 1);
        }
        gaps.Add((least, most));
        return Union(gaps);
    }

    /// <summary>Whether the number is among them.</summary>
    public bool Has(long number)
    {
        foreach (var (least, most) in parts)
            if (number <= most) return number >= least;
        return false;
    }

    /// <inheritdoc/>
    public bool Equals(Intervals? other) => other is not null && parts.AsSpan().SequenceEqual(other.parts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Intervals);

    /// <inheritdoc/>
    public override int GetHashCode() => parts.Aggregate(parts.Length, (hash, part) => HashCode.Combine(hash, part));

    /// <inheritdoc/>
    public override string ToString() => string.Join(" ∪ ", parts.Select(part => $"{part.Least}..{part.Most}"));
}

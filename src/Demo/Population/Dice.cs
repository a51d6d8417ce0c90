using System.Runtime.CompilerServices;

namespace Yitong.Demo.Population;

/// <summary>
/// Random whole numbers that depend on nothing but a seed and a row, the same on every machine (SplitMix64). There is no floating
/// point in them, so that a city is the same down to the last fen wherever it is made.
/// </summary>
internal struct Dice(long seed, long row)
{
    private ulong state = Mix(unchecked((ulong)seed * 0x9E3779B97F4A7C15 ^ Mix((ulong)row + 0x632BE59BD9B4E019)));

    /// <summary>A number from 0 to below the bound.</summary>
    public long Below(long bound) => (long)(((UInt128)Next() * (ulong)bound) >> 64);

    /// <summary>A number between two, both included.</summary>
    public long Between(long least, long most) => most <= least ? least : least + Below(most - least + 1);

    /// <summary>True so many times in a thousand.</summary>
    public bool Chance(int perMille) => Below(1_000) < perMille;

    /// <summary>
    /// A number of a heavy-tailed kind: most lie near the start, and each doubling is reached so many times in a thousand.
    /// </summary>
    public long Tail(long start, int perMille, int doublings = 30)
    {
        var value = Math.Max(start, 1);
        while (doublings-- > 0 && value < 1L << 55 && Chance(perMille)) value *= 2;
        return value / 2 + Below(value);
    }

    /// <summary>A place in a list whose places have these weights.</summary>
    public int Place(ReadOnlySpan<int> weights)
    {
        var sum = 0L;
        foreach (var weight in weights) sum += weight;
        var left = Below(sum);
        for (var place = 0; place < weights.Length; place++)
            if ((left -= weights[place]) < 0) return place;
        return weights.Length - 1;
    }

    private ulong Next() => Mix(state = unchecked(state + 0x9E3779B97F4A7C15));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9;
            value = (value ^ value >> 27) * 0x94D049BB133111EB;
            return value ^ value >> 31;
        }
    }
}

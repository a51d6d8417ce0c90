using System.Numerics;
using Yitong.Rules.Columns;

namespace Yitong.Rules;

/// <summary>One bit for each row of a register: rows that match, rows that are near. Immutable to its reader.</summary>
public sealed unsafe class Bitmap
{
    /// <summary>Rows whose bits are stored together; every column is padded to a multiple of it.</summary>
    internal const int Stride = 4096;

    private readonly AlignedBytes bits;

    internal Bitmap(long rows) => (Rows, bits) = (rows, new AlignedBytes(BytesFor(rows)));

    /// <summary>How many rows it speaks of.</summary>
    public long Rows { get; }

    /// <summary>Whether the row is marked.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public bool this[int row]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(row);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Rows);
            return (bits.Words[row >> 6] >> (row & 63) & 1) != 0;
        }
    }

    /// <summary>How many rows are marked.</summary>
    public long Count
    {
        get
        {
            var count = 0L;
            for (var at = 0L; at < bits.Length / 8; at++) count += BitOperations.PopCount(bits.Words[at]);
            return count;
        }
    }

    internal ulong* Words => bits.Words;

    internal long WordCount => bits.Length / 8;

    /// <summary>The marked rows, ascending.</summary>
    public IEnumerable<int> Marked()
    {
        for (var at = 0; at < WordCount; at++)
            for (var word = Word(at); word != 0; word &= word - 1)
                yield return at * 64 + BitOperations.TrailingZeroCount(word);
    }

    internal static long Padded(long rows) => (rows + Stride - 1) / Stride * Stride;

    internal static long BytesFor(long rows) => Padded(rows) / 8;

    internal ulong Word(long at) => bits.Words[at];

    /// <summary>The first <paramref name="rows"/> rows marked.</summary>
    internal static Bitmap AllOf(long rows)
    {
        var all = new Bitmap(rows);
        for (var at = 0L; at < rows / 64; at++) all.Words[at] = ulong.MaxValue;
        if (rows % 64 != 0) all.Words[rows / 64] = (1UL << (int)(rows % 64)) - 1;
        return all;
    }
}

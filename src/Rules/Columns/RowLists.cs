using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Yitong.Rules.Columns;

/// <summary>Makes lists of rows out of bitmaps.</summary>
internal static unsafe class RowLists
{
    // For each of 64 rows the byte of the word that it is marked in, its bit, and its number.
    private static readonly Vector512<byte> ByteOf = Made(at => at / 8), BitOf = Made(at => 1 << (at % 8)),
        NumberOf = Made(at => at);

    /// <summary>Lists the marked rows and says how many they are; the list needs room for 64 more.</summary>
    public static int List(ulong* words, int count, int firstRow, int* rows)
    {
        unchecked
        {
            if (Avx512Vbmi2.IsSupported) return ListFast(words, count, firstRow, rows);
            var found = 0;
            for (var at = 0; at < count; at++)
                for (var word = words[at]; word != 0; word &= word - 1)
                    rows[found++] = firstRow + at * 64 + BitOperations.TrailingZeroCount(word);
            return found;
        }
    }

    // Squeezes the numbers of the marked rows together, 64 at a time, without asking how many they are.
    private static int ListFast(ulong* words, int count, int firstRow, int* rows)
    {
        unchecked
        {
            var (byteOf, bitOf, numberOf, found) = (ByteOf, BitOf, NumberOf, 0);
            for (var at = 0; at < count; at++, firstRow += 64)
            {
                var bits = Avx512BW.Shuffle(Vector512.Create(words[at]).AsByte(), byteOf) & bitOf;
                var marked = Avx512Vbmi2.Compress(Vector512<byte>.Zero, Vector512.Equals(bits, bitOf), numberOf);
                var many = BitOperations.PopCount(words[at]);
                var first = Vector512.Create(firstRow);
                (Avx512F.ConvertToVector512Int32(marked.GetLower().GetLower()) + first).Store(rows + found);
                for (var next = 16; next < many; next += 16)
                {
                    var part = next == 16 ? marked.GetLower().GetUpper()
                        : next == 32 ? marked.GetUpper().GetLower() : marked.GetUpper().GetUpper();
                    (Avx512F.ConvertToVector512Int32(part) + first).Store(rows + found + next);
                }
                found += many;
            }
            return found;
        }
    }

    private static Vector512<byte> Made(Func<int, int> each)
    {
        Span<byte> made = stackalloc byte[64];
        for (var at = 0; at < 64; at++) made[at] = (byte)each(at);
        return Vector512.Create<byte>(made);
    }
}

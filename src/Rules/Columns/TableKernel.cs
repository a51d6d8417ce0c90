using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Yitong.Rules.Columns;

/// <summary>
/// Answers up to eight atoms of one byte of codes at once: a table gives for each code one bit for each atom, and the bits of 64
/// rows are then turned from one byte a row into one word an atom. Rows lie swizzled (number crossed with 7), because the bit
/// matrix comes out of the processor upside down.
/// </summary>
internal static unsafe class TableKernel
{
    /// <summary>What a row's number is crossed with to find its code.</summary>
    public const int Swizzle = 7;

    private static readonly Vector512<byte> Diagonal = Vector512.Create(0x8040201008040201UL).AsByte();

    // From the 16 groups of eight bytes of two vectors the bytes of atoms 0 to 3, and of atoms 4 to 7.
    private static readonly Vector512<byte> Front = Gathering(0), Back = Gathering(4);

    /// <summary>512 rows of one group: eight words for each of its eight atoms.</summary>
    /// <param name="codes">Codes of the block's first row.</param>
    /// <param name="table">256 bytes, one for each code.</param>
    /// <param name="codesUsed">Codes above this one are never met: 63, 127 or 255.</param>
    /// <param name="to">Bitmap of the first atom.</param>
    /// <param name="stride">Bytes from one atom's bitmap to the next.</param>
    /// <param name="rows">Rows in the block, a multiple of 512.</param>
    public static void Answer(byte* codes, byte* table, int codesUsed, byte* to, int stride, int rows)
    {
        unchecked
        {
            var (diagonal, front, back) = (Diagonal, Front, Back);
            Vector512<byte> t0 = Vector512.Load(table), t1 = Vector512.Load(table + 64),
                t2 = Vector512.Load(table + 128), t3 = Vector512.Load(table + 192);
            for (var row = 0; row < rows; row += 512, codes += 512, to += 64)
            {
                Vector512<byte> a, b, c, d, e, f, g, h;
                if (codesUsed <= 63)
                    (a, b, c, d, e, f, g, h) = (Few(codes, t0, diagonal), Few(codes + 64, t0, diagonal),
                        Few(codes + 128, t0, diagonal), Few(codes + 192, t0, diagonal), Few(codes + 256, t0, diagonal),
                        Few(codes + 320, t0, diagonal), Few(codes + 384, t0, diagonal), Few(codes + 448, t0, diagonal));
                else if (codesUsed <= 127)
                    (a, b, c, d, e, f, g, h) = (Some(codes, t0, t1, diagonal), Some(codes + 64, t0, t1, diagonal),
                        Some(codes + 128, t0, t1, diagonal), Some(codes + 192, t0, t1, diagonal),
                        Some(codes + 256, t0, t1, diagonal), Some(codes + 320, t0, t1, diagonal),
                        Some(codes + 384, t0, t1, diagonal), Some(codes + 448, t0, t1, diagonal));
                else
                    (a, b, c, d, e, f, g, h) = (Many(codes, t0, t1, t2, t3, diagonal), Many(codes + 64, t0, t1, t2, t3, diagonal),
                        Many(codes + 128, t0, t1, t2, t3, diagonal), Many(codes + 192, t0, t1, t2, t3, diagonal),
                        Many(codes + 256, t0, t1, t2, t3, diagonal), Many(codes + 320, t0, t1, t2, t3, diagonal),
                        Many(codes + 384, t0, t1, t2, t3, diagonal), Many(codes + 448, t0, t1, t2, t3, diagonal));
                Turn(Pair(a, front, b), Pair(c, front, d), Pair(e, front, f), Pair(g, front, h), to, stride);
                Turn(Pair(a, back, b), Pair(c, back, d), Pair(e, back, f), Pair(g, back, h), to + 4 * stride, stride);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Few(byte* codes, Vector512<byte> table, Vector512<byte> diagonal) =>
        Bits(Avx512Vbmi.PermuteVar64x8(table, Vector512.Load(codes)), diagonal);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Some(byte* codes, Vector512<byte> low, Vector512<byte> high, Vector512<byte> diagonal) =>
        Bits(Avx512Vbmi.PermuteVar64x8x2(low, Vector512.Load(codes), high), diagonal);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Many(
        byte* codes, Vector512<byte> t0, Vector512<byte> t1, Vector512<byte> t2, Vector512<byte> t3, Vector512<byte> diagonal)
    {
        var read = Vector512.Load(codes);
        var low = Avx512Vbmi.PermuteVar64x8x2(t0, read, t1);
        var high = Avx512Vbmi.PermuteVar64x8x2(t2, read, t3);
        return Bits(Vector512.ConditionalSelect(Vector512.LessThan(read.AsSByte(), default).AsByte(), high, low), diagonal);
    }

    // Eight rows of eight atoms' bits become eight atoms of eight rows' bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Bits(Vector512<byte> rows, Vector512<byte> diagonal) =>
        Gfni.V512.GaloisFieldAffineTransform(diagonal, rows, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> Pair(Vector512<byte> low, Vector512<byte> gathering, Vector512<byte> high) =>
        Avx512Vbmi.PermuteVar64x8x2(low, gathering, high).AsInt64();

    // Each quarter of a vector is one atom's 128 rows; four vectors make four atoms' 512 rows.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(Vector512<long> a, Vector512<long> b, Vector512<long> c, Vector512<long> d, byte* to, int stride)
    {
        unchecked
        {
            var (ab, cd) = (Avx512F.Shuffle4x128(a, b, 0x44), Avx512F.Shuffle4x128(c, d, 0x44));
            var (ba, dc) = (Avx512F.Shuffle4x128(a, b, 0xEE), Avx512F.Shuffle4x128(c, d, 0xEE));
            Avx512F.Shuffle4x128(ab, cd, 0x88).Store((long*)to);
            Avx512F.Shuffle4x128(ab, cd, 0xDD).Store((long*)(to + stride));
            Avx512F.Shuffle4x128(ba, dc, 0x88).Store((long*)(to + 2 * stride));
            Avx512F.Shuffle4x128(ba, dc, 0xDD).Store((long*)(to + 3 * stride));
        }
    }

    private static Vector512<byte> Gathering(int firstAtom)
    {
        Span<byte> from = stackalloc byte[64];
        for (var at = 0; at < 64; at++)
        {
            var (atom, half, group) = (firstAtom + at / 16, at / 8 % 2, at % 8);
            from[at] = (byte)(half * 64 + group * 8 + atom);
        }
        return Vector512.Create<byte>(from);
    }
}

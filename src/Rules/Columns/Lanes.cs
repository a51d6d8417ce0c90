using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Yitong.Rules.Columns;

/// <summary>A piece of a bitmap as wide as one vector.</summary>
internal unsafe interface ILanes<T> where T : struct, ILanes<T>
{
    /// <summary>How many words of 64 rows it holds.</summary>
    static abstract int Words { get; }

    static abstract T Load(ulong* at);

    void Store(ulong* at);

    static abstract T operator &(T one, T other);

    static abstract T operator |(T one, T other);

    /// <summary>Where <paramref name="other"/> is not marked.</summary>
    T Without(T other);

    /// <summary>Where this and at least one of the two are marked.</summary>
    T AndEither(T first, T second);

    /// <summary>The first where this is marked, else the second.</summary>
    T Choose(T first, T second);

    /// <summary>For 64 codes, whether each lies in a range.</summary>
    static abstract ulong InRange(byte* codes, byte least, byte width);
}

internal readonly unsafe struct Lanes512(Vector512<ulong> bits) : ILanes<Lanes512>
{
    private readonly Vector512<ulong> bits = bits;

    public static int Words => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Load(ulong* at) => new(Vector512.Load(at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ulong* at) => bits.Store(at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator &(Lanes512 one, Lanes512 other) => new(one.bits & other.bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator |(Lanes512 one, Lanes512 other) => new(one.bits | other.bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes512 Without(Lanes512 other) => new(Vector512.AndNot(bits, other.bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes512 AndEither(Lanes512 first, Lanes512 second) =>
        new(Avx512F.IsSupported ? Avx512F.TernaryLogic(bits, first.bits, second.bits, 0xE0) : bits & (first.bits | second.bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes512 Choose(Lanes512 first, Lanes512 second) =>
        new(Vector512.ConditionalSelect(bits, first.bits, second.bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong InRange(byte* codes, byte least, byte width) => Vector512.LessThanOrEqual(
        Vector512.Load(codes) - Vector512.Create(least), Vector512.Create(width)).ExtractMostSignificantBits();
}

internal readonly unsafe struct Lanes256(Vector256<ulong> bits) : ILanes<Lanes256>
{
    private readonly Vector256<ulong> bits = bits;

    public static int Words => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Load(ulong* at) => new(Vector256.Load(at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ulong* at) => bits.Store(at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator &(Lanes256 one, Lanes256 other) => new(one.bits & other.bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator |(Lanes256 one, Lanes256 other) => new(one.bits | other.bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes256 Without(Lanes256 other) => new(Vector256.AndNot(bits, other.bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes256 AndEither(Lanes256 first, Lanes256 second) =>
        new(bits & (first.bits | second.bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes256 Choose(Lanes256 first, Lanes256 second) =>
        new(Vector256.ConditionalSelect(bits, first.bits, second.bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong InRange(byte* codes, byte least, byte width) =>
        Half(codes, least, width) | (ulong)Half(codes + 32, least, width) << 32;

    // The least of a number and the bound is the number: there is no unsigned comparison of bytes before AVX-512.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Half(byte* codes, byte least, byte width)
    {
        var above = Vector256.Load(codes) - Vector256.Create(least);
        return Vector256.Equals(Vector256.Min(above, Vector256.Create(width)), above).ExtractMostSignificantBits();
    }
}

internal readonly unsafe struct Lanes128(Vector128<ulong> bits) : ILanes<Lanes128>
{
    private readonly Vector128<ulong> bits = bits;

    public static int Words => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Load(ulong* at) => new(Vector128.Load(at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ulong* at) => bits.Store(at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator &(Lanes128 one, Lanes128 other) => new(one.bits & other.bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator |(Lanes128 one, Lanes128 other) => new(one.bits | other.bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes128 Without(Lanes128 other) => new(Vector128.AndNot(bits, other.bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes128 AndEither(Lanes128 first, Lanes128 second) =>
        new(bits & (first.bits | second.bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes128 Choose(Lanes128 first, Lanes128 second) =>
        new(Vector128.ConditionalSelect(bits, first.bits, second.bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong InRange(byte* codes, byte least, byte width) =>
        Quarter(codes, least, width) | (ulong)Quarter(codes + 16, least, width) << 16
        | (ulong)Quarter(codes + 32, least, width) << 32 | (ulong)Quarter(codes + 48, least, width) << 48;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Quarter(byte* codes, byte least, byte width)
    {
        var above = Vector128.Load(codes) - Vector128.Create(least);
        return Vector128.Equals(Vector128.Min(above, Vector128.Create(width)), above).ExtractMostSignificantBits();
    }
}

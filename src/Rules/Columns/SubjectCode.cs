using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Yitong.Rules;

/// <summary>
/// The 18 characters by which a company (统一社会信用代码) or a person (公民身份号码) is known, packed into 16 bytes. Says
/// nothing of the check character. Personal data where it is a person's.
/// </summary>
public readonly record struct SubjectCode
{
    private const int Half = 9;

    private readonly ulong front, back;

    private SubjectCode(ulong front, ulong back) => (this.front, this.back) = (front, back);

    /// <summary>Reads 18 digits and upper-case letters. False for anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out SubjectCode code)
    {
        code = default;
        if (text is not { Length: 2 * Half } || Pack(text.AsSpan(0, Half)) is not { } front
            || Pack(text.AsSpan(Half)) is not { } back) return false;
        code = new(front, back);
        return true;
    }

    /// <summary>The 18 characters; zeros for the default value.</summary>
    public override string ToString() => string.Create(2 * Half, this, static (text, code) =>
    {
        Unpack(code.front, text[..Half]);
        Unpack(code.back, text[Half..]);
    });

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((int)((front * 0x9E3779B97F4A7C15 ^ back * 0xC2B2AE3D27D4EB4F) >> 32));

    private static ulong? Pack(ReadOnlySpan<char> text)
    {
        var packed = 0UL;
        foreach (var letter in text)
        {
            var digit = char.IsAsciiDigit(letter) ? letter - '0' : char.IsAsciiLetterUpper(letter) ? letter - 'A' + 10 : -1;
            if (digit < 0) return null;
            packed = packed * 36 + (ulong)digit;
        }
        return packed;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Unpack(ulong packed, Span<char> text)
    {
        for (var at = text.Length - 1; at >= 0; at--, packed /= 36)
            text[at] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[(int)(packed % 36)];
    }
}

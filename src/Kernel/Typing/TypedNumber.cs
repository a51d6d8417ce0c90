using System.Buffers;
using System.Globalization;

namespace Yitong.Kernel;

/// <summary>
/// Numbers as people type them: full-width digits, a sign, thousands parted where thousands are (<c>12,345</c>, <c>12 345</c>), a
/// unit behind. A separator anywhere else is a slip, and is not passed over: <c>12,34</c> might be meant as 12.34.
/// </summary>
public static class TypedNumber
{
    // So many digits a decimal holds exactly, also after the largest unit of money and fen have multiplied it.
    private const int Longest = 26;
    private const int MostDecimals = 10;
    private static readonly SearchValues<char> Parts = SearchValues.Create("0123456789., ");
    private const decimal Highest = 100_000_000_000_000_000m;

    /// <summary>The number; null when the text is none, or has a unit that is not the question's.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="units">How the unit may be written, <c>m²</c> as well as <c>㎡</c>; without a unit it is always read.</param>
    public static decimal? Read(string? text, params IEnumerable<string> units)
    {
        var (isNegative, digits, rest) = Split(text);
        if (rest.Length > 0 && !units.Any(unit => IsSame(unit, rest))) return null;
        return Plain(digits) is not { } number ? null : isNegative ? -number : number;
    }

    /// <summary>The whole number; null when it is none, or out of range.</summary>
    public static long? Whole(string? text) =>
        Read(text) is { } number && number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue
            ? (long)number : null;

    /// <summary>A text in its parts: a sign, digits with their separators, and what follows, without spaces.</summary>
    internal static (bool IsNegative, string Digits, string Unit) Split(string? text, ReadOnlySpan<char> currency = default)
    {
        var plain = WideText.Fold(text);
        var isNegative = plain is ['-' or '−' or '–', ..];
        if (isNegative) plain = plain[1..].TrimStart();
        if (plain.Length > 0 && currency.Contains(plain[0])) plain = plain[1..].TrimStart();
        var end = plain.AsSpan().IndexOfAnyExcept(Parts);
        var digits = end < 0 ? plain : plain[..end];
        return (isNegative, digits.Trim(), plain[digits.Length..].Replace(" ", "", StringComparison.Ordinal));
    }

    /// <summary>A plain decimal whose thousands are parted well or not at all; null otherwise.</summary>
    internal static decimal? Plain(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var (whole, fraction) = (point < 0 ? text : text[..point], point < 0 ? "0" : text[(point + 1)..]);
        if (text.Length > Longest + MostDecimals || !IsWellParted(whole)) return null;
        if (fraction.Length is 0 or > MostDecimals || fraction.AsSpan().ContainsAnyExceptInRange('0', '9')) return null;
        var plain = whole.Replace(",", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        if (plain.Length + (point < 0 ? 0 : fraction.Length) > Longest) return null;
        var number = decimal.Parse($"{plain}.{fraction}", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return number <= Highest ? number : null;
    }

    private static bool IsWellParted(string whole)
    {
        if (whole.Length == 0) return false;
        var parting = whole.AsSpan().IndexOfAny(',', ' ') is var at and >= 0 ? whole[at] : '0';
        for (var i = 0; i < whole.Length; i++)
        {
            var isParted = parting != '0' && (whole.Length - i) % 4 == 0;
            if (isParted ? whole[i] != parting || i == 0 : !char.IsAsciiDigit(whole[i])) return false;
        }
        return true;
    }

    private static bool IsSame(string unit, string typed) => string.Equals(
        CompatibleForms.Fold(WideText.Fold(unit)), CompatibleForms.Fold(typed), StringComparison.OrdinalIgnoreCase);
}

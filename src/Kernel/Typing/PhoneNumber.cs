using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Yitong.Kernel;

/// <summary>
/// A telephone number: a mobile one (手机), one of a fixed line with or without its area code (固定电话), one of a service (400, 800,
/// 95, 96), or one abroad. Whether somebody answers there is not known.
/// </summary>
public readonly partial record struct PhoneNumber
{
    private const int Mobile = 11;
    private readonly string? text;

    private PhoneNumber(string text) => this.text = text;

    /// <summary>
    /// Digits alone, without the prefix of the country; abroad with <c>+</c> and the prefix; an extension (分机) behind 转.
    /// </summary>
    public string Text => text ?? "";

    /// <summary>Whether it is a mobile number, to which messages can be sent.</summary>
    public bool IsMobile => Text.Length == Mobile && Text[0] == '1';

    /// <summary>
    /// Reads a number: spaces, hyphens, dots, brackets and full-width digits are understood, the prefix 86 behind <c>+</c> or
    /// <c>00</c>, and behind a fixed line or a service an extension of at most six digits: 转801, 分机801, #801, ext. 801, -801.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? written, out PhoneNumber number)
    {
        if (Extension().Match(WideText.Fold(written)) is not { Success: true } found
            || !ReadLine(found.Groups["line"].Value, out var line) || line.IsMobile || line.Text[0] == '+')
            return ReadLine(written, out number);
        number = new($"{line.Text}转{found.Groups["extension"].Value}");
        return true;
    }

    // Behind a hyphen alone only what follows a whole line's digits is an extension, and not the end of the line itself.
    [GeneratedRegex("^(?<line>.+?)(?:\\s*(?:转接?|轉|分机|分機|#|ext\\.?|x)\\s*|(?<=[0-9]{7})\\s*-\\s*)(?<extension>[0-9]{1,6})$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 100)]
    private static partial Regex Extension();

    private static bool ReadLine(string? written, out PhoneNumber number)
    {
        number = default;
        var digits = WideText.FoldCode(written).Replace("(", "", StringComparison.Ordinal)
            .Replace(")", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
        var isAbroad = digits.StartsWith('+') || digits.StartsWith("00", StringComparison.Ordinal);
        if (isAbroad) digits = digits[(digits[0] == '+' ? 1 : 2)..];
        if (digits.AsSpan().ContainsAnyExceptInRange('0', '9')) return false;
        if (isAbroad && digits.StartsWith("86", StringComparison.Ordinal)) (isAbroad, digits) = (false, Inland(digits[2..]));
        else if (!isAbroad && digits is ['8', '6', '1', ..] && digits.Length == Mobile + 2) digits = digits[2..];
        if (!(isAbroad ? digits is [not '0', ..] && digits.Length is >= 8 and <= 15 : IsInland(digits))) return false;
        number = new(isAbroad ? "+" + digits : digits);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    // Behind the country's prefix an area code stands without its nought.
    private static string Inland(string digits) => digits.Length is >= 10 and <= 11 && digits[0] is >= '2' and <= '9'
        || digits.Length == 10 && digits.StartsWith("10", StringComparison.Ordinal) ? "0" + digits : digits;

    private static bool IsInland(string digits) => digits switch
    {
        ['1', >= '3' and <= '9', ..] => digits.Length == Mobile,
        ['0', '1', '0', ..] or ['0', '2', _, ..] => IsLine(digits[3..], 8),
        ['0', >= '3' and <= '9', >= '1', ..] => IsLine(digits[4..], 7) || IsLine(digits[4..], 8),
        ['4' or '8', '0', '0', ..] when digits.Length == 10 => true,
        ['9', '5' or '6', ..] when digits.Length is >= 5 and <= 8 => true,
        _ => IsLine(digits, 7) || IsLine(digits, 8),
    };

    private static bool IsLine(string digits, int length) => digits.Length == length && digits[0] is >= '2' and <= '8';
}

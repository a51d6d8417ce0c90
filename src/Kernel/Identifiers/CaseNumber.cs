using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Yitong.Kernel;

/// <summary>
/// A case number (办件编号): what people read out on the phone. 21 digits: the division (6), the day on
/// which the case was opened (8), a serial number within division and day (6), and a check digit by ISO
/// 7064 MOD 11,10. One wrong digit is always noticed, and two swapped neighbours in all but about two of
/// a hundred pairs. It is not the case's id and opens no door.
/// </summary>
public readonly record struct CaseNumber
{
    /// <summary>The highest serial number of a day; the lowest is 1.</summary>
    public const int MaxSerial = 999_999;

    private readonly string? text;

    private CaseNumber(string text) => this.text = text;

    /// <summary>The 21 digits; empty for the default value.</summary>
    public string Text => text ?? "";

    /// <summary>As it is shown: <c>210202-20260928-000123-7</c>.</summary>
    public string Grouped => Text.Length == 21 ? $"{Text[..6]}-{Text[6..14]}-{Text[14..20]}-{Text[20]}" : "";

    /// <summary>Where the case was opened.</summary>
    public DivisionCode Division => DivisionCode.TryParse(Text[..6], out var division) ? division : default;

    /// <summary>The day on which the case was opened.</summary>
    public DateOnly Day => DateOnly.ParseExact(Text.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>1 to <see cref="MaxSerial"/>, within division and day.</summary>
    public int Serial => int.Parse(Text.AsSpan(14, 6), CultureInfo.InvariantCulture);

    /// <summary>The number for a division, a day and a serial number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The division is the default value, or the serial number is out of range.
    /// </exception>
    public static CaseNumber Of(DivisionCode division, DateOnly day, int serial)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(division, default);
        ArgumentOutOfRangeException.ThrowIfLessThan(serial, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(serial, MaxSerial);
        var first20 = string.Create(
            CultureInfo.InvariantCulture, $"{division.Text}{day:yyyyMMdd}{serial:D6}");
        return new(first20 + CheckDigit(first20));
    }

    /// <summary>Reads a number; spaces, hyphens, dashes and full-width digits are understood.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out CaseNumber number)
    {
        number = default;
        var plain = WideText.FoldCode(text);
        if (plain.Length != 21 || !plain.All(char.IsAsciiDigit)) return false;
        if (CheckDigit(plain.AsSpan(0, 20)) != plain[20]) return false;
        if (!DivisionCode.TryParse(plain[..6], out _)) return false;
        if (!IsDay(plain.AsSpan(6, 8)) || plain.AsSpan(14, 6).SequenceEqual("000000")) return false;
        number = new(plain);
        return true;
    }

    /// <inheritdoc cref="Grouped"/>
    public override string ToString() => Grouped;

    private static bool IsDay(ReadOnlySpan<char> digits) =>
        DateOnly.TryParseExact(digits, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>ISO 7064 MOD 11,10: a digit for digits.</summary>
    private static char CheckDigit(ReadOnlySpan<char> digits)
    {
        var product = 10;
        foreach (var digit in digits)
        {
            var sum = (product + digit - '0') % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (char)('0' + (11 - product) % 10);
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Yitong.Kernel;

/// <summary>Sex as the citizen number says it.</summary>
public enum Sex
{
    /// <summary>女: an even sequence number.</summary>
    Female,
    /// <summary>男: an odd sequence number.</summary>
    Male,
}

/// <summary>
/// A citizen number (公民身份号码): division, birth date, sequence number and check character, 18 in all
/// (GB 11643-1999, ISO 7064 MOD 11-2). One wrong character and two swapped neighbours are always noticed.
/// Says nothing about whether the person exists. Printed and logged only <see cref="Masked"/>: that is
/// what <see cref="ToString"/> gives.
/// </summary>
public readonly record struct CitizenNumber
{
    private const string CheckCharacters = "10X98765432";
    private const int EarliestYear = 1800;
    private const int LongestLife = 130;
    private static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private readonly string? text;

    private CitizenNumber(string text) => this.text = text;

    /// <summary>All 18 characters; empty for the default value. Personal data.</summary>
    public string Text => text ?? "";

    /// <summary>
    /// The first four and last four characters, the rest as stars: <c>2102**********1234</c>.
    /// </summary>
    public string Masked => Masking.Of(Text);

    /// <summary>Where the number was first given; people move, so not where somebody lives.</summary>
    public DivisionCode Division => DivisionCode.TryParse(Text[..6], out var division) ? division : default;

    /// <summary>The day of birth.</summary>
    public DateOnly BirthDate =>
        DateOnly.ParseExact(Text.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>Sex as the sequence number says it.</summary>
    public Sex Sex => (Text[16] - '0') % 2 == 0 ? Sex.Female : Sex.Male;

    /// <summary>Completed years of age (周岁) on a day, as <see cref="CalendarSpan"/> counts them; negative before birth.</summary>
    public int AgeOn(DateOnly day) => CalendarSpan.AgeOn(day, BirthDate);

    /// <summary>
    /// Whether somebody who lives on a day can have been born then: not later, and not longer ago than anybody lived.
    /// </summary>
    public bool IsBornBy(DateOnly day) => AgeOn(day) is >= 0 and < LongestLife;

    /// <summary>
    /// Reads a number; spaces, hyphens, full-width characters and a small x are understood. False for
    /// anything but 18 characters with a division, a day that exists (from 1800 on) and the right check
    /// character.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out CitizenNumber number)
    {
        number = default;
        var plain = WideText.FoldCode(text);
        if (plain.Length != 18 || CheckCharacter(plain.AsSpan(0, 17)) != plain[17]) return false;
        if (!DivisionCode.TryParse(plain[..6], out _) || !IsBirthDate(plain.AsSpan(6, 8))) return false;
        number = new(plain);
        return true;
    }

    /// <summary>A number for an invented person, with the check character that belongs to it.</summary>
    /// <param name="division">Any division but the default value.</param>
    /// <param name="birth">From 1800 on.</param>
    /// <param name="serial">0 to 999; even for women, odd for men.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is out of its range.</exception>
    public static CitizenNumber Make(DivisionCode division, DateOnly birth, int serial)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(division, default);
        ArgumentOutOfRangeException.ThrowIfLessThan(birth.Year, EarliestYear, nameof(birth));
        ArgumentOutOfRangeException.ThrowIfNegative(serial);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(serial, 999);
        var first17 = string.Create(
            CultureInfo.InvariantCulture, $"{division.Text}{birth:yyyyMMdd}{serial:D3}");
        return new(first17 + CheckCharacter(first17));
    }

    /// <summary>The check character for the first 17 digits; null when they are not 17 digits.</summary>
    public static char? CheckCharacter(ReadOnlySpan<char> first17)
    {
        if (first17.Length != 17) return null;
        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            if (!char.IsAsciiDigit(first17[i])) return null;
            sum += (first17[i] - '0') * Weights[i];
        }
        return CheckCharacters[sum % 11];
    }

    /// <summary>The masked number, so that a log never holds the whole.</summary>
    public override string ToString() => Masked;

    private static bool IsBirthDate(ReadOnlySpan<char> digits) =>
        DateOnly.TryParseExact(
            digits, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year >= EarliestYear;
}

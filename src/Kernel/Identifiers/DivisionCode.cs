using System.Diagnostics.CodeAnalysis;

namespace Yitong.Kernel;

/// <summary>The rank of a division.</summary>
public enum DivisionLevel
{
    /// <summary>省级: the last four digits are zero.</summary>
    Province,
    /// <summary>地级: the last two digits are zero.</summary>
    City,
    /// <summary>县级</summary>
    County,
}

/// <summary>
/// An administrative division code (行政区划代码): six digits, two each for province, city and county
/// (GB/T 2260). Only the form is checked; which divisions exist is the pack's to say.
/// </summary>
public readonly record struct DivisionCode
{
    private readonly int number;

    private DivisionCode(int number) => this.number = number;

    /// <summary>The six digits; 000000 for the default value.</summary>
    public string Text => number.ToString("D6", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The province that it lies in, or itself.</summary>
    public DivisionCode Province => new(number / 10_000 * 10_000);

    /// <summary>The city that it lies in, or itself; the province when it has no city.</summary>
    public DivisionCode City => new(number / 100 * 100);

    /// <summary>Its rank, as the digits say.</summary>
    public DivisionLevel Level => number % 10_000 == 0 ? DivisionLevel.Province
        : number % 100 == 0 ? DivisionLevel.City
        : DivisionLevel.County;

    /// <summary>Whether it is the other or lies in it.</summary>
    public bool IsWithin(DivisionCode other) => this == other || City == other || Province == other;

    /// <summary>
    /// Reads six digits of which the first is not zero; spaces and full-width digits are understood.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out DivisionCode code)
    {
        code = default;
        var plain = WideText.FoldCode(text);
        if (plain.Length != 6 || plain[0] == '0' || !plain.All(char.IsAsciiDigit)) return false;
        code = new(int.Parse(plain, System.Globalization.CultureInfo.InvariantCulture));
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Yitong.Kernel;

/// <summary>
/// An amount of money (金额): a whole number of fen (分), so nothing is ever rounded. May be negative, as
/// a difference. Sums that leave the range of ±92,233,720,368,547,758.07 yuan throw
/// <see cref="OverflowException"/>; a wrong amount is never given.
/// </summary>
/// <param name="Fen">The amount in fen.</param>
public readonly record struct Money(long Fen) : IComparable<Money>
{
    private const long FenPerYuan = 100;
    private const long FenPerTenThousandYuan = 10_000 * FenPerYuan;

    /// <summary>Nothing.</summary>
    public static readonly Money Zero;

    // The longest first, so that 万元 is not taken for 元.
    private static readonly (string Name, long Fen)[] Units =
    [
        ("千万元", 1_000 * FenPerTenThousandYuan), ("千万", 1_000 * FenPerTenThousandYuan),
        ("百万元", 100 * FenPerTenThousandYuan), ("百万", 100 * FenPerTenThousandYuan),
        ("亿元", 10_000 * FenPerTenThousandYuan), ("亿", 10_000 * FenPerTenThousandYuan),
        ("万元", FenPerTenThousandYuan), ("万", FenPerTenThousandYuan),
        ("千元", 1_000 * FenPerYuan), ("元", FenPerYuan), ("", FenPerYuan),
    ];

    /// <summary>Whole yuan.</summary>
    public static Money Yuan(long yuan) => new(checked(yuan * FenPerYuan));

    /// <summary>The amount in yuan, exact.</summary>
    [JsonIgnore]
    public decimal InYuan => (decimal)Fen / FenPerYuan;

    /// <summary>Whether it is below zero.</summary>
    [JsonIgnore]
    public bool IsNegative => Fen < 0;

    /// <summary>The sum.</summary>
    public static Money operator +(Money left, Money right) => new(checked(left.Fen + right.Fen));

    /// <summary>The difference.</summary>
    public static Money operator -(Money left, Money right) => new(checked(left.Fen - right.Fen));

    /// <summary>The opposite amount.</summary>
    public static Money operator -(Money amount) => new(checked(-amount.Fen));

    /// <summary>So many times the amount.</summary>
    public static Money operator *(Money amount, long times) => new(checked(amount.Fen * times));

    /// <summary>Whether the left amount is smaller.</summary>
    public static bool operator <(Money left, Money right) => left.Fen < right.Fen;

    /// <summary>Whether the left amount is larger.</summary>
    public static bool operator >(Money left, Money right) => left.Fen > right.Fen;

    /// <summary>Whether the left amount is not larger.</summary>
    public static bool operator <=(Money left, Money right) => left.Fen <= right.Fen;

    /// <summary>Whether the left amount is not smaller.</summary>
    public static bool operator >=(Money left, Money right) => left.Fen >= right.Fen;

    /// <inheritdoc/>
    public int CompareTo(Money other) => Fen.CompareTo(other.Fen);

    /// <summary>
    /// Reads an amount as people write it: <c>80000元</c>, <c>20万元</c>, <c>1,234.56</c>,
    /// <c>￥1.5亿</c>, full-width too. Without a unit it is yuan. False when a part of a fen would be
    /// left, a comma does not part thousands, or the amount is out of range.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Money amount)
    {
        amount = default;
        var plain = WideText.Fold(text).Replace(" ", "", StringComparison.Ordinal);
        var isNegative = plain.StartsWith('-');
        if (isNegative) plain = plain[1..];
        if (plain is ['¥' or '￥', ..]) plain = plain[1..];
        var unit = Units.First(candidate => plain.EndsWith(candidate.Name, StringComparison.Ordinal));
        if (ReadNumber(plain.AsSpan(0, plain.Length - unit.Name.Length)) is not { } number) return false;
        var fen = number * unit.Fen;
        if (fen != decimal.Truncate(fen) || fen > long.MaxValue) return false;
        amount = new(isNegative ? -(long)fen : (long)fen);
        return true;
    }

    /// <summary>
    /// The amount in yuan with thousands parted: <c>1,234.56</c>, or <c>80,000</c> when there are no fen.
    /// </summary>
    public string ToYuanText() =>
        InYuan.ToString(Fen % FenPerYuan == 0 ? "#,##0" : "#,##0.00", CultureInfo.InvariantCulture);

    /// <summary>
    /// The amount with its unit, exact: in 万元 from 10,000 yuan on when at most two decimals say it all
    /// (<c>20万元</c>, <c>1.25万元</c>), else in 元 (<c>12,345.67元</c>).
    /// </summary>
    public override string ToString()
    {
        if (Math.Abs((decimal)Fen) < FenPerTenThousandYuan || Fen % (FenPerTenThousandYuan / 100) != 0)
            return ToYuanText() + "元";
        var tenThousands = (decimal)Fen / FenPerTenThousandYuan;
        return tenThousands.ToString("#,##0.##", CultureInfo.InvariantCulture) + "万元";
    }

    /// <summary>A plain decimal with well-set commas; null otherwise.</summary>
    private static decimal? ReadNumber(ReadOnlySpan<char> text)
    {
        // So many digits a decimal holds exactly, also after the largest unit and fen have multiplied it.
        const int longest = 26, mostDecimals = 10;
        const decimal highest = 100_000_000_000_000_000m;
        const NumberStyles style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands;
        var point = text.IndexOf('.');
        var fraction = point < 0 ? "0" : text[(point + 1)..];
        if (text.Length > longest || !HasWellSetCommas(point < 0 ? text : text[..point])) return null;
        if (fraction.Length is 0 or > mostDecimals) return null;
        if (fraction.ContainsAnyExceptInRange('0', '9')) return null;
        var number = decimal.Parse(text, style, CultureInfo.InvariantCulture);
        return number <= highest ? number : null;
    }

    private static bool HasWellSetCommas(ReadOnlySpan<char> whole)
    {
        if (whole.Length == 0) return false;
        var hasComma = whole.Contains(',');
        for (var i = 0; i < whole.Length; i++)
        {
            var isCommaPlace = hasComma && (whole.Length - i) % 4 == 0;
            if (isCommaPlace ? whole[i] != ',' || i == 0 : !char.IsAsciiDigit(whole[i])) return false;
        }
        return true;
    }
}

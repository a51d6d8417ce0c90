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
        var (isNegative, digits, rest) = TypedNumber.Split(text, "¥￥");
        var unit = Array.Find(Units, candidate => candidate.Name == rest);
        if (unit.Name is null || TypedNumber.Plain(digits) is not { } number) return false;
        var fen = number * (isNegative ? -unit.Fen : unit.Fen);
        if (fen != decimal.Truncate(fen) || fen is < long.MinValue or > long.MaxValue) return false;
        amount = new((long)fen);
        return true;
    }

    /// <summary>
    /// The amount in yuan with thousands parted: <c>1,234.56</c>, or <c>80,000</c> when there are no fen.
    /// </summary>
    public string ToYuanText() =>
        InYuan.ToString(Fen % FenPerYuan == 0 ? "#,##0" : "#,##0.00", CultureInfo.InvariantCulture);

    /// <summary>
    /// The amount in yuan for programs and for reading again, exact, with its sign: <c>80000</c>, <c>-0.50</c>. The one way to
    /// write an amount as digits.
    /// </summary>
    public string ToPlainText() => InYuan.ToString(Fen % FenPerYuan == 0 ? "0" : "0.00", CultureInfo.InvariantCulture);

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
}

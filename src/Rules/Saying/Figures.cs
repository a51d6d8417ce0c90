using System.Globalization;
using System.Numerics;
using Yitong.Kernel;
using Yitong.Rules.Language;

namespace Yitong.Rules.Saying;

/// <summary>Says values: 6.0%, 20万元, 12个月, 2024年7月1日, 小型. What does not come out even is told as about so much.</summary>
internal sealed class Figures(Phrases phrases, FactBook facts)
{
    private const int Decimals = 4;

    /// <summary>A value.</summary>
    public string Of(Quantity quantity) => quantity.Kind switch
    {
        FactKind.YesNo => phrases.Say(quantity.Number.IsZero ? "rules.no" : "rules.yes"),
        FactKind.Money => Money(quantity.Value),
        FactKind.Ratio => Percent(quantity.Value),
        FactKind.Date when Judging.Calendar.IsDay(quantity.Number) => Day(DateOnly.FromDayNumber((int)quantity.Number)),
        FactKind.Code => NameOf(quantity),
        FactKind.Text when quantity.Number <= long.MaxValue =>
            phrases.Say("rules.quoted", ("text", facts.Texts.TextOf((long)quantity.Number) ?? "")),
        _ => Counted(quantity),
    };

    /// <summary>By how much a value misses: a difference of ratios is told in percentage points.</summary>
    public string Gap(Quantity gap) => gap.Kind == FactKind.Ratio
        ? phrases.Say("rules.points", ("number", Decimal(gap.Value * 100, leastDecimals: 0))) : Of(gap);

    public string Day(DateOnly day) => phrases.Say("rules.day",
        ("year", $"{day.Year}"), ("month", $"{day.Month}"), ("day", $"{day.Day}"));

    /// <summary>Several values in a row.</summary>
    public string Several(IEnumerable<Quantity> some) => string.Join("、", some.Select(Of));

    private static string NameOf(Quantity code) =>
        code.List is { } list && code.Number >= 0 && code.Number < list.Codes.Count ? list.Codes[(int)code.Number].Name
            : $"{code.Number}";

    private string Money(Exact fen)
    {
        var whole = fen.Rounded(Rounding.HalfUp);
        if (BigInteger.Abs(whole) > long.MaxValue) return $"{whole}";
        var said = new Money((long)whole).ToString();
        return fen.IsWhole ? said : phrases.Say("rules.about", ("value", said));
    }

    private string Percent(Exact ratio) => Decimal(ratio * 100, leastDecimals: 1, "%");

    private string Counted(Quantity quantity)
    {
        var number = Decimal(quantity.Value, leastDecimals: 0);
        return quantity.Span is { } span ? phrases.Say($"rules.span.{span}", ("number", number)) : number + quantity.Unit;
    }

    private string Decimal(Exact value, int leastDecimals, string unit = "")
    {
        var scale = BigInteger.Pow(10, Decimals);
        var scaled = (value * new Exact(scale, 1)).Rounded(Rounding.HalfUp);
        // A difference that is there is never told as none.
        if (scaled.IsZero && !value.IsZero) scaled = value.Number.Sign;
        var (whole, rest) = (BigInteger.Abs(scaled) / scale, BigInteger.Abs(scaled) % scale);
        var fraction = rest.ToString(CultureInfo.InvariantCulture).PadLeft(Decimals, '0').TrimEnd('0').PadRight(leastDecimals,
            '0');
        var said = (scaled.Sign < 0 ? "-" : "") + whole.ToString("#,##0", CultureInfo.InvariantCulture)
            + (fraction.Length > 0 ? "." + fraction : "") + unit;
        return new Exact(scaled, scale).CompareTo(value) == 0 ? said : phrases.Say("rules.about", ("value", said));
    }
}

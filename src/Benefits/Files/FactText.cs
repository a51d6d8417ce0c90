using System.Globalization;
using Yitong.Kernel;
using Yitong.Rules;

namespace Yitong.Benefits;

/// <summary>
/// How a fact's value is written where it must outlive the list that it stands in: codes by their code, money in yuan, a ratio as
/// two whole numbers, a day as <c>2026-07-01</c>, yes or no as <c>yes</c> or <c>no</c>.
/// </summary>
public static class FactText
{
    private const int FenInYuan = 100;
    private const decimal LeastYuan = (decimal)long.MinValue / FenInYuan;
    private const decimal MostYuan = (decimal)long.MaxValue / FenInYuan;

    /// <summary>The value written; empty when it is unknown.</summary>
    public static string Write(Fact fact, FactValue value) => !value.IsKnown ? "" : fact.Kind switch
    {
        FactKind.YesNo => value.Number == 1 ? "yes" : "no",
        FactKind.Money => new Money(value.Number).ToPlainText(),
        FactKind.Ratio => $"{value.Number}/{value.Over}",
        FactKind.Date => DateOnly.FromDayNumber((int)value.Number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        FactKind.Code => fact.List!.Codes[(int)value.Number].Code,
        FactKind.Codes => string.Join(' ', fact.List!.Codes.Where((_, place) => (value.Number >> place & 1) == 1).Select(code =>
            code.Code)),
        _ => value.Number.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>
    /// Reads what was written. A code may also be given by its name, a ratio in per cent. Null when it is no value of the fact or
    /// lies outside its bounds.
    /// </summary>
    public static FactValue? Read(Fact fact, string text)
    {
        var value = fact.Kind switch
        {
            FactKind.YesNo => text is "yes" or "no" ? FactValue.Of(text == "yes" ? 1 : 0) : (FactValue?)null,
            FactKind.Money => Yuan(text),
            FactKind.Ratio => RatioOf(text),
            FactKind.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
                out var day)
                ? FactValue.Of(day.DayNumber) : null,
            FactKind.Code => PlaceOf(fact.List!, text) is var place and >= 0 ? FactValue.Of(place) : null,
            FactKind.Codes => Marked(fact.List!, text),
            FactKind.Whole => Whole(text),
            _ => null,
        };
        return value is { } read && IsWithin(fact, read) ? read : null;
    }

    private static bool IsWithin(Fact fact, FactValue value) => value.Number >= fact.Least && value.Number <= fact.Most
        && (fact.Kind != FactKind.Ratio || value.Over >= 1 && value.Over <= fact.MostOver);

    private static FactValue? Whole(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? FactValue.Of(number) : null;

    private static FactValue? Yuan(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var yuan)
        && yuan is >= LeastYuan and <= MostYuan && yuan * FenInYuan == decimal.Truncate(yuan * FenInYuan)
            ? FactValue.Of((long)(yuan * FenInYuan)) : null;

    private static FactValue? RatioOf(string text)
    {
        if (text.EndsWith('%'))
            return decimal.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
                && percent < 100_000 && percent * 100 == decimal.Truncate(percent * 100)
                    ? FactValue.Ratio((long)(percent * 100), 10_000) : null;
        return text.Split('/') is [var number, var over]
            && long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var up)
            && long.TryParse(over, NumberStyles.None, CultureInfo.InvariantCulture, out var down) ? FactValue.Ratio(up, down)
                : null;
    }

    private static FactValue? Marked(CodeList list, string text)
    {
        var places = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(code => PlaceOf(list, code)).ToList();
        return places.Contains(-1) ? null : FactValue.Of(places.Distinct().Sum(place => 1L << place));
    }

    private static int PlaceOf(CodeList list, string text)
    {
        for (var place = 0; place < list.Codes.Count; place++)
            if (list.Codes[place].Code == text || list.Codes[place].Name == text) return place;
        return -1;
    }
}

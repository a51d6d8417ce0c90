using System.Globalization;
using System.Text.RegularExpressions;
using Yitong.Kernel;
using Yitong.Rules;

namespace Yitong.Benefits;

/// <summary>
/// The period that a policy pays for (享受期间), in the rhythm of its amount. Every spelling of a period is the same value: what it
/// is written as is part of what makes a payment unique, so <c>2026</c> and <c>2026年度</c> must never be two.
/// </summary>
public readonly partial record struct BenefitPeriod
{
    private const int FirstYear = 2000;
    private const int LastYear = 2099;
    private const string NumberWords = "\u4e00\u4e8c\u4e09\u56db";

    private BenefitPeriod(string text, DateOnly from) => (Text, From) = (text, from);

    /// <summary><c>2026</c>, <c>2026-Q3</c>, <c>2026-11</c> or <c>ever</c>.</summary>
    public string Text { get; }

    /// <summary>Its first day; the first of all days where a policy is had once at all.</summary>
    public DateOnly From { get; }

    /// <summary>The period in which a day lies.</summary>
    public static BenefitPeriod Of(OncePer rhythm, DateOnly day) => rhythm switch
    {
        OncePer.Year => Year(day.Year),
        OncePer.Quarter => Quarter(day.Year, (day.Month + 2) / 3),
        OncePer.Month => Month(day.Year, day.Month),
        _ => new("ever", DateOnly.MinValue),
    };

    /// <summary>Reads what people write for a period of a rhythm; null when it is none, or one of another rhythm.</summary>
    public static BenefitPeriod? Parse(OncePer rhythm, string? text)
    {
        var plain = WideText.Fold(text).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        if (rhythm == OncePer.Ever) return plain == "EVER" ? Of(rhythm, default) : null;
        var match = (rhythm switch { OncePer.Year => Years(), OncePer.Quarter => Quarters(), _ => Months() }).Match(plain);
        var (year, part) = (NumberOf(match, "year"), NumberOf(match, "part"));
        if (year is < FirstYear or > LastYear) return null;
        return rhythm switch
        {
            OncePer.Year => Year(year),
            OncePer.Quarter => part is >= 1 and <= 4 ? Quarter(year, part) : null,
            _ => part is >= 1 and <= 12 ? Month(year, part) : null,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static BenefitPeriod Year(int year) => new($"{year:0000}", new(year, 1, 1));

    private static BenefitPeriod Quarter(int year, int quarter) => new($"{year:0000}-Q{quarter}", new(year, quarter * 3 - 2, 1));

    private static BenefitPeriod Month(int year, int month) => new($"{year:0000}-{month:00}", new(year, month, 1));

    private static int NumberOf(Match match, string group) => match.Groups[group].Value switch
    {
        "" => 0,
        [var word] when NumberWords.Contains(word) => NumberWords.IndexOf(word, StringComparison.Ordinal) + 1,
        var digits => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture),
    };

    // The words between and behind the numbers, in this order: year, of the year; number, quarter; month.
    [GeneratedRegex("^(?<year>[0-9]{4})(\u5e74|\u5e74\u5ea6)?$")]
    private static partial Regex Years();

    [GeneratedRegex(
        "^(?<year>[0-9]{4})(-|\u5e74|\u5e74\u5ea6)?(Q(?<part>[1-4])|\u7b2c?(?<part>[1-4" + NumberWords + "])\u5b63\u5ea6?)$")]
    private static partial Regex Quarters();

    [GeneratedRegex("^(?<year>[0-9]{4})([-/.\u5e74](?<part>[0-9]{1,2})\u6708?|(?<part>[0-9]{2}))$")]
    private static partial Regex Months();
}

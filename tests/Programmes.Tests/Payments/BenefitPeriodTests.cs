using Yitong.Benefits;
using Yitong.Rules;

namespace Yitong.Programmes.Tests.Payments;

public sealed class BenefitPeriodTests
{
    [Theory]
    [InlineData(OncePer.Year, "2026", "2026", "２０２６", " 2026 ", "2026年", "2026年度")]
    [InlineData(OncePer.Quarter, "2026-Q3", "2026-q3", "2026Q3", "2026 Q3", "2026年第3季度", "2026年三季度", "2026年第三季度")]
    [InlineData(OncePer.Month, "2026-09", "2026-9", "2026/09", "2026.9", "202609", "2026年9月", "２０２６－０９")]
    [InlineData(OncePer.Ever, "ever", "EVER", " Ever ")]
    public void Every_spelling_of_a_period_is_the_same_period(OncePer rhythm, string text, params string[] spellings)
    {
        Assert.All(spellings.Append(text), spelling =>
            Assert.Equal((spelling, text), (spelling, BenefitPeriod.Parse(rhythm, spelling)?.Text)));
        Assert.Single(spellings.Select(spelling => BenefitPeriod.Parse(rhythm, spelling)).Distinct());
    }

    [Theory]
    [InlineData(OncePer.Year, "abc", "", "2026-Q3", "2026-11", "26", "20266", "1999", "2100", "2026;2025", "ever", "二〇二六")]
    [InlineData(OncePer.Quarter, "2026", "2026-Q5", "2026-Q0", "2026-11", "Q3", "2026-QQ3", "2026五季度")]
    [InlineData(OncePer.Month, "2026", "2026-13", "2026-0", "2026-00", "2026-Q3", "2026-001", "2026-11-30")]
    [InlineData(OncePer.Ever, "2026", "abc", "never")]
    public void What_is_no_period_of_the_policys_rhythm_is_none(OncePer rhythm, params string[] texts) =>
        Assert.All(texts, text => Assert.Equal((text, null), (text, BenefitPeriod.Parse(rhythm, text)?.Text)));

    [Fact]
    public void A_day_lies_in_the_period_that_its_text_is_read_as()
    {
        foreach (var rhythm in Enum.GetValues<OncePer>())
            for (var day = new DateOnly(2025, 12, 25); day < new DateOnly(2027, 1, 5); day = day.AddDays(1))
            {
                var period = BenefitPeriod.Of(rhythm, day);
                Assert.Equal(period, BenefitPeriod.Parse(rhythm, period.ToString()));
                Assert.InRange(period.From, DateOnly.MinValue, day);
            }
    }

    [Theory]
    [InlineData("ever", "只发一次")]
    [InlineData("2026", "2026年")]
    [InlineData("2026-Q3", "2026年第3季度")]
    [InlineData("2026-09", "2026年9月")]
    public void People_read_a_period_in_words(string period, string words) => Assert.Equal(words, Pack.Dalian.Texts.Period(period));
}

using Yitong.Rules.Tests.Cards;

namespace Yitong.Rules.Tests.Binding;

/// <summary>What means the same is bound to the same test, whoever wrote it and how.</summary>
public sealed class NormalFormTests
{
    [Theory]
    [InlineData("heads >= 12", "12 <= heads")]
    [InlineData("heads >= 12", "heads > 11")]
    [InlineData("heads >= 12", "not heads < 12")]
    [InlineData("heads >= 12", "heads in 12 .. 5000000")]
    [InlineData("heads >= 12", "2 * heads - 3 >= 21")]
    [InlineData("2 * heads > 11", "heads >= 6")]
    [InlineData("2 * heads >= 11", "heads >= 6")]
    [InlineData("2 * heads < 11", "heads <= 5")]
    [InlineData("2 * heads <= 11", "heads <= 5")]
    [InlineData("2 * heads = 11", "heads = 6000000")]
    [InlineData("2 * heads != 11", "heads >= 0")]
    [InlineData("0 - 2 * heads > -11", "heads <= 5")]
    [InlineData("layoff_rate <= 5.5%", "上年度.裁员率 <= 11/200")]
    [InlineData("layoff_rate <= 5.5%", "not (5.5% < layoff_rate)")]
    [InlineData("layoff_rate <= 5.5%", "100 * layoff_rate <= 5.5")]
    [InlineData("严重失信主体", "not 严重失信主体 = 否")]
    [InlineData("企业规模 in 小微企业", "企业规模 not in [大型, 中型]")]
    [InlineData("企业规模 in 小微企业", "企业规模 = 小型 or 企业规模 = 微型")]
    [InlineData("资质 in [gx]", "has_all(资质, [高新技术企业])")]
    [InlineData("months(成立日期, 评定日) >= 12", "成立日期 <= 2023-07-01")]
    [InlineData("months(成立日期, 评定日) >= 12", "成立日期 + 1年 <= 评定日")]
    [InlineData("研发费用 / 营业收入 >= 3%", "研发费用 / 营业收入 * 100 >= 3.0")]
    [InlineData("研发费用 + 营业收入 >= 3元", "0 - 1 <= -1 and 营业收入 - 3元 >= 0元 - 研发费用")]
    [InlineData("heads > 3 and dues_months > 2", "dues_months > 2 and (heads > 3 and heads > 2)")]
    [InlineData("比例[企业规模] > 20%", "企业规模 = 大型")]
    public void Means_the_same(string one, string other) => Assert.Equal(Bound(one), Bound(other));

    [Theory]
    [InlineData("heads >= 12", "heads >= 13")]
    [InlineData("heads - heads >= 0", "0 >= 0")]
    [InlineData("heads * 0 >= 0", "dues_months * 0 >= 0")]
    [InlineData("layoff_rate < 5.5%", "layoff_rate <= 5.5%")]
    [InlineData("资质 in [gx, zj]", "has_all(资质, [gx, zj])")]
    public void Does_not_mean_the_same(string one, string other) => Assert.NotEqual(Bound(one), Bound(other));

    [Fact]
    public void A_fact_that_falls_out_of_a_sum_is_still_missed() =>
        Assert.Equal(Truth.Unknown, new Plain(_ => FactValue.Unknown).Of(Bound("heads - heads >= 0")));

    [Theory]
    [InlineData("=")]
    [InlineData("!=")]
    [InlineData("<")]
    [InlineData("<=")]
    [InlineData(">")]
    [InlineData(">=")]
    public void The_opposite_of_a_comparison_between_facts_is_the_one_bound_from_its_negation(string sign)
    {
        var opposite = Rules.Binding.Normal.Not(Bound($"heads {sign} dues_months"), Town.Facts);
        foreach (var heads in new[] { 1L, 2, 3 })
        {
            var row = new Plain(at => FactValue.Of(Town.Facts.Facts[at].Id == "heads" ? heads : 2));
            Assert.Equal(row.Of(Bound($"not heads {sign} dues_months")), row.Of(opposite));
        }
    }

    private static Test Bound(string condition) => Binder.Bind(
        Town.Card(condition, parameters: "比例:\n  大型: { 2020-01-01: 50% }\n  其他: { 2020-01-01: 10% }"), new(2024, 7, 1)).Rule!.Conditions[0].Test;
}

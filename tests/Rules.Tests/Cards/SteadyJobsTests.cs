using Yitong.Kernel;

namespace Yitong.Rules.Tests.Cards;

/// <summary>The card that every description of the language begins with.</summary>
public sealed class SteadyJobsTests
{
    private static readonly RuleCard Card = Read();

    private static RuleCard Read()
    {
        var reading = Town.Read(Town.Example("steady-jobs.yaml"));
        Assert.Empty(reading.Faults);
        return reading.Card!;
    }

    [Fact]
    public void Its_own_tests_hold() => Assert.Empty(CardTests.Run(Card));

    [Fact]
    public void A_layoff_rate_of_6_percent_misses_by_half_a_percentage_point()
    {
        var finding = Judge.Of(Card, Card.Tests[0].AsOf, CardTests.Given(Card.Tests[0]));
        var failing = Assert.Single(finding.Conditions, condition => condition.Truth == Truth.No);
        var comparison = failing.First!.Comparison!;
        Assert.Equal("裁员率达标", failing.Name);
        Assert.Equal(Relation.AtMost, comparison.Relation);
        Assert.Equal(new(FactKind.Ratio, 3, 50), comparison.Actual);
        Assert.Equal(new(FactKind.Ratio, 11, 200), comparison.Required[0]);
        Assert.Equal(new(FactKind.Ratio, 1, 200), comparison.ShortBy);
    }

    [Fact]
    public void A_micro_enterprise_gets_60_percent_of_its_dues()
    {
        var finding = Judge.Of(Card, Card.Tests[1].AsOf, CardTests.Given(Card.Tests[1]));
        Assert.Equal((Truth.Yes, Money.Yuan(4_800)), (finding.Truth, finding.Amount));
        Assert.Contains(finding.Parameters, used => used is { Name: "返还比例", Key: "中型、小型、微型" }
            && used.Value is { Number.IsOne: false } && used.Since == new DateOnly(2023, 1, 1));
    }

    [Fact]
    public void Before_2023_it_got_90_percent()
    {
        var finding = Judge.Of(Card, new(2022, 12, 31), CardTests.Given(Card.Tests[1]));
        Assert.Equal(Money.Yuan(7_200), finding.Amount);
    }

    [Fact]
    public void Without_the_layoff_rate_nothing_can_be_said_and_the_rate_is_named()
    {
        var finding = Judge.Of(Card, Card.Tests[2].AsOf, CardTests.Given(Card.Tests[2]));
        Assert.Equal(Truth.Unknown, finding.Truth);
        Assert.Equal("上年度.裁员率", Assert.Single(finding.Lack.Missing).Name);
    }

    [Fact]
    public void A_test_that_comes_out_otherwise_is_told_with_its_line()
    {
        var wrong = Town.Example("steady-jobs.yaml").Replace("amount: 4800元", "amount: 4801元", StringComparison.Ordinal);
        var fault = Assert.Single(CardTests.Run(Town.Read(wrong).Card!));
        Assert.Equal(("rule.test-amount", 25), (fault.Code, fault.Line));
    }
}

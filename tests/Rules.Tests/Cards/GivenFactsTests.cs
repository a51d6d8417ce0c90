using CsCheck;

namespace Yitong.Rules.Tests.Cards;

public sealed class GivenFactsTests
{
    private static readonly RuleCard Card = Town.Read(Town.Example("steady-jobs.yaml")).Card!;

    [Fact]
    public void Facts_are_read_by_the_ends_of_their_names()
    {
        var (values, faults) = GivenFacts.Read("缴费月数=12, 裁员率=6%,size=小型,资质=[gx, 专精特新企业],园区=\"甲\"", Card);
        Assert.Empty(faults);
        Assert.Equal([FactValue.Of(12), FactValue.Ratio(3, 50), FactValue.Of(2), FactValue.Of(3)],
            new[] { "dues_months", "layoff_rate", "size", "titles" }.Select(id => values[Town.Fact(id).Index]));
    }

    [Theory]
    [InlineData("缴费=12", "rule.name-unknown")]
    [InlineData("缴费月数", "rule.no-text")]
    [InlineData("裁员率=6", "rule.value-kind")]
    [InlineData("裁员率=6%,裁员率=7%", "rule.duplicate-key")]
    public void A_slip_is_a_fault(string given, string code) => Assert.Equal(code, GivenFacts.Read(given, Card).Faults[0].Code);

    [Fact]
    public void Nothing_typed_makes_it_throw() => Gen.String.Sample(text => { GivenFacts.Read(text, Card); });
}

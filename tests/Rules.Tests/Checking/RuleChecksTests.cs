using CsCheck;
using Yitong.Kernel;
using Yitong.Rules.Language;
using Yitong.Rules.Tests.Binding;
using Yitong.Rules.Tests.Cards;
using Yitong.Rules.Tests.Saying;

namespace Yitong.Rules.Tests.Checking;

public sealed class RuleChecksTests
{
    [Theory]
    [InlineData("heads > 20 and heads < 15")]
    [InlineData("layoff_rate > 5% and layoff_rate < 1/20")]
    [InlineData("企业规模 in 小微企业 and 企业规模 = 大型")]
    [InlineData("has_all(资质, [gx, zj]) and 资质 not in [zj]")]
    [InlineData("严重失信主体 and not 严重失信主体")]
    [InlineData("heads >= 6000000")]
    [InlineData("not supplied(heads) and heads >= 1")]
    [InlineData("(heads > 20 or layoff_rate > 5%) and heads < 3 and layoff_rate = 4%")]
    [InlineData("营业收入 > 研发费用 and 严重失信主体 and 严重失信主体 = 否")]
    public void What_nobody_can_meet_is_told(string condition) => Assert.Equal(NoticeKind.NeverTrue, Assert.Single(Checked(condition)).Kind);

    [Theory]
    [InlineData("heads > 20 and heads < 22")]
    [InlineData("layoff_rate > 5% and layoff_rate < 5.01%")]
    [InlineData("资质 in [gx] and 资质 not in [zj]")]
    [InlineData("not supplied(heads)")]
    [InlineData("营业收入 > 研发费用 and heads > 3")]
    public void What_somebody_can_meet_is_not_told(string condition) =>
        Assert.DoesNotContain(Checked(condition), notice => notice.Kind is NoticeKind.NeverTrue or NoticeKind.UndecidedTrue);

    [Theory]
    [InlineData("heads >= 0")]
    [InlineData("heads > 10 or heads <= 10")]
    [InlineData("企业规模 in 小微企业 or 企业规模 in [大型, 中型]")]
    public void What_everybody_meets_is_told(string condition) => Assert.Equal(NoticeKind.AlwaysTrue, Assert.Single(Checked(condition)).Kind);

    [Fact]
    public void A_condition_that_the_others_imply_is_told()
    {
        var notices = RuleChecks.Of(Rule("heads > 20", "heads > 10 or 严重失信主体", "严重失信主体 = 否"));
        Assert.Equal((NoticeKind.DeadCondition, "c1"), (Assert.Single(notices).Kind, notices[0].Condition));
    }

    [Fact]
    public void What_cannot_be_decided_is_called_undecided() => Assert.Contains(
        Checked("营业收入 * 2 < 研发费用 and 研发费用 * 2 < 营业收入"), notice => notice.Kind == NoticeKind.UndecidedTrue);

    [Theory]
    [InlineData("heads > 20", "heads > 20", NoticeKind.Same, "A", "B")]
    [InlineData("heads > 20", "heads > 10", NoticeKind.Implies, "A", "B")]
    [InlineData("heads > 10", "heads > 20", NoticeKind.Implies, "B", "A")]
    [InlineData("heads > 10", "layoff_rate < 5%", NoticeKind.Overlap, "A", "B")]
    [InlineData("营业收入 * 2 < 研发费用", "研发费用 * 2 < 营业收入", NoticeKind.UndecidedOverlap, "A", "B")]
    public void Two_rules_stand_to_each_other(string one, string other, NoticeKind kind, string first, string second)
    {
        var notice = RuleChecks.Between(Rule(one) with { Rule = "A" }, Rule(other) with { Rule = "B" })!;
        Assert.Equal((kind, first, second), (notice.Kind, notice.Rule, notice.Other));
    }

    [Fact]
    public void Two_rules_for_different_subjects_do_not_overlap() =>
        Assert.Null(RuleChecks.Between(Rule("企业规模 = 大型"), Rule("企业规模 in 小微企业 and heads > 3")));

    [Fact]
    public void An_overlap_comes_with_a_subject_that_meets_both()
    {
        var notice = RuleChecks.Between(Rule("heads > 10 and 企业规模 = 小型"), Rule("layoff_rate < 5%"))!;
        Assert.Equal("可以同时享受“T1”与“T1”，例如：上年度.裁员率 0.0%，上年度.月均参保人数 11人，企业规模 小型。", Pack.Saying.Of(notice));
    }

    [Fact]
    public void A_cliff_is_told_with_the_place_and_the_amounts()
    {
        var card = Town.Card("严重失信主体 = 否", "if(heads >= 30, 研发费用 * 5%, 研发费用 * 10%)");
        var cliff = Assert.Single(RuleChecks.Of(Binder.Bind(card, new(2024, 7, 1)).Rule!), notice => notice.Kind == NoticeKind.Cliff);
        Assert.Equal("断崖：上年度.月均参保人数从 29人 到 30人，金额从 10万元 变为 5万元。", Pack.Saying.Of(cliff));
    }

    [Fact]
    public void The_edge_of_the_conditions_is_a_cliff_too()
    {
        var cliffs = Cliffs("heads <= 50 and heads >= 20", "heads * 500元");
        Assert.Equal([(19L, 20L, Money.Zero, Money.Yuan(10_000)), (50, 51, Money.Yuan(25_000), Money.Zero)],
            cliffs.Select(cliff => (cliff.From, cliff.To, cliff.Before, cliff.After)));
    }

    [Theory]
    [InlineData("min(研发费用 * 10%, 20万元)")]
    [InlineData("max(0元, 研发费用 - 20万元) * 10%")]
    [InlineData("heads * 500元 + min(heads, 30) * 100元")]
    [InlineData("if(heads > 30, 30 * 500元 + (heads - 30) * 300元, heads * 500元)")]
    public void A_ceiling_or_a_bend_is_no_cliff(string formula)
    {
        var notices = RuleChecks.Of(Binder.Bind(Town.Card("严重失信主体 = 否", $"max(0元, {formula})"), new(2024, 7, 1)).Rule!);
        Assert.DoesNotContain(notices, notice => notice.Kind is NoticeKind.Cliff or NoticeKind.UndecidedCliff);
    }

    [Fact]
    public void A_choice_between_facts_leaves_cliffs_undecided()
    {
        var card = Town.Card("严重失信主体 = 否", "if(研发费用 * 10 > 营业收入, 10万元, 5万元)");
        Assert.Contains(RuleChecks.Of(Binder.Bind(card, new(2024, 7, 1)).Rule!), notice => notice.Kind == NoticeKind.UndecidedCliff);
    }

    [Fact]
    public void No_subject_at_random_gives_a_check_the_lie() =>
        Gen.Select(AnyCard.Truth(1), AnyCard.Truth(1), AnyCard.Subject.Array[20]).Sample((one, other, subjects) =>
        {
            if (!BinderTests.TryBind(Town.Text(one, null, AnyCard.Parameters), new(2024, 7, 1), out _, out var first)
                || !BinderTests.TryBind(Town.Text(other, null, AnyCard.Parameters), new(2024, 7, 1), out _, out var second)) return;
            var (kinds, between) = (RuleChecks.Of(first).Select(notice => notice.Kind).ToList(), RuleChecks.Between(first, second));
            foreach (var subject in subjects)
            {
                var (a, b) = (new Plain(at => subject[at]).Of(first), new Plain(at => subject[at]).Of(second));
                if (a == Truth.Yes) Assert.DoesNotContain(NoticeKind.NeverTrue, kinds);
                if (a == Truth.No) Assert.DoesNotContain(NoticeKind.AlwaysTrue, kinds);
                if (a == Truth.Yes && b == Truth.Yes) Assert.NotNull(between);
                if (between?.Kind == NoticeKind.Same) Assert.False(a == Truth.Yes && b == Truth.No || a == Truth.No && b == Truth.Yes);
            }
            if (between?.Example is { } example)
                Assert.All(new[] { first, second }, rule => Assert.Equal(Truth.Yes,
                    new Plain(at => example.GetValueOrDefault(at)).Of(rule)));
        }, iter: 300);

    [Fact]
    public void The_simplest_ratio_between_two_has_the_least_denominator() =>
        Gen.Select(Gen.Int[-60, 60], Gen.Int[1, 30], Gen.Int[1, 60], Gen.Int[1, 30]).Sample((number, over, more, overMore) =>
        {
            var (low, high) = (new Exact(number, over), new Exact(number, over) + new Exact(more, overMore * 10));
            var simplest = Rules.Checking.Cells.Simplest(low, high);
            Assert.True(low < simplest && simplest < high);
            for (var smaller = 1; smaller < simplest.Over; smaller++)
                for (var n = -10 * smaller; n <= 80 * smaller; n++)
                    Assert.False(low < new Exact(n, smaller) && new Exact(n, smaller) < high);
        }, iter: 200);

    private static IEnumerable<Cliff> Cliffs(string condition, string formula) =>
        RuleChecks.Of(Binder.Bind(Town.Card(condition, formula), new(2024, 7, 1)).Rule!).Select(notice => notice.Cliff).OfType<Cliff>();

    private static IReadOnlyList<RuleNotice> Checked(string condition) => RuleChecks.Of(Rule(condition));

    private static BoundRule Rule(params string[] conditions)
    {
        var bound = conditions.Select(condition => Binder.Bind(Town.Card(condition), new(2024, 7, 1)).Rule!).ToList();
        return bound[0] with { Conditions = [.. bound.Select((rule, at) => new BoundCondition($"c{at}", rule.Conditions[0].Test))] };
    }
}

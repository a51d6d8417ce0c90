using CsCheck;
using Yitong.Rules.Tests.Binding;
using Yitong.Rules.Tests.Cards;

namespace Yitong.Rules.Tests.Saying;

public sealed class RuleSayingTests
{
    private static readonly RuleCard Steady = Town.Read(Town.Example("steady-jobs.yaml")).Card!;

    [Fact]
    public void A_condition_that_is_missed_says_how_it_is_how_it_should_be_and_by_how_much()
    {
        var finding = Judge.Of(Steady, Steady.Tests[0].AsOf, CardTests.Given(Steady.Tests[0]));
        Assert.Equal(
        [
            "缴费满12个月：现为 12个月，要求不少于 12个月，符合（依据：第一条）",
            "裁员率达标：现为 6.0%，要求不高于 5.5%，相差 0.5 个百分点（依据：第一条）",
            "未列入严重失信：现为 否，要求为“否”，符合（依据：第一条）",
        ], finding.Conditions.Select(Pack.Saying.Of));
        Assert.Equal("不符合条件", Pack.Saying.Conclusion(finding));
    }

    [Fact]
    public void A_condition_with_ways_out_says_each_of_them()
    {
        var finding = Judge.Of(Steady, Steady.Tests[0].AsOf, CardTests.Given(Steady.Tests[0]));
        Assert.Equal(
        [
            "0 满足以下任意一项：不符合",
            "1 上年度.裁员率现为 6.0%，要求不高于 5.5%，相差 0.5 个百分点",
            "1 同时满足以下各项：不符合",
            "2 上年度.月均参保人数现为 40人，要求不多于 30人，相差 10人",
            "2 上年度.裁员率现为 6.0%，要求不高于 20.0%，符合",
        ], Pack.Saying.Reasons(finding.Conditions[1]).Select(line => $"{line.Depth} {line.Text}"));
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        var finding = Judge.Of(Steady, Steady.Tests[2].AsOf, CardTests.Given(Steady.Tests[2]));
        Assert.Equal("裁员率达标：缺少上年度.裁员率，要求不高于 5.5%，暂不能判断（依据：第一条）", Pack.Saying.Of(finding.Conditions[1]));
        Assert.Equal("暂不能判断：缺少上年度.裁员率", Pack.Saying.Conclusion(finding));
    }

    [Fact]
    public void A_card_is_told_with_the_numbers_of_the_day()
    {
        Assert.Equal(
        [
            "0 缴费满12个月（依据：第一条）", "1 上年度.失业保险缴费月数不少于 12个月",
            "0 裁员率达标（依据：第一条）", "1 满足以下任意一项", "2 上年度.裁员率不高于 5.5%", "2 同时满足以下各项",
            "3 上年度.月均参保人数不多于 30人", "3 上年度.裁员率不高于 20.0%",
            "0 未列入严重失信（依据：第一条）", "1 严重失信主体为“否”",
            "0 金额：上年度.失业保险费实缴额 × 返还比例[企业规模]", "1 舍去不足 0.01元的部分", "1 每年一次",
            "1 返还比例（按企业规模）：大型 30.0%，中型、小型、微型 60.0%",
        ], Pack.Saying.Of(Steady, new(2024, 7, 1)).Select(line => $"{line.Depth} {line.Text}"));
    }

    [Theory]
    [InlineData("营业收入 >= 20万元", "营业收入", 19_999_999, "现为 199,999.99元，要求不低于 20万元，相差 0.01元")]
    [InlineData("营业收入 > 20万元", "营业收入", 20_000_000, "现为 20万元，要求高于 20万元，相差 0.01元")]
    [InlineData("heads in 10 .. 20", "heads", 25, "现为 25人，要求不多于 20人，相差 5人")]
    [InlineData("成立日期 <= 2023-07-01", "成立日期", 738_702, "现为 2023年7月2日，要求不晚于 2023年7月1日，相差 1天")]
    [InlineData("months(成立日期, 评定日) >= 12", "成立日期", 738_702, "满月数(成立日期, 评定日)现为 11个月，要求不少于 12个月，相差 1个月")]
    [InlineData("企业规模 in 小微企业", "企业规模", 0, "现为 大型，要求属于 小微企业")]
    [InlineData("资质 in [gx, kj]", "资质", 2, "现为 专精特新企业，要求至少具备一项：高新技术企业、科技型中小企业")]
    [InlineData("has_all(资质, [gx, kj])", "资质", 0, "现为 无，要求全部具备 高新技术企业、科技型中小企业")]
    [InlineData("not supplied(heads)", "heads", 3, "上年度.月均参保人数要求没有记录")]
    [InlineData("heads * 10 / layoff_rate >= 3.0", "heads", 3, "缺少上年度.裁员率，要求不低于 300.0%，暂不能判断")]
    [InlineData("100元 / heads >= 3元", "heads", 0, "上年度.月均参保人数为零，不能作除数，要求不低于 3元，暂不能判断")]
    public void Each_kind_of_requirement_has_its_words(string condition, string fact, long value, string said)
    {
        var finding = Town.Judge(Town.Card(condition), "2024-07-01", (fact, value));
        Assert.Equal($"条件：{said}（依据：第一条）", Pack.Saying.Of(finding.Conditions[0]));
    }

    [Fact]
    public void What_a_condition_is_told_as_means_what_is_bound() =>
        Gen.Select(AnyCard.Truth(2), AnyCard.Day).Sample((condition, day) =>
        {
            if (!BinderTests.TryBind(Town.Text(condition, null, AnyCard.Parameters), day, out var card, out var bound)) return;
            var told = Pack.Saying.Of(card, day).Where(line => line.Depth > 0).ToList();
            var back = SaidBack.Condition(told);
            Assert.True(BinderTests.TryBind(Town.Text(back, null, AnyCard.Parameters), day, out _, out var again), back);
            Assert.Equal(bound.Conditions[0].Test, again.Conditions[0].Test);
        }, iter: 400);

    [Fact]
    public void What_an_amount_is_told_as_means_what_is_bound() =>
        Gen.Select(AnyCard.Money(3), AnyCard.Day).Sample((formula, day) =>
        {
            if (!BinderTests.TryBind(Town.Text(amount: $"max(0元, {formula})", parameters: AnyCard.Parameters), day, out var card, out var bound)) return;
            var told = Pack.Saying.Of(card, day).First(line => line.Text.StartsWith("金额：", StringComparison.Ordinal)).Text[3..];
            Assert.True(BinderTests.TryBind(Town.Text(amount: SaidBack.Formula(told), parameters: AnyCard.Parameters), day, out _, out var again), told);
            Assert.Equal(bound.Amount!.Fen, again.Amount!.Fen);
        }, iter: 400);

    [Fact]
    public void A_finding_says_yes_no_or_unknown_as_the_bound_rule_does() =>
        Gen.Select(AnyCard.Truth(2), AnyCard.Day, AnyCard.Subject).Sample((condition, day, subject) =>
        {
            if (!BinderTests.TryBind(Town.Text(condition, null, AnyCard.Parameters), day, out var card, out var bound)) return;
            var finding = Judge.Of(card, day, fact => subject[fact.Index]);
            var truth = new Plain(at => subject[at]).Of(bound);
            Assert.EndsWith($"：{Pack.Phrases[$"rules.truth.{truth}"]}", Pack.Saying.Reasons(finding.Conditions[0])[0].Text, StringComparison.Ordinal);
            Assert.StartsWith(Pack.Phrases[$"rules.conclusion.{truth}"].Split('：')[0], Pack.Saying.Conclusion(finding), StringComparison.Ordinal);
        }, iter: 400);

    [Fact]
    public void Whatever_the_facts_are_judging_and_telling_never_throw() =>
        Gen.Select(AnyCard.Truth(2), AnyCard.Money(2), Gen.Select(Gen.OneOf(Gen.Long, Gen.Long[-3, 3]), Gen.Long[0, 3], Gen.Bool)
            .Array[Town.Facts.Facts.Count]).Sample((condition, formula, any) =>
        {
            if (!BinderTests.TryBind(Town.Text(condition, $"max(0元, {formula})", AnyCard.Parameters), new(2024, 7, 1), out var card, out _)) return;
            var finding = Judge.Of(card, new(2024, 7, 1), fact => new(any[fact.Index].Item1, any[fact.Index].Item2, any[fact.Index].Item3));
            foreach (var each in finding.Conditions) Pack.Saying.Reasons(each);
            Assert.NotEmpty(Pack.Saying.Conclusion(finding));
        }, iter: 400);

    [Theory]
    [InlineData("heads")]
    [InlineData("营业收入")]
    [InlineData("成立日期")]
    public void The_gap_is_exactly_what_is_lacking(string name) =>
        Gen.Select(Gen.Long[0, 900], Gen.Long[0, 900], Gen.OneOf("<", "<=", ">", ">=", "=")).Sample((value, limit, sign) =>
        {
            var fact = Town.Fact(name);
            var card = Town.Card($"{name} {sign} {Written(fact, limit)}");
            var comparison = Town.Judge(card, "2024-07-01", (name, fact.Least + value)).Conditions[0].First!.Comparison!;
            if (comparison.ShortBy is not { } gap) return;
            var (least, step) = ((long)gap.Number, comparison.Actual!.Number < comparison.Required[0].Number || sign == ">" ? 1 : -1);
            Assert.Equal(Truth.Yes, Town.Judge(card, "2024-07-01", (name, fact.Least + value + step * least)).Truth);
            Assert.Equal(Truth.No, Town.Judge(card, "2024-07-01", (name, fact.Least + value + step * (least - 1))).Truth);
        }, iter: 100);

    private static string Written(Fact fact, long limit) => fact.Kind switch
    {
        FactKind.Money => $"{limit / 100}.{limit % 100:00}元",
        FactKind.Date => $"{DateOnly.FromDayNumber((int)(fact.Least + limit)):yyyy-MM-dd}",
        _ => $"{limit}",
    };
}

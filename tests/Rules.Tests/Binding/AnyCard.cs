using CsCheck;
using Yitong.Rules.Tests.Cards;

namespace Yitong.Rules.Tests.Binding;

/// <summary>Any expression of the language, as text, and any subject's facts.</summary>
internal static class AnyCard
{
    private static readonly string[] Relations = ["=", "!=", "<", "<=", ">", ">="];

    public static readonly string Parameters = """
        上限: { 2020-01-01: 5.5%, 2023-01-01: 1/3 }
        人数: { 2020-01-01: 30, 2022-06-01: 人数二 * 2 }
        人数二: { 2020-01-01: 0 , 2023-01-01: 17 }
        起点: { 2020-01-01: 2万元, 2024-01-01: 0元 }
        日子: { 2020-01-01: 2019-01-31 }
        期限: { 2020-01-01: 3个月, 2023-01-01: 40天 }
        比例:
          大型: { 2020-01-01: 50%, 2023-01-01: 30% }
          小微企业、中型: { 2020-01-01: 1/7 }
        """;

    private static readonly Gen<string> Relation = OneOf(Relations);

    private static readonly Gen<string> Test = Gen.OneOf(Compared(Whole(0)), Compared(Ratio(0)), Compared(Money(0)),
        OneOf("严重失信主体", "企业规模 in 小微企业", "supplied(heads)", "years(成立日期, 评定日) >= 3", "园区 = \"甲\""));

    private static Gen<string> Whole(int depth) => depth == 0
        ? Gen.OneOf(OneOf("上年度.失业保险缴费月数", "heads", "人数", "评定年"), Gen.Int[0, 60].Select(number => $"{number}"))
        : Gen.OneOf(Whole(0), Binary(Whole(depth - 1), "+", "-", "*"), Extreme(Whole(depth - 1)), If(Whole(depth - 1)),
            Gen.Select(Date(0), Date(0)).Select((from, to) => $"days({from}, {to})"));

    private static Gen<string> Ratio(int depth) => depth == 0
        ? Gen.OneOf(OneOf("上年度.裁员率", "营收增幅", "上限", "比例[企业规模]", "1/3", "0.25"), Gen.Int[0, 200].Select(number => $"{number}%"))
        : Gen.OneOf(Ratio(0), Binary(Ratio(depth - 1), "+", "-", "*"), Extreme(Ratio(depth - 1)), If(Ratio(depth - 1)),
            Gen.Select(Money(0), Money(0)).Select((of, by) => $"{of} / {by}"), Gen.Select(Whole(0), Whole(0)).Select((of, by) => $"{of} / {by}"));

    public static Gen<string> Money(int depth) => depth == 0
        ? Gen.OneOf(OneOf("上年度.失业保险费实缴额", "研发费用", "起点", "营业收入"), Gen.Int[0, 900].Select(number => $"{number}元"))
        : Gen.OneOf(Money(0), Binary(Money(depth - 1), "+", "-"), Gen.Select(Money(depth - 1), Ratio(0)).Select((money, ratio) => $"({money}) * {ratio}"),
            Gen.Select(Money(depth - 1), Whole(0)).Select((money, whole) => $"({money}) / {whole}"), Extreme(Money(depth - 1)), If(Money(depth - 1)));

    private static Gen<string> Date(int depth) => depth == 0
        ? Gen.OneOf(OneOf("成立日期", "上市日期", "评定日", "日子", "2020-02-29"),
            Gen.Date[new(2015, 1, 1), new(2025, 12, 31)].Select(day => $"{day:yyyy-MM-dd}"))
        : Gen.OneOf(Date(0), Gen.Select(Date(0), OneOf("+", "-"), Span).Select((day, sign, span) => $"{day} {sign} {span}"));

    private static readonly Gen<string> Span = Gen.OneOf(
        Gen.Int[0, 40].Select(number => $"{number}个月"), Gen.Int[0, 5].Select(number => $"{number}年"),
        Gen.Int[0, 99].Select(number => $"{number}天"), Gen.Const("期限"));

    private static readonly Gen<string> Step = Gen.OneOf(
        Gen.Select(OneOf("months", "years"), Date(1), Date(0)).Select((name, from, to) => $"{name}({from}, {to})"),
        Date(0).Select(day => $"year({day})"));

    public static Gen<string> Truth(int depth) => depth == 0
        ? Gen.OneOf(
            Compared(Whole(1)), Compared(Whole(2)), Compared(Ratio(1)), Compared(Ratio(0)), Compared(Money(1)), Compared(Money(2)),
            Compared(Date(1)), Gen.Select(Step, Relation, Gen.Int[-3, 60]).Select((step, sign, number) => $"{step} {sign} {number}"),
            OneOf("严重失信主体", "严重失信主体 = 否", "严重失信主体 = 有出口实绩", "supplied(营业收入)", "已知(园区)",
                "企业规模 in 小微企业", "企业规模 = 大型", "企业规模 not in [大型, 2]", "园区 = \"甲\"", "园区 in [\"甲\", \"乙\"]",
                "资质 in [gx, 专精特新企业]", "has_all(资质, [gx, zj])", "资质 in 创新型企业", "heads in 10 .. 20", "heads in [1, 人数, 3]",
                "成立日期 not in 2018-01-01 .. 评定日"))
        : Gen.OneOf(Truth(0), Truth(depth - 1).Select(of => $"not ({of})"),
            Gen.Select(Truth(depth - 1), OneOf("and", "or", "且", "或"), Truth(depth - 1)).Select((a, word, b) => $"({a}) {word} ({b})"),
            Gen.Select(Truth(depth - 1), Truth(depth - 1), Truth(depth - 1)).Select((a, b, c) => $"if({a}, {b}, {c})"));

    private static Gen<string> OneOf(params string[] words) => Gen.OneOf(words);

    private static Gen<string> Compared(Gen<string> of) =>
        Gen.Select(of, Relation, of).Select((left, sign, right) => $"{left} {sign} {right}");

    private static Gen<string> Binary(Gen<string> of, params string[] signs) =>
        Gen.Select(of, OneOf(signs), of).Select((left, sign, right) => $"({left}) {sign} ({right})");

    private static Gen<string> Extreme(Gen<string> of) =>
        Gen.Select(OneOf("min", "max"), of, of).Select((name, a, b) => $"{name}({a}, {b})");

    private static Gen<string> If(Gen<string> of) =>
        Gen.Select(Test, of, of).Select((test, a, b) => $"if({test}, {a}, {b})");

    /// <summary>A subject: each fact near where the cards draw their lines, or missing, or with a zero denominator.</summary>
    public static readonly Gen<FactValue[]> Subject = Gen.Int[0, int.MaxValue].Select(seed =>
    {
        var random = new Random(seed);
        return Town.Facts.Facts.Select(fact => random.Next(6) == 0 ? FactValue.Unknown : Value(fact, random)).ToArray();
    });

    private static FactValue Value(Fact fact, Random random) => fact.Kind switch
    {
        FactKind.Whole => FactValue.Of(random.Next(0, 64)),
        FactKind.Money => FactValue.Of(random.Next(4) == 0 ? 0 : random.Next(2) == 0 ? random.Next(0, 100_000) : random.NextInt64(fact.Most + 1)),
        FactKind.Ratio => FactValue.Ratio(random.Next((int)Math.Max(fact.Least, -50), 120), random.Next(5) == 0 ? 0 : random.Next(1, 200)),
        FactKind.Date => FactValue.Of(new DateOnly(2015, 1, 1).DayNumber + random.Next(0, 4_200)),
        FactKind.Text => FactValue.Of(Town.Facts.Texts.NumberOf(random.Next(2) == 0 ? "甲" : "丙")),
        _ => FactValue.Of(random.NextInt64(fact.Least, fact.Most + 1)),
    };

    public static readonly Gen<DateOnly> Day = Gen.Int[0, 2_200].Select(day => new DateOnly(2020, 1, 1).AddDays(day));
}

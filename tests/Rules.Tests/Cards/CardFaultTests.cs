using System.Text.RegularExpressions;
using CsCheck;
using Yitong.Rules.Tests.Saying;

namespace Yitong.Rules.Tests.Cards;

/// <summary>Every fault that a card can have, with its line and column, and a sentence for it.</summary>
public sealed partial class CardFaultTests
{
    private const string Sound = """
        policy: T1
        title: T
        for: company
        in_force: 2020-01-01 ..
        clause: 第一条
        parameters:
          上限: { 2020-01-01: 5% }
          比例: { 大型: { 2020-01-01: 5% }, 其他: { 2020-01-01: 1% } }
          缺: { 大型: { 2020-01-01: 5% } }
          重: { 大型: { 2020-01-01: 5% }, 中型、1: { 2020-01-01: 1% }, 其他: { 2020-01-01: 1% } }
        conditions:
          - 达标: heads >= 1 and layoff_rate <= 上限
        amount: { formula: 1元, once_per: year }
        figures: { illustrative: [上限, 比例, 缺, 重, 达标, amount] }
        tests:
          - { as_of: 2024-07-01, given: { heads: 3, layoff_rate: 3% }, expect: yes }
          - { as_of: 2024-07-01, given: { heads: 0 }, because: 达标, expect: no }
        """;

    // Code; what the sound card says; what it says instead, with a ▸ before the place of the fault (none: the card as a whole).
    private static readonly string[][] Slips =
    [
        ["rule.alias", "for: company", "for: ▸&a company"],
        ["rule.tag", "for: company", "for: ▸!!str company"],
        ["rule.duplicate-key", "for: company", "▸title: again"],
        ["rule.key-unknown", "title: T", "▸titel: T"],
        ["rule.key-missing", "clause: 第一条", ""],
        ["rule.key-no-text", "title: T", "[a]: T"],
        ["rule.no-choice", "for: company", "for: ▸companies"],
        ["rule.no-period", "2020-01-01 ..", "▸since 2020"],
        ["rule.no-period", "2020-01-01 ..", "▸2020-01-01 .. 2019-01-01"],
        ["rule.no-date", "2020-01-01 ..", "▸2020-02-30 .."],
        ["rule.policy-and-rule", "title: T", "title: T\n▸rule: R1"],
        ["rule.id-malformed", "T1", "▸稳岗"],
        ["rule.no-text", "第一条", "▸[a]"],
        ["rule.yaml", "title: T", "title: a▸: b"],
        ["rule.several-documents", "expect: no }", "expect: no }\n▸---\na: b"],
        ["rule.no-map", "  上限: { 2020-01-01: 5% }", "  上限: { 大型: { 2020-01-01: 5% }, 小型: ▸3 }"],
        ["rule.parameter-empty", "  上限: { 2020-01-01: 5% }", "  ▸上限: {}"],
        ["rule.name-malformed", "  上限: { 2020-01-01: 5% }", "  ▸1限: { 2020-01-01: 5% }"],
        ["rule.name-taken", "  上限: { 2020-01-01: 5% }", "  ▸heads: { 2020-01-01: 5% }"],
        ["rule.parameter-kinds", "  上限: { 2020-01-01: 5% }", "  ▸上限: { 2020-01-01: 5%, 2021-01-01: 3元 }"],
        ["rule.not-constant", "  上限: { 2020-01-01: 5% }", "  上限: { 2020-01-01: ▸heads }"],
        ["rule.circle", "  上限: { 2020-01-01: 5% }", "  上限: { 2020-01-01: ▸上限 * 2 }"],
        ["rule.circle", "  上限: { 2020-01-01: 5% }", "  上限: { 2020-01-01: 下限 * 2 }\n  下限: { 2020-01-01: ▸上限 * 2 }"],
        ["rule.parameter-large", "heads >= 1 and layoff_rate <= 上限", "layoff_rate <= ▸大", "  缺:",
            "  大: { 2020-01-01: 100000000000000000 * 100000000000000000 }\n  缺:"],
        ["rule.parameter-gap", "上限: { 2020-01-01: 5% }", "上限: { 2021-01-01: 5% }", "<= 上限", "<= ▸上限"],
        ["rule.no-list", "conditions:\n  - 达标: heads", "conditions:\n  ▸达标: heads"],
        ["rule.condition-count", "conditions:\n  - 达标: heads >= 1 and layoff_rate <= 上限", "▸conditions: []"],
        ["rule.condition-shape", "  - 达标: heads >= 1 and layoff_rate <= 上限", "  - ▸clause: x"],
        ["rule.tree-shape", "达标: heads >= 1 and layoff_rate <= 上限", "达标:\n      ▸some: [a]"],
        ["rule.name-taken", "  - 达标: ", "  - 达标: heads = 3\n  - ▸达标: "],
        ["rule.most-below-least", "{ formula: 1元,", "▸{ formula: 1元, least: 3元, most: 2元,"],
        ["rule.amount-no-money", "formula: 1元", "formula: ▸heads"],
        ["rule.amount-no-money", "formula: 1元", "formula: 1元, least: ▸3"],
        ["rule.no-literal", "formula: 1元", "formula: 1元, least: ▸上限"],
        ["rule.amount-unrounded", "formula: 1元", "formula: dues ▸* 上限"],
        ["rule.amount-negative", "formula: 1元", "formula: dues ▸- 3元"],
        ["rule.months-of-fact", "formula: 1元", "formula: '3元 * months(▸成立日期, 评定日)'"],
        ["rule.figure-unmarked", "figures: { illustrative: [上限, ", "▸figures: { illustrative: ["],
        ["rule.figure-unknown", "illustrative: [", "illustrative: [▸下限, "],
        ["rule.figure-twice", "[上限, 比例,", "[上限, ▸上限, 比例,"],
        ["rule.figures-missing", "figures: { illustrative: [上限, 比例, 缺, 重, 达标, amount] }", ""],
        ["rule.no-tests", "tests:\n", "assume: { heads: 3 }\n#", "  - { as_of: 2024-07-01, given: { heads: 0 }", "#"],
        ["rule.tests-one-sided", "expect: no", "expect: yes", "tests:", "▸tests:"],
        ["rule.name-unknown", "given: { heads: 3", "given: { ▸人头: 3"],
        ["rule.name-ambiguous", "given: { heads: 3, layoff_rate: 3%", "given: { ▸业收入: 3元", "<= 上限", "<= 上限 and 营业收入 > 上上年度.营业收入"],
        ["rule.value-kind", "heads: 3", "heads: ▸3元"],
        ["rule.value-kind", "layoff_rate: 3%", "layoff_rate: ▸3"],
        ["rule.out-of-bounds", "heads: 3", "heads: ▸9000000"],
        ["rule.code-unknown", "heads: 3", "size: ▸巨型"],
        ["rule.condition-unknown", "because: 达标", "because: ▸达标了"],
        .. new[]
        {
            "name-unknown|▸人数 >= 3", "character|heads ▸@ 3", "text-open|园区 = ▸\"a", "unit|heads >= ▸3个", "part-of-unit|dues > ▸0.001元",
            "number-too-long|heads >= ▸1234567890123456789", "ends-early|heads >=▸", "unexpected|heads >= 3 ▸3", "expected|(heads >= 3▸",
            "compared-twice|1 < heads ▸< 3", "function-unknown|▸minimum(heads, 3) > 2", "argument-count|▸min(heads) > 2",
            "cannot-add|heads ▸+ 3元 > 2", "cannot-compare|heads ▸> 3元", "cannot-multiply|dues ▸* 3元 > 2元", "cannot-divide|heads ▸/ 3元 > 2",
            "divides-by-zero|heads / ▸0 > 200%", "divisor-negative|heads / ▸growth > 200%", "days-apart|成立日期 ▸- 上市日期 > 3",
            "no-day|months(▸heads, 评定日) > 3", "no-order|size ▸> size", "no-order|资质 ▸= 资质", "code-unknown|企业规模 = ▸巨型",
            "code-alone|heads > ▸\"a\"", "set-alone|min(▸[a], 3) > 2", "truth-as-value|▸严重失信主体 > 3", "not-a-truth|▸heads",
            "not-a-fact|supplied(▸3)", "parameter-unknown|▸下限[size] > 3%", "parameter-unkeyed|▸上限[size] > 3%", "parameter-keyed|▸比例 > 3%",
            "key-no-code|比例[▸heads] > 3%", "text-unquoted|园区 = ▸甲", "no-codes|has_all(▸size, [大型])", "no-set|heads in ▸3",
            "kinds-differ|min(heads, ▸3元) > 3", "no-number|▸-成立日期 > 评定日", "other-subject|▸出生日期 < 评定日", "circle|▸达标 and heads > 3",
            "too-large|dues * heads * heads * heads ▸> 3元 / 7", "months-of-several|months(成立日期, 上市日期) ▸> 3",
            "months-of-several|months(成立日期, 评定日) ▸+ year(成立日期) > 3", "working-days-of-fact|成立日期 ▸+ 3个工作日 < 评定日",
            "calendar-end|成立日期 ▸+ 9000年 < 评定日", "code-without-value|▸缺[size] > 3%", "lists-differ|size ▸= 产业",
            $"too-deep|{new string('(', 61)}▸heads > 3{new string(')', 61)}",
        }.Select(slip => slip.Split('|'))
            .Select(slip => new[] { $"rule.{slip[0]}", "heads >= 1 and layoff_rate <= 上限", slip[1] }),
    ];

    // What no slip of this card shows; tests of their own do.
    private static readonly string[] Elsewhere =
        ["rule.file-too-large", "rule.file-empty", "rule.too-long", "rule.work-calendar", "rule.test-truth", "rule.test-because", "rule.test-amount",
            "rule.test-missing", "rule.test-gap", "rule.key-twice"];

    public static TheoryData<int> Places => [.. Enumerable.Range(0, Slips.Length)];

    [Fact]
    public void The_sound_card_has_none() => Assert.Empty(Town.Read(Sound).Faults);

    [Theory]
    [MemberData(nameof(Places))]
    public void A_slip_is_told_with_its_line_and_column(int slip)
    {
        var (code, marked) = (Slips[slip][0], Sound);
        for (var at = 1; at < Slips[slip].Length; at += 2)
        {
            Assert.Contains(Slips[slip][at], marked, StringComparison.Ordinal);
            marked = marked.Replace(Slips[slip][at], Slips[slip][at + 1], StringComparison.Ordinal);
        }
        var faults = Town.Read(marked.Replace("▸", "", StringComparison.Ordinal)).Faults;
        Assert.Contains((code, Position(marked)), faults.Select(fault => (fault.Code, $"{fault.Line}:{fault.Column}")));
    }

    [Fact]
    public void Every_fault_has_such_a_slip_and_two_sentences()
    {
        var made = Slips.Select(slip => slip[0]).Concat(Elsewhere).ToHashSet();
        var codes = Directory.EnumerateFiles(Path.Combine(Town.Root, "src/Rules"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Code().Matches(File.ReadAllText(file))).Select(code => code.Groups[1].Value).Distinct();
        Assert.All(codes, code => Assert.True(made.Contains(code)
            && Pack.Phrases.ContainsKey($"faults.{code}.cause") && Pack.Phrases.ContainsKey($"faults.{code}.remedy"), code));
    }

    [Fact]
    public void A_card_that_is_too_much_is_refused() => Assert.Equal(
        ["rule.file-too-large", "rule.file-empty", "rule.too-deep", "rule.too-long", "rule.too-long", "rule.too-long", "rule.work-calendar"],
        new[]
        {
            Town.Read(new string('x', 300_000)), Town.Read(""), Town.Read("a: " + new string('[', 500)),
            Town.Read(string.Concat(Enumerable.Repeat("- a\n", 30_000))),
            Town.Read(Sound.Replace("heads >= 1 and", string.Concat(Enumerable.Repeat("heads >= 1 and ", 1_500)), StringComparison.Ordinal)),
            Town.Read(Sound.Replace("heads >= 1 and", "min(" + string.Join(", ", Enumerable.Repeat("heads + dues_months * heads", 45)) + ") >= 1 and", StringComparison.Ordinal)),
        }.Select(reading => reading.Faults[0].Code)
            .Append(Binder.Bind(Town.Card("成立日期 < 评定日 - 3个工作日"), new(2024, 7, 1)).Faults[0].Code));

    [Fact]
    public void A_few_lines_that_would_grow_without_end_are_refused()
    {
        var lines = Enumerable.Range(1, 60).Select(i => $"  - c{i}: c{i - 1} and not c{i - 1}");
        var text = Sound.Replace("  - 达标: heads", "  - c0: heads = dues_months\n" + string.Join('\n', lines) + "\n  - 达标: heads", StringComparison.Ordinal);
        Assert.Contains(Town.Read(text).Faults, fault => fault.Code == "rule.too-long");
    }

    [Theory]
    [InlineData("not ", "heads > 3", 1)]
    [InlineData("not ", "heads > 3", 50)]
    [InlineData("", "heads > 3", 90)]
    public void A_long_row_of_conditions_that_name_each_other_does_not_end_the_process(string before, string last, int times)
    {
        var nots = string.Concat(Enumerable.Repeat(before, times));
        var lines = Enumerable.Range(0, 95).Select(i => $"  - c{i}: {nots}c{i + 1} and heads > {i}").Append($"  - c95: {last}");
        var text = Sound.Replace("  - 达标: heads", string.Join('\n', lines) + "\n  - 达标: heads", StringComparison.Ordinal);
        var stack = new Thread(() => Assert.NotEmpty(Town.Read(text).Faults), maxStackSize: 512 * 1024);
        stack.Start();
        stack.Join();
    }

    [Fact]
    public void A_sum_of_very_many_is_refused_or_judged_but_never_ends_the_process()
    {
        foreach (var many in new[] { 250, 290, 310, 499 })
        {
            var sum = string.Join(" + ", Enumerable.Repeat("heads", many));
            var reading = Town.Read(Sound.Replace("heads >= 1 and", $"{sum} >= 1 and", StringComparison.Ordinal));
            Assert.Equal(many > 290, reading.Card is null);
            if (reading.Card is { } card) CardTests.Run(card);
        }
    }

    [Fact]
    public void No_text_whatever_makes_the_reader_throw() => Gen.Select(Gen.Int[0, Sound.Length - 1], Gen.Int[0, 12], Gen.OneOf(
            Gen.OneOf("[", "]", "{", "}", "\"", "'", ": ", "- ", "\n", "\t", "*", "&", "!", "0", "/", "(", ")", "评定日", "not ", "..", "元", "%", "\0", "\uD800"),
            Gen.String)).Array[1, 4].Sample(cuts =>
        {
            var text = Sound;
            foreach (var (at, length, with) in cuts)
                text = text[..Math.Min(at, text.Length)] + with + text[Math.Min(text.Length, at + length)..];
            var reading = Town.Read(text);
            Assert.True(reading.Card is null == reading.Faults.Count > 0);
            Assert.All(reading.Faults, fault => Assert.True(fault is { Line: >= 1, Column: >= 1 }));
            if (reading.Card is not null) CardTests.Run(reading.Card);
        }, iter: 2_000);

    private static string Position(string marked)
    {
        var before = marked[..Math.Max(0, marked.IndexOf('▸', StringComparison.Ordinal))].Split('\n');
        return $"{before.Length}:{before[^1].Length + 1}";
    }

    [GeneratedRegex("\"(rule\\.[a-z-]+)\"")]
    private static partial Regex Code();
}

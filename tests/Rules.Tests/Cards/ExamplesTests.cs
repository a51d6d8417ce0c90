namespace Yitong.Rules.Tests.Cards;

/// <summary>The cards that <c>docs/rule-language.md</c> shows: each is read, tested and bound on every day on which it turns.</summary>
public sealed class ExamplesTests
{
    public static TheoryData<string> Cards =>
        [.. Directory.EnumerateFiles(Path.Combine(Town.Root, "tests/Rules.Tests/Examples"), "*.yaml").Select(file => Path.GetFileName(file)!)];

    [Theory]
    [MemberData(nameof(Cards))]
    public void An_example_holds_its_own_tests(string name)
    {
        var reading = Town.Read(Town.Example(name));
        Assert.Empty(reading.Faults);
        Assert.Empty(CardTests.Run(reading.Card!));
        Assert.All(reading.Card!.Turns, day => Assert.NotNull(Binder.Bind(reading.Card, day).Rule));
    }

    [Theory]
    [InlineData("expect: yes }", "expect: no }", "rule.test-truth")]
    [InlineData("because: 成立满12个月", "because: 近年成立", "rule.test-because")]
    [InlineData("short_by: 1个月", "short_by: 2个月", "rule.test-gap")]
    [InlineData("missing: [上市日期]", "missing: [成立日期]", "rule.test-missing")]
    public void A_test_that_expects_something_else_fails(string was, string instead, string code)
    {
        var text = Town.Example("days.yaml");
        var at = text.IndexOf(was, StringComparison.Ordinal);
        var card = Town.Read(text[..at] + instead + text[(at + was.Length)..]).Card!;
        Assert.Equal(code, CardTests.Run(card)[0].Code);
    }
}

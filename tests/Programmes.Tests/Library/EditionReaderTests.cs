using Yitong.Benefits;
using Yitong.Catalogue;

namespace Yitong.Programmes.Tests.Library;

public sealed class EditionReaderTests
{
    private static readonly string Card = File.ReadAllText(Path.Combine(Pack.Folder, "dalian", "policies", "P021.yaml"));
    private static readonly EditionShelf Shelf = new(Pack.Dalian.Facts(), Pack.Dalian.Catalogue().Calendar,
        Pack.Dalian.Catalogue().Agencies.Keys.ToHashSet(), Pack.Dalian.Policies().Documents);

    [Theory]
    [InlineData("agency: rsj", "agency: rsjj", "policy.unknown-agency", 6)]
    [InlineData("document: unemployment-2022", "document: unemployment", "policy.unknown-document", 14)]
    [InlineData("clause: 第二条", "clause: 第九条", "policy.unknown-clause", 14)]
    [InlineData("delivery: automatic", "delivery: by-hand", "policy.not-a-choice", 8)]
    [InlineData("measure: grant", "measure: service", "policy.service-and-amount", 9)]
    [InlineData("account: public\n", "", "policy.key-missing", 1)]
    [InlineData("summary: ", "note: ", "policy.key-missing", 1)]
    [InlineData("tags: [人社, 就业]", "tags: 人社", "policy.not-a-list", 11)]
    [InlineData("2026: 60000000", "2026: 6千万", "policy.no-budget", 16)]
    [InlineData("basis: illustrative", "basis: hearsay", "policy.not-a-choice", 16)]
    [InlineData("  kind: known", "  kind: heard", "policy.no-provenance", null)]
    [InlineData("policy: P021", "rule: P021", "policy.no-policy", 1)]
    [InlineData("delivery: automatic", "delivery: automatic\nwindow: 13-01 .. 05-31", "policy.no-window", 9)]
    [InlineData("expect: unknown, missing: [参保月数]", "expect: yes", "rule.test-truth", null)]
    [InlineData("amount: 4500元", "amount: 4501元", "rule.test-amount", null)]
    [InlineData("agency: rsj", "agencie: rsj", null, null)]
    public void Names_each_mistake_with_its_line(string before, string after, string? code, int? line)
    {
        var reading = EditionReader.Read(Card.Replace(before, after, StringComparison.Ordinal), "P021.yaml", Shelf);
        Assert.Null(reading.Edition);
        var fault = reading.Faults.First(fault => code is null || fault.Code == code);
        if (line is { } wanted) Assert.Equal(wanted, fault.Line);
        Assert.True(fault.Line > 0 && fault.Column > 0);
    }

    [Fact]
    public void A_card_without_a_test_for_unknown_does_not_load()
    {
        var text = string.Join('\n', Card.Split('\n').Where(line => !line.Contains("expect: unknown", StringComparison.Ordinal)));
        Assert.Equal("policy.test-missing", Assert.Single(EditionReader.Read(text, "", Shelf).Faults).Code);
    }

    [Fact]
    public void Every_fault_that_it_can_name_has_a_sentence()
    {
        var texts = File.ReadAllText(Path.Combine(Pack.Folder, "common", "texts", "faults.yaml"));
        foreach (var code in new[] { "policy.unknown-agency", "policy.no-window", "policy.test-missing", "policy.no-budget" })
            Assert.Contains($"faults.{code}.remedy:", texts, StringComparison.Ordinal);
    }
}

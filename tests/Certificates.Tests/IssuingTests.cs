using System.Text;
using CsCheck;
using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Store;
using Yitong.Web;

namespace Yitong.Certificates.Tests;

public sealed class IssuingTests
{
    [Fact]
    public async Task What_is_issued_has_a_right_identifier_and_a_signature_that_verifies()
    {
        await using var city = await World.OpenAsync();
        var issued = await city.IssuedAsync();
        Assert.True(CertificateIdentifier.TryParse(issued.Content.Identifier, out var identifier));
        Assert.Equal((CertificateCheck.Standard, "11210200MY9T10360X", "2026000000001"), (identifier.Check, identifier.Issuer, identifier.Serial));
        var key = city.Keys.Find(Convert.ToUInt32(issued.Seal!.Key, 16))!;
        Assert.Equal((KeyProfile.Sm2, "11210200MY9T10360X"), (key.Profile, key.Issuer));
        Assert.True(issued.Seal.Verify(key, issued.Content.Canonical()));
        Assert.Equal(new DateOnly(2031, 11, 22), issued.Content.ValidUntil);
        Assert.Equal(["DWLB", "CQDZ"], issued.Content.Fields.Select(field => field.Code));
    }

    [Fact]
    public void The_canonical_form_is_the_one_that_was_fixed()
    {
        var content = new CertificateContent(
            "1.2.156.3005.2.11210200MY9T10360X001.11210200MY9T10360X.2026000000001.001.0", "2026000000001",
            "11210200MY9T10360X001", "出境水果果园检疫注册登记证书", "11210200MY9T10360X", "大连海关", "甲\t乙\\公司\n", "91210200MY9T90014R",
            false, new(2026, 11, 23), null, [new("CQDZ", "厂区地址", "金州区")], "1.2");
        Assert.Equal(
            "yitong-certificate/v1\nZZMC\t出境水果果园检疫注册登记证书\nZZLXDM\t11210200MY9T10360X001\nZZBH\t2026000000001\n"
            + "ZZBS\t1.2.156.3005.2.11210200MY9T10360X001.11210200MY9T10360X.2026000000001.001.0\nZZBFJG\t大连海关\n"
            + "ZZBFJGDM\t11210200MY9T10360X\nZZBFRQ\t2026-11-23\nCZZT\t甲\\t乙\\\\公司\\n\nCZZTDM\t91210200MY9T90014R\nCZZTDMLXDM\t001\n"
            + "ZZYXQQSRQ\t2026-11-23\nZZYXQJZRQ\t\nCQDZ\t金州区\nassociatedZzeCertID\t1.2\n",
            Encoding.UTF8.GetString(content.Canonical()));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_case_and_matter_issue_one_certificate_however_often_they_are_named(string kind)
    {
        await using var city = await World.OpenAsync(kind);
        var nodes = Enumerable.Range(0, 3).Select(_ => city.AnotherNode().Issuing).ToList();
        var issued = await Task.WhenAll(nodes.SelectMany(node => Enumerable.Range(0, 4).Select(_ =>
            node.IssueAsync(World.By(Actor.Engine), World.Issue(1)))));
        Assert.Single(issued.Select(each => each.Value.Content.Identifier).Distinct());
        Assert.Single(await city.Store.Journal.ReadStreamAsync(issued[0].Value.Id));
        var report = await Replay.VerifyAsync(city.Store, Modules.Tables, [CertificateHistory.Kind]);
        Assert.Empty(report.Differences);
    }

    [Fact]
    public async Task Many_are_issued_with_one_signature_for_a_batch_and_each_verifies_alone()
    {
        await using var city = await World.OpenAsync();
        var done = await city.Issuing.IssueAsync(World.By(Actor.Engine), [.. Enumerable.Range(1, 1_500).Select(n => World.Issue(n))]);
        Assert.Equal(2, done.Select(each => each.Value.Seal!.Signature).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, 1_500).Select(n => (long)n), done.Select(each => each.Value.Slot));
        foreach (var each in done)
            Assert.True(each.Value.Seal!.Verify(
                city.Keys.Find(Convert.ToUInt32(each.Value.Seal.Key, 16))!, each.Value.Content.Canonical()));
        var known = await city.Lists.FindAsync(700L);
        Assert.Equal(done[699].Value.Content.Identifier, known!.Content.Identifier);
    }

    [Fact]
    public async Task What_no_type_allows_is_refused()
    {
        await using var city = await World.OpenAsync();
        var right = World.Issue(1);
        foreach (var (wrong, code) in new[]
        {
            (right with { Type = "11100000000013127D001" }, "certificate.unknown-type"),
            (right with { Matter = "M091" }, "certificate.unknown-type"),
            (right with { Agency = "nobody" }, "certificate.unknown-agency"),
            (right with { Holder = World.Orchard with { IsPerson = true } }, "certificate.holder-not-valid"),
            (right with { Holder = World.Orchard with { Name = " " } }, "certificate.holder-not-valid"),
        })
            Assert.Equal(code, (await city.Issuing.IssueAsync(World.By(Actor.Engine), wrong)).Refusal!.Code);
    }

    [Fact]
    public void Two_quarantine_matters_issue_nineteen_kinds_and_every_answer_one_of_them()
    {
        var types = World.Pack.Section<CertificateTypes>();
        var kinds = types.ByCode.Values.Where(type => type.Matter is "M078" or "M091").ToList();
        Assert.Equal((19, 2), (kinds.Count, kinds.Select(type => type.Matter).Distinct().Count()));
        Assert.All(kinds, type => Assert.Equal(ProvenanceKind.Illustrative, type.Provenance.Kind));
        var catalogue = World.Pack.Section<Yitong.Catalogue.CityCatalogue>();
        foreach (var (matter, key) in new[] { ("M078", "product-kind"), ("M091", "goods-kind") })
            foreach (var answer in catalogue.Matters[matter].Editions[^1].Form.Single(question => question.Key == key).Options)
                Assert.NotNull(types.Of(matter, _ => answer));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Lists_begin_with_what_was_issued_last_whenever_it_came_here_and_name_each_once(string kind)
    {
        await using var world = await World.OpenAsync(kind);
        for (var n = 1; n <= 120; n++)
            await world.Issuing.IssueAsync(World.By(Actor.Engine), World.Issue(n, on: World.Today.AddDays(-n * 7 % 30)));
        foreach (var list in new Func<string?, Task<Page<CertificateRow>>>[]
        {
            after => world.Lists.OfAgencyAsync("hg", after, 50), after => world.Lists.HeldByAsync(World.Orchard.Party, after, 50),
        })
        {
            var (all, page) = (new List<CertificateRow>(), new Page<CertificateRow>([], null));
            do all.AddRange((page = await list(page.Next)).Items);
            while (page.Next is not null);
            Assert.Equal(120, all.DistinctBy(row => row.Id).Count());
            Assert.Equal(all.OrderByDescending(row => row.IssuedOn).ThenByDescending(row => row.Slot), all);
        }
        Assert.NotEmpty((await world.Lists.OfAgencyAsync("hg", "no place")).Items);
    }
}

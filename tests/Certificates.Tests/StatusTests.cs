using CsCheck;
using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;

namespace Yitong.Certificates.Tests;

public sealed class StatusTests
{
    private static readonly CertificateStatus[] All = Enum.GetValues<CertificateStatus>();

    [Fact]
    public async Task An_official_withholds_and_gives_back_with_article_and_reason()
    {
        await using var city = await World.OpenAsync();
        var issued = await city.IssuedAsync();
        var held = await city.DoAsync(issued.Id, World.Customs, new ChangeStatus("02", "第一条", "复查"));
        Assert.Equal(CertificateStatus.Suspended, held.Value.Status);
        Assert.False(held.Value.IsGoodOn(World.Today));
        var back = await city.DoAsync(issued.Id, World.Customs, new ChangeStatus("01", "第一条", "复查合格"));
        Assert.True(back.Value.IsGoodOn(World.Today));
        Assert.Equal(["复查", "复查合格"], back.Value.Changes.Select(change => change.Reason));
    }

    [Fact]
    public async Task Nobody_else_changes_it_and_nothing_changes_without_a_ground()
    {
        await using var city = await World.OpenAsync();
        var issued = await city.IssuedAsync();
        foreach (var (by, wanted, code) in new[]
        {
            (World.Stranger, new ChangeStatus("07", "a", "b"), "certificate.not-your-office"),
            (World.Resident, new ChangeStatus("07", "a", "b"), "certificate.not-your-office"),
            (World.Customs, new ChangeStatus("07", " ", "b"), "certificate.article-missing"),
            (World.Customs, new ChangeStatus("07", "a", null), "certificate.reason-missing"),
            (World.Customs, new ChangeStatus("01", "a", "b"), "certificate.no-such-change"),
            (World.Customs, new ChangeStatus("05", "a", "b"), "certificate.time-not-over"),
            (World.Customs, new ChangeStatus("08", "a", "b"), "certificate.no-such-change"),
        })
            Assert.Equal(code, (await city.DoAsync(issued.Id, by, wanted)).Refusal!.Code);
        var empty = await city.DoAsync(issued.Id, World.Customs, new ChangeStatus(null, null, null));
        Assert.Equal(["status", "article", "reason"], empty.Refusal!.Fields.Select(fault => fault.Field));
    }

    [Fact]
    public async Task Whatever_is_tried_in_whatever_order_a_certificate_taken_away_never_comes_back()
    {
        await using var city = await World.OpenAsync();
        var issued = await city.IssuedAsync();
        var final = new[]
        {
            CertificateStatus.Rescinded, CertificateStatus.Cancelled, CertificateStatus.MovedOut, CertificateStatus.Revoked,
        };
        var tries = from to in Gen.Int[0, All.Length - 1].Select(at => All[at]) from days in Gen.Int[0, 4_000] select (to, days);
        tries.Array[1, 12].Sample(sequence =>
        {
            var current = issued;
            foreach (var (to, days) in sequence)
            {
                var today = World.Today.AddDays(days);
                var facts = new CertificateFacts(new DayFacts(issued.Id, World.By(World.Customs, today), today, World.Pack));
                var wanted = new ChangeStatus(ChangeStatus.Text(to), "a", "b");
                var no = wanted.NotNow(current, facts);
                var done = wanted.Decide(current, facts);
                if (final.Contains(current.Status)) Assert.NotNull(no);
                if (no is not null || !done.IsGranted) continue;
                Assert.Contains(to, StatusRules.After(current.Status));
                if (to == CertificateStatus.Valid) Assert.True(today <= current.Content.ValidUntil);
                current = CertificateHistory.Kind.Fold(current, Assert.Single(done.Value), default);
                Assert.Equal(to, current.Status);
            }
        });
    }

    [Fact]
    public async Task The_engine_lets_it_lapse_the_day_after_its_last()
    {
        await using var city = await World.OpenAsync();
        var issued = await city.IssuedAsync();
        var last = issued.Content.ValidUntil!.Value;
        Assert.Equal(CertificateStatus.Valid, (await city.DoAsync(issued.Id, Actor.Engine, new LapseCertificate(), last)).Value.Status);
        var after = await city.DoAsync(issued.Id, Actor.Engine, new LapseCertificate(), last.AddDays(1));
        Assert.Equal(CertificateStatus.Lapsed, after.Value.Status);
    }

    private sealed record DayFacts(Guid Stream, Act Act, DateOnly Today, CityPack Pack) : Facts(Stream, Act, Today, Pack);
}

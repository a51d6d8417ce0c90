using CsCheck;
using Yitong.Kernel;

namespace Yitong.Certificates.Tests;

public sealed class StatusTests
{
    private static readonly CertificateStatus[] All = Enum.GetValues<CertificateStatus>();

    [Fact]
    public async Task An_official_withholds_and_gives_back_with_article_and_reason()
    {
        await using var city = await World.OpenAsync();
        var issued = await city.IssuedAsync();
        var held = await city.Desk.ChangeAsync(
            issued.Id, World.By(World.Customs), new(CertificateStatus.Suspended, "第一条", "复查"), World.Today);
        Assert.Equal(CertificateStatus.Suspended, held.Value.Status);
        Assert.False(held.Value.IsGoodOn(World.Today));
        var back = await city.Desk.ChangeAsync(
            issued.Id, World.By(World.Customs), new(CertificateStatus.Valid, "第一条", "复查合格"), World.Today);
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
            (World.Stranger, new ChangeStatus(CertificateStatus.Revoked, "a", "b"), "certificate.not-your-office"),
            (World.Resident, new ChangeStatus(CertificateStatus.Revoked, "a", "b"), "certificate.not-your-office"),
            (World.Customs, new ChangeStatus(CertificateStatus.Revoked, " ", "b"), "certificate.article-missing"),
            (World.Customs, new ChangeStatus(CertificateStatus.Revoked, "a", null), "certificate.reason-missing"),
            (World.Customs, new ChangeStatus(CertificateStatus.Valid, "a", "b"), "certificate.no-such-change"),
            (World.Customs, new ChangeStatus(CertificateStatus.Lapsed, "a", "b"), "certificate.time-not-over"),
            (World.Customs, new ChangeStatus((CertificateStatus)8, "a", "b"), "certificate.no-such-change"),
        })
            Assert.Equal(code, (await city.Desk.ChangeAsync(issued.Id, World.By(by), wanted, World.Today)).Refusal!.Code);
        var empty = await city.Desk.ChangeAsync(issued.Id, World.By(World.Customs), new(CertificateStatus.Revoked, null, null), World.Today);
        Assert.Equal(["article", "reason"], empty.Refusal!.Fields.Select(fault => fault.Field));
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
                var done = StatusRules.Decide(current, new(to, "a", "b"), World.Customs, today);
                if (final.Contains(current.Status)) Assert.NotNull(done.Refusal);
                if (!done.IsGranted) continue;
                Assert.Contains(to, StatusRules.After(current.Status));
                if (to == CertificateStatus.Valid) Assert.True(today <= current.Content.ValidUntil);
                current = CertificateHistory.Kind.Fold(current, done.Value, default);
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
        await city.Desk.LapseAsync(issued.Id, World.By(Actor.Engine, last), last);
        Assert.Equal(CertificateStatus.Valid, (await city.Desk.FindAsync(issued.Id))!.Status);
        await city.Desk.LapseAsync(issued.Id, World.By(Actor.Engine, last.AddDays(1)), last.AddDays(1));
        Assert.Equal(CertificateStatus.Lapsed, (await city.Desk.FindAsync(issued.Id))!.Status);
    }
}

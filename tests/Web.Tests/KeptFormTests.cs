using System.Net;
using Yitong.Testing;

namespace Yitong.Web_Tests;

/// <summary>What was typed outlives the session.</summary>
public sealed class KeptFormTests(KeptFormPortal portal) : IClassFixture<KeptFormPortal>
{
    private const string Comment = "门口的台阶太高，轮椅上不去。";

    [Fact]
    public async Task What_was_sent_after_the_session_had_ended_is_shown_after_signing_in_and_goes_on()
    {
        using var browser = await portal.OpenAs("resident");
        var (applicant, page) = await AskedAsync(browser);
        portal.Time.Pass(TimeSpan.FromMinutes(61));
        var late = await applicant.Send(page, "13900000007");
        Assert.Equal("/sign-in?back=%2Fkept", late.Location);
        await browser.Get(late.Location!);
        Assert.Equal("/kept", (await browser.Post("/sign-in", ("persona", "resident"), ("back", "/kept"))).Location);
        var kept = await browser.Get("/kept");
        Assert.Contains("13900000007", kept.Html);
        Assert.Contains($"action=\"{applicant.Path}/questions/", kept.Html);
        Assert.Equal(HttpStatusCode.SeeOther, (await applicant.Send(kept, "13900000007")).Status);
        Assert.Equal("/my", (await browser.Get("/kept")).Location);
    }

    [Fact]
    public async Task Nobody_else_who_signs_in_at_the_same_browser_reads_it()
    {
        using var browser = await portal.OpenAs("resident");
        var (applicant, page) = await AskedAsync(browser);
        portal.Time.Pass(TimeSpan.FromMinutes(61));
        await browser.Get((await applicant.Send(page, Comment)).Location!);
        await browser.Post("/sign-in", ("persona", "agent"), ("back", "/kept"));
        Assert.Equal("/my", (await browser.Get("/kept")).Location);
    }

    private static async Task<(ApplicantWalk Applicant, Page Page)> AskedAsync(PlainBrowser browser)
    {
        var applicant = new ApplicantWalk(browser);
        var page = await applicant.Start("/matters/M058");
        return (applicant, page.Html.Contains("name=\"then\"") ? page
            : await applicant.Follow(await browser.Get(applicant.Path + "/questions/1")));
    }
}

/// <summary>A portal whose sessions end when a test says so.</summary>
public sealed class KeptFormPortal : Portal
{
    public HeldClock Time { get; } = new();

    /// <inheritdoc/>
    protected override TimeProvider Clock => Time;
}

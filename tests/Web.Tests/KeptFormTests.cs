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
        var back = (await browser.Get("/kept")).Location!;
        Assert.Matches($"^{applicant.Path}/questions/[0-9]+.*#kept$", back);
        var again = await browser.Get(back.Split('#')[0]);
        Assert.Contains("已经放回下面的表单", again.Html);
        Assert.Contains("value=\"13900000007\"", again.Html);
        Assert.Contains("13900000007", (await browser.Get("/kept?show=yes")).Html);
        Assert.Contains($"action=\"{applicant.Path}/questions/", (await browser.Get("/kept?show=yes")).Html);
        Assert.Equal(HttpStatusCode.SeeOther, (await applicant.Send(again, "13900000007")).Status);
        Assert.Equal("/my", (await browser.Get("/kept")).Location);
        Assert.DoesNotContain("已经放回下面的表单", (await browser.Get(back.Split('#')[0])).Html);
    }

    [Fact]
    public async Task An_act_of_an_office_stands_in_its_open_form_again_however_long_it_is()
    {
        using var agent = await portal.OpenAs("agent");
        var applicant = new ApplicantWalk(agent);
        await applicant.Start("/matters/M009");
        await applicant.AnswerAll();
        await applicant.HandOverAll();
        await applicant.Submit();
        using var official = await portal.OpenAs("official");
        var page = $"/work{applicant.Path}/M009";
        await official.Get(page);
        portal.Time.Pass(TimeSpan.FromMinutes(61));
        // Nothing in it repeats: what is kept is as long as what was typed.
        var words = string.Concat(Enumerable.Range(0, 1_900).Select(n => (char)(0x4e00 + n * 7 % 20_000)));
        Assert.Equal("/sign-in?back=%2Fkept", (await official.Post($"{page}/refuse", ("reasons", words), ("basis", "第三十五条"))).Location);
        await official.Get("/sign-in");
        await official.Post("/sign-in", ("persona", "official"), ("back", "/kept"));
        Assert.Equal($"{page}#kept", (await official.Get("/kept")).Location);
        var again = (await official.Get(page)).Html;
        Assert.Contains("<details open id=\"act-refuse\">", again);
        Assert.Contains(words, again);
        Assert.Contains("value=\"第三十五条\"", again);
        Assert.DoesNotContain(words, (await official.Get("/work")).Html);
    }

    [Fact]
    public async Task Of_a_form_with_files_the_words_are_kept()
    {
        using var agent = await portal.OpenAs("agent");
        var applicant = new ApplicantWalk(agent);
        await applicant.Start("/matters/M009");
        await applicant.AnswerAll();
        await applicant.HandOverAll();
        await applicant.Submit();
        using var official = await portal.OpenAs("official");
        await official.Get($"/work{applicant.Path}/M009");
        Assert.NotNull((await official.Post($"/work{applicant.Path}/M009/request-supplement",
            ("gaps[0].material", "contact-phone"), ("gaps[0].problem", "打不通"), ("gaps[0].ground", "说明"))).Location);
        var page = $"{applicant.Path}/supplement/M009";
        using var late = await portal.OpenAs("agent");
        await late.Get(page);
        portal.Time.Pass(TimeSpan.FromMinutes(61));
        await late.PostFiles(page, [("other", "图.pdf", "%PDF-1.7"u8.ToArray())], ("why-contact-phone", Comment));
        await late.Get("/sign-in");
        await late.Post("/sign-in", ("persona", "agent"), ("back", "/kept"));
        Assert.Equal($"{page}#kept", (await late.Get("/kept")).Location);
        Assert.Contains(Comment, (await late.Get(page)).Html);
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

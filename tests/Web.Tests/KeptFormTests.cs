using System.Net;
using System.Net.Http.Headers;
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
        await applicant.Lodge("/matters/M009");
        using var official = await portal.OpenAs("official");
        var page = $"/work{applicant.Path}/M009";
        await official.Get(page);
        portal.Time.Pass(TimeSpan.FromMinutes(61));
        var words = Unlike(1_900);
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
        await applicant.Lodge("/matters/M009");
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

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", "a=1")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1")]
    [InlineData("multipart/form-data", "--x")]
    public async Task What_does_not_come_apart_leads_to_signing_in_like_all_else(string type, string body)
    {
        using var browser = await portal.OpenAs("resident");
        portal.Time.Pass(TimeSpan.FromMinutes(61));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/my/mandates") { Content = new StringContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var answer = await browser.Send(request);
        Assert.Equal("/sign-in?back=%2F", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task What_packs_to_nothing_and_would_be_unpacked_with_every_request_is_not_kept()
    {
        var late = await LateAsync("/my/mandates", new string('b', 900_000));
        Assert.Equal("/sign-in?back=%2Fmy%2Fmandates", late.Location);
        Assert.False(late.Answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task It_leaves_the_browser_in_time_and_fits_the_line_that_a_proxy_reads()
    {
        var late = await LateAsync("/my/mandates", Unlike(1_900));
        var kept = late.Answer.Headers.GetValues("Set-Cookie").ToList();
        Assert.All(kept, each => Assert.Contains("max-age=900;", each));
        Assert.InRange(kept.Sum(each => each.Split(';')[0].Length), 1, 6_600);
        var longer = string.Concat(new Random(1).GetItems(Unlike(19_000).ToCharArray(), 3_000));
        Assert.Equal("/sign-in?back=%2Fmy%2Fmandates", (await LateAsync("/my/mandates", longer)).Location);
    }

    [Fact]
    public async Task Sent_too_late_once_more_from_where_it_is_shown_it_does_not_lead_round_in_circles()
    {
        using var browser = await portal.OpenAs("resident");
        await browser.Get("/my/mandates");
        portal.Time.Pass(TimeSpan.FromMinutes(61));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/my/mandates")
        {
            Content = new FormUrlEncodedContent([new("note", Comment)]),
        };
        request.Headers.Referrer = new(portal.Address, "/kept");
        (await browser.Send(request)).Dispose();
        await browser.Get("/sign-in");
        await browser.Post("/sign-in", ("persona", "resident"), ("back", "/kept"));
        Assert.Contains(Comment, (await browser.Get("/kept")).Html);
    }

    // Nothing in it repeats: what is kept is as long as what was typed.
    private static string Unlike(int length) =>
        string.Concat(Enumerable.Range(0, length).Select(n => (char)(0x4e00 + n * 7 % 20_000)));

    private async Task<Page> LateAsync(string path, string words)
    {
        using var browser = await portal.OpenAs("resident");
        await browser.Get(path);
        portal.Time.Pass(TimeSpan.FromMinutes(61));
        return await browser.Post(path, ("note", words));
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

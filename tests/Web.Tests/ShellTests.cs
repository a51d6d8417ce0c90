using System.Net;

namespace Yitong.Web_Tests;

public sealed class ShellTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Chinese_characters_stand_in_the_page_as_themselves()
    {
        var page = await portal.Open().Get("/");
        Assert.Contains("要办什么事", page.Html);
        Assert.DoesNotContain("&#x", page.Html);
    }

    [Fact]
    public async Task Every_answer_forbids_script_of_others_and_frames()
    {
        foreach (var path in new[] { "/", "/sign-in", "/nowhere", "/account" })
        {
            var answer = (await portal.Open().Get(path)).Answer;
            Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        }
    }

    [Fact]
    public async Task No_page_carries_inline_script_or_style()
    {
        var page = await portal.Open().Get("/");
        Assert.DoesNotContain(" style=", page.Html);
        Assert.DoesNotContain("<style", page.Html);
        Assert.DoesNotContain("<script>", page.Html);
    }

    [Fact]
    public async Task An_unknown_address_gets_a_page_that_helps_on()
    {
        var page = await portal.Open().Get("/nowhere");
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains("没有找到这个页面", page.Html);
    }

    [Fact]
    public async Task A_form_without_its_token_is_not_taken()
    {
        var browser = portal.Open();
        var page = await browser.Post("/sign-in", ("persona", "resident"));
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("已经过期", page.Html);
    }

    [Fact]
    public async Task A_persona_signs_in_and_returns_to_the_page_they_wanted()
    {
        var browser = portal.Open();
        var turnedAway = await browser.Get("/account");
        Assert.Equal("/sign-in?back=%2Faccount", turnedAway.Location);
        await browser.Get(turnedAway.Location!);
        var signedIn = await browser.Post("/sign-in", ("persona", "resident"), ("back", "/account"));
        Assert.Equal("/account", signedIn.Location);
        Assert.Contains("林晓岚", (await browser.Get("/account")).Html);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task Signing_in_never_leads_to_another_site(string back)
    {
        var browser = portal.Open();
        await browser.Get("/sign-in");
        Assert.Equal("/", (await browser.Post("/sign-in", ("persona", "resident"), ("back", back))).Location);
    }

    [Fact]
    public async Task The_elder_mode_stays_on_until_it_is_switched_off()
    {
        var browser = portal.Open();
        await browser.Get("/mode/elder?back=%2F");
        Assert.Contains("class=\"elder\"", (await browser.Get("/")).Html);
        await browser.Get("/mode/normal?back=%2F");
        Assert.DoesNotContain("class=\"elder\"", (await browser.Get("/")).Html);
    }

    [Fact]
    public async Task The_style_sheet_may_be_kept_for_ever_and_is_compressed()
    {
        using var http = new HttpClient { BaseAddress = portal.Address };
        http.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");
        var answer = await http.GetAsync(StyleSheetOf(await portal.Open().Get("/")));
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString());
        Assert.InRange((await answer.Content.ReadAsByteArrayAsync()).Length, 500, 8192);
    }

    private static string StyleSheetOf(Page page)
    {
        var from = page.Html.IndexOf("/assets/site.", StringComparison.Ordinal);
        return page.Html[from..page.Html.IndexOf('"', from)];
    }
}

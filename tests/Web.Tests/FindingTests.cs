using System.Net;

namespace Yitong.Web_Tests;

/// <summary>Finding out what to do: search, guides, plans of journeys, stations.</summary>
public sealed class FindingTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Plain_words_lead_to_the_journey_first()
    {
        var page = await portal.Open().Get("/search?q=" + Uri.EscapeDataString("我想开个饭馆"));
        Assert.InRange(page.Html.IndexOf("/journeys/Y02", StringComparison.Ordinal), 1, page.Html.IndexOf("/matters/M", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_query_that_finds_nothing_stays_on_the_page()
    {
        var page = await portal.Open().Get("/search?q=" + Uri.EscapeDataString("造火箭"));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("没有找到和“造火箭”对得上的事项", page.Html);
        Assert.Contains("value=\"造火箭\"", page.Html);
    }

    [Fact]
    public async Task What_is_done_elsewhere_says_where_and_whom_to_ask()
    {
        var page = await portal.Open().Get("/search?q=" + Uri.EscapeDataString("换駕照"));
        Assert.Contains("公安机关交通管理部门", page.Html);
        Assert.Contains("tel:12345", page.Html);
        using var program = await ApiClient.OpenAsync(portal.Address, "nobody");
        var told = (await program.Get("/api/v1/search?q=jiazhao")).Json;
        Assert.Equal("driving-licence", told.GetProperty("elsewhere").GetProperty("key").GetString());
        Assert.Equal(0, told.GetProperty("items").GetArrayLength());
        var sounded = (await program.Get("/api/v1/search?q=shebaoka")).Json.GetProperty("items")[0];
        Assert.True(sounded.GetProperty("isUnsure").GetBoolean());
    }

    [Theory]
    [InlineData("delivery=99")]
    [InlineData("delivery=0")]
    [InlineData("delivery=everywhere")]
    [InlineData("for=everybody")]
    [InlineData("for=1")]
    public async Task A_word_that_names_no_choice_is_a_fault(string query)
    {
        using var program = await ApiClient.OpenAsync(portal.Address, "nobody");
        var told = await program.Get("/api/v1/policies?" + query);
        Assert.Equal((400, "query.not-a-choice"), (told.Status, told.Code));
        Assert.Equal(HttpStatusCode.BadRequest, (await portal.Open().Get("/policies?" + query)).Status);
    }

    [Theory]
    [InlineData("delivery=on-application&for=company")]
    [InlineData("delivery=OnApplication")]
    [InlineData("delivery=&for=")]
    public async Task A_choice_may_be_named_as_pages_did_before_and_nothing_narrows_nothing(string query)
    {
        using var program = await ApiClient.OpenAsync(portal.Address, "nobody");
        var told = await program.Get("/api/v1/policies?" + query);
        Assert.Equal(200, told.Status);
        Assert.NotEqual(0, told.Json.GetProperty("items").GetArrayLength());
        Assert.Equal(HttpStatusCode.OK, (await portal.Open().Get("/policies?" + query)).Status);
    }

    [Fact]
    public async Task Members_of_a_body_are_read_as_they_are_written()
    {
        using var program = await ApiClient.OpenAsync(portal.Address, "nobody");
        var told = await program.Post("/api/v1/search/unanswered", new Dictionary<string, string> { ["Query"] = "造火箭" });
        Assert.Equal((400, "body.not-json"), (told.Status, told.Code));
        Assert.True((await program.Post("/api/v1/search/unanswered", new Dictionary<string, string> { ["query"] = "造火箭" })).Status < 300);
    }

    [Fact]
    public async Task Words_that_find_nothing_are_left_for_the_hotline()
    {
        using var browser = portal.Open();
        await browser.Get("/search?q=" + Uri.EscapeDataString("造火箭"));
        var left = await browser.PostAndFollow("/search/leave", ("query", "造火箭"));
        Assert.Contains("您留下的话是“造火箭”", left.Html);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.Post("/search/leave", ("query", "　"))).Status);
        using var program = await ApiClient.OpenAsync(portal.Address, "nobody");
        foreach (var (query, code) in new[]
        {
            (null, "hotline.query-empty"), ("\u200b", "hotline.query-empty"), (new string('长', 101), "hotline.query-too-long"),
            ("a\0b", "hotline.query-unreadable"),
        })
            Assert.Equal((422, code), await RefusedAsync(query));

        async Task<(int, string?)> RefusedAsync(string? query)
        {
            var told = await program.Post("/api/v1/search/unanswered", new { query });
            return (told.Status, told.Code);
        }
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("' or 1=1 --")]
    [InlineData("\u0000\u202e\ud800")]
    public async Task Anything_may_be_searched_for(string query)
    {
        var page = await portal.Open().Get("/search?q=" + Uri.EscapeDataString(query));
        Assert.NotEqual(HttpStatusCode.InternalServerError, page.Status);
        Assert.DoesNotContain("<script>alert", page.Html);
    }

    [Fact]
    public async Task A_guide_says_in_one_sentence_how_long_how_often_and_how_much()
    {
        var page = await portal.Open().Get("/matters/M009");
        Assert.Contains("5个工作日办好，最多跑1次，不收费", page.Html);
        Assert.Contains("示例数据", page.Html);
        Assert.Contains("未核对", page.Html);
    }

    [Theory]
    [InlineData("/matters/M999")]
    [InlineData("/journeys/Y99")]
    [InlineData("/matters/M999/start")]
    public async Task What_the_city_does_not_offer_is_not_found(string path)
    {
        using var browser = await portal.OpenAs("resident");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get(path)).Status);
    }

    [Fact]
    public async Task Stations_are_listed_by_district()
    {
        var page = await portal.Open().Get("/stations?district=210202");
        Assert.Contains("人民路街道福寿社区便民服务站", page.Html);
        Assert.Contains("没有登记", (await portal.Open().Get("/stations?district=nowhere")).Html.Replace("还没有登记", "没有登记"));
    }
}

using System.Net;

namespace Yitong.Web_Tests;

/// <summary>Policies, how one stands to them, the facts behind it and the messages.</summary>
public sealed class BenefitTests(Portal portal) : IClassFixture<Portal>
{
    private const string Company = "91210200MY9T90014R";
    private const string Resident = "210299199003151289";

    [Fact]
    public async Task The_library_is_searched_and_narrowed()
    {
        using var nobody = await ApiClient.OpenAsync(portal.Address, "nobody");
        var found = await nobody.Get("/api/v1/policies?q=" + Uri.EscapeDataString("稳岗") + "&for=company&delivery=automatic");
        Assert.Equal("P020", found["items"].EnumerateArray().First().GetProperty("policy").GetString());
        var first = await nobody.Get("/api/v1/policies?take=30");
        var second = await nobody.Get("/api/v1/policies?take=30&after=" + first["next"].GetString());
        Assert.Empty(Ids(first).Intersect(Ids(second)));
        Assert.DoesNotContain("P036", Ids(await nobody.Get("/api/v1/policies?take=100")));
        Assert.Contains("P036", Ids(await nobody.Get("/api/v1/policies?take=100&all=yes")));
    }

    [Fact]
    public async Task The_page_of_the_library_goes_on_behind_the_last_policy_shown()
    {
        using var browser = portal.Open();
        var seen = new List<string>();
        for (var path = "/policies?for=company"; path.Length > 0;)
        {
            var page = (await browser.Get(path)).Html;
            var shown = System.Text.RegularExpressions.Regex.Matches(page, "href=\"/policies/([A-Z0-9]+)\"").Select(each => each.Groups[1].Value).ToList();
            Assert.InRange(shown.Count, 1, 20);
            seen.AddRange(shown);
            path = System.Text.RegularExpressions.Regex.Match(page, "class=\"more\" href=\"([^\"]+)\"").Groups[1].Value.Replace("&amp;", "&", StringComparison.Ordinal);
        }
        Assert.InRange(seen.Count, 21, 200);
        Assert.Equal(seen.Order(StringComparer.Ordinal).Distinct(), seen);
    }

    // T02 and T07 are services without an amount; of T05, T09 and T10 facts are missing.
    [Fact]
    public async Task One_tap_is_offered_only_where_nothing_is_missing()
    {
        using var browser = await portal.OpenAs("resident");
        var links = System.Text.RegularExpressions.Regex.Matches(
            (await browser.Get("/my/benefits")).Html, "href=\"(/policies/(\\w+)/apply[^\"]*)\">(\\w+)");
        Assert.DoesNotContain(links, link => link.Groups[2].Value is "T02" or "T07");
        Assert.Contains(links, link => link.Groups[3].Value == "请部门核实后办理");
        foreach (var link in links.Select(link => (Path: link.Groups[1].Value, IsTap: link.Groups[3].Value == "一键申领")))
        {
            var page = await browser.Get(link.Path);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Equal(link.IsTap, page.Html.Contains("可以领取", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("official", false)]
    [InlineData("clerk", false)]
    [InlineData("resident", true)]
    public async Task Only_who_may_apply_is_led_to_an_application(string persona, bool mayApply)
    {
        using var browser = await portal.OpenAs(persona);
        foreach (var path in (string[])["/matters/M009", "/journeys/Y02", "/policies/T04"])
            Assert.Equal(mayApply, System.Text.RegularExpressions.Regex.IsMatch(
                (await browser.Get(path)).Html, "href=\"[^\"]*/(start|apply)"));
    }

    [Fact]
    public async Task A_policy_shows_its_clauses_conditions_and_marks()
    {
        using var nobody = await ApiClient.OpenAsync(portal.Address, "nobody");
        var policy = await nobody.Get("/api/v1/policies/P020");
        Assert.Equal("人社部发〔2022〕23号", policy["document"].GetProperty("number").GetString());
        Assert.Contains("不高于 5.5%", policy["conditions"].EnumerateArray().Last().GetProperty("says")[1].GetString());
        Assert.False(policy["figures"][0].GetProperty("isSourced").GetBoolean());
        Assert.Equal("P020", (await nobody.Get("/api/v1/policies/N19"))["policy"].GetProperty("policy").GetString());
        Assert.Equal(404, (await nobody.Get("/api/v1/policies/P999")).Status);
    }

    [Fact]
    public async Task The_agent_sees_what_the_company_gets_and_why()
    {
        using var agent = await ApiClient.OpenAsync(portal.Address, "agent");
        var benefits = await agent.Get($"/api/v1/subjects/{Company}/benefits");
        var steady = benefits["policies"].EnumerateArray().Single(each => each.GetProperty("policy").GetString() == "P020");
        Assert.Equal(("due", 480_000), (steady.GetProperty("place").GetString(), steady.GetProperty("fen").GetInt64()));
        var layoffs = steady.GetProperty("conditions").EnumerateArray().Last().GetProperty("reason");
        Assert.Equal("any", layoffs.GetProperty("join").GetString());
        Assert.Contains("相差", layoffs.GetProperty("of")[0].GetProperty("says").GetString());
        Assert.All(steady.GetProperty("facts").EnumerateArray(), fact =>
            Assert.Equal("2026-09-30", fact.GetProperty("on").GetString()));
    }

    [Theory]
    [InlineData("resident", Company, 403)]
    [InlineData("agent", Resident, 403)]
    [InlineData("agent", "91210200000000000X", 404)]
    [InlineData("official", Company, 403)]
    [InlineData("nobody", Company, 401)]
    public async Task Nobody_else_sees_them(string persona, string subject, int status)
    {
        using var client = await ApiClient.OpenAsync(portal.Address, persona);
        Assert.Equal(status, (await client.Get($"/api/v1/subjects/{subject}/benefits")).Status);
    }

    [Fact]
    public async Task The_page_says_what_is_due_what_is_missing_and_by_how_much()
    {
        using var agent = await portal.OpenAs("agent");
        var page = await agent.Get("/my/benefits?for=" + Company);
        Assert.Contains("直接给您的", page.Html);
        Assert.Contains("4,800元", page.Html);
        Assert.Contains("相差 0.2 个百分点", page.Html);
        Assert.Equal(HttpStatusCode.NotFound, (await agent.Get("/my/benefits?for=" + Resident)).Status);
    }

    [Fact]
    public async Task A_fact_is_disputed_once_with_words()
    {
        using var resident = await portal.OpenAs("resident");
        await resident.Get("/my/benefits/facts?fact=insured_months");
        var empty = await resident.Post("/my/benefits/disputes", ("for", Resident), ("fact", "insured_months"), ("said", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        var page = await resident.PostAndFollow(
            "/my/benefits/disputes", ("for", Resident), ("fact", "insured_months"), ("said", "应当是31个月"));
        Assert.Contains("已转给部门核实", page.Html);
        Assert.Contains("应当是31个月", page.Html);
        // Whatever is held about somebody says from whom it came, when, and under which documents it is used.
        var held = (await resident.Get("/my/benefits/facts")).Html;
        Assert.Matches("送来，用于核对政策条件", held);
        Assert.Matches("<a href=\"/policies/[A-Z0-9]+\">[^<]+</a><br><span\\s+class=\"soft\">依据《[^》]+》", held);
    }

    [Fact]
    public async Task The_agency_that_answers_a_dispute_sees_the_persons_number_masked()
    {
        using var resident = await portal.OpenAs("resident");
        await resident.Get("/my/benefits/facts?fact=skill_level");
        await resident.Post("/my/benefits/disputes", ("for", Resident), ("fact", "skill_level"), ("said", "我是高级工"));
        using var office = await portal.OpenAs("finance");
        var work = (await office.Get("/work/disputes")).Html;
        Assert.Contains("2102**********1289", work, StringComparison.Ordinal);
        Assert.DoesNotContain(Resident, work, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_are_read_and_switched_off()
    {
        using var resident = await portal.OpenAs("resident");
        Assert.Contains("您现在符合", (await resident.Get("/my/messages")).Html);
        var read = await resident.PostAndFollow("/my/messages/read", ("for", Resident), ("upTo", "99"));
        Assert.DoesNotContain("全部标为已读", read.Html);
        Assert.Contains("恢复推送", (await resident.PostAndFollow("/my/messages/quiet", ("for", Resident), ("quiet", "yes"))).Html);
    }

    private static List<string?> Ids(Reply list) =>
        [.. list["items"].EnumerateArray().Select(each => each.GetProperty("policy").GetString())];
}

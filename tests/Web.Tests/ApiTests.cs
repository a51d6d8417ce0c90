using System.Text.Json;

namespace Yitong.Web_Tests;

public sealed class ApiTests(Portal portal) : IClassFixture<Portal>
{
    /// <summary>Code of the restaurant for which the persona <c>agent</c> acts.</summary>
    internal const string Restaurant = "91210200MY9T90014R";

    [Fact]
    public async Task A_case_goes_from_opening_to_rating()
    {
        using var agent = await ApiClient.OpenAsync(portal.Address, "agent");
        using var official = await ApiClient.OpenAsync(portal.Address, "official");
        var id = await Submitted(agent, "M009", Restaurant);
        Assert.Equal("submitted", (await agent.Get($"/api/v1/cases/{id}"))["state"].GetString());

        Assert.Equal(200, (await official.Post($"/api/v1/work/cases/{id}/accept", new { })).Status);
        var accepted = (await agent.Get($"/api/v1/cases/{id}"));
        Assert.Equal("accepted", accepted["state"].GetString());
        Assert.Equal(5, accepted["clock"].GetProperty("promised").GetProperty("amount").GetInt32());
        Assert.Equal("working-days", accepted["clock"].GetProperty("statutory").GetProperty("unit").GetString());
        Assert.False(accepted["clock"].GetProperty("suspended").GetBoolean());

        Reply examined;
        do examined = await official.Post($"/api/v1/work/cases/{id}/examine", new { passed = true, opinion = "符合" });
        while (examined.Status == 200 && examined["steps"].EnumerateArray().Any(step => step.GetProperty("doneOn").ValueKind == JsonValueKind.Null));
        var decided = await official.Post($"/api/v1/work/cases/{id}/decide", new { granted = true, reasons = "符合条件" });
        Assert.Equal(200, decided.Status);
        var second = await official.Post($"/api/v1/work/cases/{id}/decide", new { granted = false, reasons = "反悔" });
        Assert.Equal((409, "case.already-decided"), (second.Status, second.Code));
        Assert.Equal(200, (await official.Post($"/api/v1/work/cases/{id}/deliver", new { method = "online" })).Status);
        Assert.Equal(200, (await agent.Post($"/api/v1/cases/{id}/rating", new { stars = 5 })).Status);
        Assert.Equal("rating.only-once", (await agent.Post($"/api/v1/cases/{id}/rating", new { stars = 1 })).Code);

        var events = (await agent.Get($"/api/v1/cases/{id}/events"))["items"].EnumerateArray()
            .Select(each => each.GetProperty("type").GetString()).ToList();
        Assert.Equal("case.opened", events[0]);
        Assert.Contains("case.decided", events);
        Assert.Equal("case.rated", events[^1]);
    }

    [Fact]
    public async Task The_same_key_gives_the_same_case_and_other_content_is_refused()
    {
        using var agent = await ApiClient.OpenAsync(portal.Address, "agent");
        var key = Guid.NewGuid().ToString();
        var first = await agent.Post("/api/v1/cases", new { matter = "M009", subject = Restaurant }, key);
        var again = await agent.Post("/api/v1/cases", new { matter = "M009", subject = Restaurant }, key);
        var other = await agent.Post("/api/v1/cases", new { matter = "M024", subject = Restaurant }, key);
        Assert.Equal(201, first.Status);
        Assert.Equal(first["id"].GetString(), again["id"].GetString());
        Assert.Equal("store.key-reused", other.Code);
    }

    [Fact]
    public async Task A_submission_with_gaps_names_every_field_and_keeps_what_was_given()
    {
        using var agent = await ApiClient.OpenAsync(portal.Address, "agent");
        var opened = await agent.Post("/api/v1/cases", new { matter = "M009", subject = Restaurant });
        var id = opened["id"].GetString();
        var refused = await agent.Post($"/api/v1/cases/{id}/submit", new { });
        Assert.Equal((422, "case.incomplete"), (refused.Status, refused.Code));
        Assert.NotEmpty(refused.Fields);
        Assert.DoesNotContain(refused.Json.GetProperty("fields").EnumerateArray(),
            field => field.GetProperty("detail").GetString()!.Contains("[refusals", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stale_screen_gets_a_clear_conflict_and_overwrites_nothing()
    {
        using var agent = await ApiClient.OpenAsync(portal.Address, "agent");
        using var official = await ApiClient.OpenAsync(portal.Address, "official");
        var id = await Submitted(agent, "M009", Restaurant);
        var seen = (await official.Get($"/api/v1/cases/{id}"))["version"].GetInt32();
        await official.Post($"/api/v1/work/cases/{id}/accept", new { version = seen });
        var stale = await official.Post($"/api/v1/work/cases/{id}/refuse", new { reasons = "x", basis = "y", version = seen });
        Assert.Equal((409, "case.stale"), (stale.Status, stale.Code));
    }

    [Fact]
    public async Task Another_person_and_another_office_do_not_see_a_case()
    {
        using var resident = await ApiClient.OpenAsync(portal.Address, "resident");
        using var agent = await ApiClient.OpenAsync(portal.Address, "agent");
        using var elsewhere = await ApiClient.OpenAsync(portal.Address, "official2");
        var id = await Submitted(agent, "M009", Restaurant);
        Assert.Equal(404, (await resident.Get($"/api/v1/cases/{id}")).Status);
        Assert.Equal(404, (await elsewhere.Get($"/api/v1/cases/{id}")).Status);
        Assert.Equal(404, (await elsewhere.Post($"/api/v1/work/cases/{id}/accept", new { })).Status);
    }

    [Fact]
    public async Task An_agent_applies_for_the_company_of_the_mandate_and_for_no_other()
    {
        using var agent = await ApiClient.OpenAsync(portal.Address, "agent");
        var company = (await agent.Get("/api/v1/mandates"))["items"][0].GetProperty("principal").GetString();
        var opened = await agent.Post("/api/v1/cases", new { matter = "M009", subject = company });
        Assert.Equal(201, opened.Status);
        Assert.Equal(company, opened["subject"].GetProperty("id").GetString());
        using var resident = await ApiClient.OpenAsync(portal.Address, "resident");
        Assert.Equal((403, "case.no-mandate"),
            ((await resident.Post("/api/v1/cases", new { matter = "M009", subject = company })) is var no ? (no.Status, no.Code) : default));
    }

    [Fact]
    public async Task A_clerk_lodges_for_whoever_comes_and_names_them()
    {
        using var clerk = await ApiClient.OpenAsync(portal.Address, "clerk");
        Assert.Equal(["subject"], (await clerk.Post("/api/v1/cases", new { matter = "M009" })).Fields);
        var opened = await clerk.Post("/api/v1/cases", new { matter = "M058", subject = "210299 19900315 1289", station = "ST0001" });
        Assert.Equal(201, opened.Status);
        Assert.Equal(("station", "ST0001"), (opened["channel"].GetString(), opened["station"].GetString()));
    }

    [Theory]
    [InlineData("M006", Restaurant, "case.not-for-companies")]
    [InlineData("M058", Restaurant, "case.not-for-companies")]
    [InlineData("M036", "210299199003151289", "case.not-for-persons")]
    [InlineData("M009", "210299199003151289", "case.not-for-persons")]
    [InlineData("M006", "210299199003151289", null)]
    [InlineData("M036", Restaurant, null)]
    public async Task Who_may_apply_is_the_same_for_a_program_and_at_the_desk_of_a_station(string matter, string subject, string? code)
    {
        using var program = await ApiClient.OpenAsync(portal.Address, "clerk");
        var answer = await program.Post("/api/v1/cases", new { matter, subject });
        Assert.Equal((code is null ? 201 : 422, code ?? matter), (answer.Status, answer.Code));
        using var clerk = await portal.OpenAs("clerk");
        await clerk.Get("/desk");
        var opened = await clerk.Post("/desk/open", ("subject", subject), ("matter", matter));
        Assert.Equal(code is null, opened.Location is not null);
        if (code is not null) Assert.Contains("办理对象", opened.Html);
    }

    [Theory]
    [InlineData("{\"matter\":\"M999\"}", 422, "case.no-such-matter")]
    [InlineData("{\"matter\":\"M009\",\"journey\":\"Y01\"}", 422, "case.one-of-matter-or-journey")]
    [InlineData("{\"matter\":\"M009\",\"subject\":\"21029919900315128X\"}", 422, "body.subject-unknown")]
    [InlineData("{\"matter\":\"M058\",\"answers\":{\"nonsense\":1}}", 422, "case.answers-not-valid")]
    [InlineData("{\"matter\":\"M009\",\"colour\":\"red\"}", 400, "body.not-json")]
    [InlineData("{\"matter\":", 400, "body.not-json")]
    [InlineData("[]", 400, "body.not-json")]
    [InlineData("null", 400, "body.missing")]
    [InlineData("{\"matter\":\"Ｍ009\"}", 422, "case.no-such-matter")]
    [InlineData("{\"matter\":\"M009\",\"materials\":[{\"material\":\"x\",\"upload\":\"00\"}]}", 422, "upload.unknown")]
    public async Task Bad_input_gets_a_sentence_and_never_a_bug(string body, int status, string code)
    {
        using var resident = await ApiClient.OpenAsync(portal.Address, "resident");
        var refused = await resident.PostRaw("/api/v1/cases", body);
        Assert.Equal((status, code), (refused.Status, refused.Code));
        Assert.DoesNotContain("{", refused["detail"].GetString()!.Replace("{\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("[refusals", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Uploads_are_judged_by_their_bytes_and_size()
    {
        using var resident = await ApiClient.OpenAsync(portal.Address, "resident");
        var pdf = await resident.Upload("%PDF-1.4 x"u8.ToArray(), "执照.pdf");
        Assert.Equal((201, "application/pdf"), (pdf.Status, pdf["mediaType"].GetString()));
        var program = await resident.Upload([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0], "执照.pdf");
        Assert.Equal((422, "upload.not-a-document"), (program.Status, program.Code));
        Assert.Equal("upload.empty", (await resident.Upload([], "空.pdf")).Code);
        var large = await resident.Upload(new byte[25 << 20], "大.pdf");
        Assert.Equal((413, "upload.too-large"), (large.Status, large.Code));
    }

    [Theory]
    [InlineData("start=2026-09-28&budget=5&unit=working-days", "2026-10-10")]
    [InlineData("start=2026-09-28&budget=5&unit=calendar-days", "2026-10-03")]
    [InlineData("start=2026-09-28&budget=5&unit=calendar-days-rolled", "2026-10-08")]
    [InlineData("start=2026-01-31&budget=1&unit=months", "2026-02-28")]
    public async Task The_clock_counts_as_the_law_does(string query, string due)
    {
        using var anybody = await ApiClient.OpenAsync(portal.Address, "nobody");
        Assert.Equal(due, (await anybody.Get("/api/v1/clock?" + query))["due"].GetString());
    }

    [Theory]
    [InlineData("/api/v1/clock?start=2026-02-30&budget=5&unit=working-days", 400, "clock.not-a-day")]
    [InlineData("/api/v1/clock?start=2026-09-28&budget=5&unit=days", 400, "clock.not-a-unit")]
    [InlineData("/api/v1/clock?start=2026-09-28&budget=-1&unit=working-days", 400, "clock.not-a-budget")]
    [InlineData("/api/v1/clock?start=2026-12-28&budget=20&unit=working-days", 422, "clock.beyond-horizon")]
    [InlineData("/api/v1/calendar/2026-13-01", 400, "clock.not-a-day")]
    [InlineData("/api/v1/calendar/2031-01-01", 422, "clock.beyond-horizon")]
    [InlineData("/api/v1/matters/M999", 404, "catalogue.no-such-code")]
    [InlineData("/api/v1/journeys/Y99", 404, "catalogue.no-such-code")]
    public async Task A_question_that_has_no_answer_says_why(string path, int status, string code)
    {
        using var anybody = await ApiClient.OpenAsync(portal.Address, "nobody");
        var refused = await anybody.Get(path);
        Assert.Equal((status, code), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task Search_puts_the_journey_first_and_finds_nothing_in_nonsense()
    {
        using var anybody = await ApiClient.OpenAsync(portal.Address, "nobody");
        var found = await anybody.Get("/api/v1/search?q=" + Uri.EscapeDataString("我想开家饭馆"));
        Assert.Equal("Y02", found["items"][0].GetProperty("code").GetString());
        Assert.Empty((await anybody.Get("/api/v1/search?q=asdfgh"))["items"].EnumerateArray());
    }

    [Fact]
    public async Task Journeys_show_computed_and_measured_savings()
    {
        using var anybody = await ApiClient.OpenAsync(portal.Address, "nobody");
        var journey = await anybody.Get("/api/v1/journeys/Y02");
        Assert.True(journey["savings"].GetProperty("steps").GetProperty("ratio").GetDecimal() > 0);
        Assert.Equal(0, journey["measured"].GetProperty("bundledCases").GetInt32());
        var all = await anybody.Get("/api/v1/journeys");
        Assert.Equal(30, all["items"].GetArrayLength());
        Assert.NotEqual(JsonValueKind.Null, all["averages"].GetProperty("time").GetProperty("ratioOfTotals").ValueKind);
    }

    [Fact]
    public async Task The_interface_describes_every_route_of_the_api()
    {
        using var anybody = await ApiClient.OpenAsync(portal.Address, "nobody");
        var document = await anybody.Get("/openapi/v1.json");
        Assert.StartsWith("3.1", document["openapi"].GetString(), StringComparison.Ordinal);
        var paths = document["paths"].EnumerateObject().Select(path => path.Name).ToList();
        Assert.Contains("/api/v1/work/cases/{id}/decide", paths);
        Assert.Contains("/demo/token", paths);
    }

    /// <summary>Opens, fills in as the guide asks, and submits a case.</summary>
    internal static async Task<string> Submitted(ApiClient program, string matter, string? subject = null)
    {
        var guide = await program.Get($"/api/v1/matters/{matter}");
        var answers = guide["form"].EnumerateArray().ToDictionary(
            question => question.GetProperty("key").GetString()!, question => Sample(question));
        var file = Convert.ToBase64String("%PDF-1.4 x"u8.ToArray());
        var materials = guide["materials"].EnumerateArray()
            .Where(each => each.GetProperty("supply").GetString() == "applicant" && each.GetProperty("necessity").GetString() != "optional")
            .Select(each => new { material = each.GetProperty("material").GetString(), fileName = "a.pdf", content = file });
        var opened = await program.Post("/api/v1/cases", new { matter, subject, answers, materials });
        Assert.True(opened.Status == 201, opened.Text);
        var id = opened["id"].GetString()!;
        var submitted = await program.Post($"/api/v1/cases/{id}/submit", new { });
        Assert.True(submitted.Status == 200, submitted.Text);
        return id;
    }

    private static string Sample(JsonElement question) => question.GetProperty("kind").GetString() switch
    {
        "choice" => question.GetProperty("options")[0].GetString()!,
        "number" => "１２",
        "money" => "20万元",
        "date" => "2026年9月1日",
        "phone" => "13000000001",
        "citizen-number" => "210299199003151289",
        "unified-credit-code" => "91210200MY9T90014R",
        _ => "大连",
    };
}

using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Yitong.Web_Tests;

/// <summary>What cannot be read is refused and changes nothing; it is never passed over, guessed or joined.</summary>
public sealed class HostileRequestTests(Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData("\"1\"", 409)]
    [InlineData("W/\"1\"", 409)] // What a gateway that compresses answers makes of it.
    [InlineData("1", 409)]
    [InlineData("\"2\"", 200)]
    [InlineData("W/\"2\"", 200)]
    [InlineData("*", 200)]
    [InlineData("\"1\", \"2\"", 400)]
    [InlineData("\"abc\"", 400)]
    [InlineData("\"\"", 400)]
    [InlineData("-1", 400)]
    [InlineData("99999999999", 400)]
    public async Task A_claim_of_a_version_is_never_passed_over(string seen, int status)
    {
        using var finance = await ApiClient.OpenAsync(portal.Address, "finance");
        var at = await BudgetAsync(finance);
        await finance.Post(at + "/moves", new { kind = "add", fen = 1 });
        using var request = new HttpRequestMessage(HttpMethod.Post, at + "/moves")
        {
            Content = new StringContent("""{"kind":"add","fen":1}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("If-Match", seen);
        using var answer = await finance.Send(request);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(status == 200 ? 102 : 101, await AvailableAsync(finance, at));
    }

    public static TheoryData<byte[], string, int> Bodies => new()
    {
        { [0xEF, 0xBB, 0xBF, .. "{\"matter\":\"M058\"}"u8], "application/json", 201 }, // A mark before UTF-8 says nothing.
        { [.. "{\"matter\":\"M058\"}"u8], "", 201 },
        { Encoding.Unicode.GetBytes("{\"matter\":\"M058\"}"), "application/json; charset=utf-16", 400 },
        { Encoding.UTF8.GetBytes(new string('[', 2_000) + new string(']', 2_000)), "application/json", 400 },
        { [.. "{\"matter\":\"M006\",\"matter\":\"M058\"}"u8], "application/json", 400 },
        { [.. "{\"matter\":\"M058\"}{\"matter\":\"M058\"}"u8], "application/json", 400 },
        { [.. "{\"matter\":\"\\udc00\"}"u8], "application/json", 400 },
        { [.. "{\"\\ud800\":1,\"matter\":\"M058\"}"u8], "application/json", 400 },
        { [.. "{\"matter\":\""u8, 0xC0, 0xAF, .. "\"}"u8], "application/json", 400 },
        { [.. "{\"matter\":1e999999}"u8], "application/json", 400 },
        { [.. "{\"matter\":\"M058\",\"answers\":[1]}"u8], "application/json", 400 },
        { [.. "{\"matter\":\"M058\"}"u8], "text/plain", 415 },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_is_read_as_it_is_written_or_refused_with_the_place(byte[] body, string type, int status)
    {
        using var resident = await ApiClient.OpenAsync(portal.Address, "resident");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/cases") { Content = new ByteArrayContent(body) };
        if (type.Length > 0) request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var answer = await resident.Send(request);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_body_that_is_packed_is_not_guessed_at()
    {
        using var resident = await ApiClient.OpenAsync(portal.Address, "resident");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/cases")
        {
            Content = new StringContent("""{"matter":"M058"}""", Encoding.UTF8, "application/json"),
        };
        request.Content.Headers.ContentEncoding.Add("gzip");
        using var answer = await resident.Send(request);
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains("body.packed", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abc", 400)]
    [InlineData("-1", 400)]
    [InlineData("99999999999", 400)]
    [InlineData("0", 409)]
    [InlineData("1", 303)]
    [InlineData("", 303)]
    public async Task A_form_that_says_no_version_where_it_claims_one_is_refused(string version, int status)
    {
        using var finance = await ApiClient.OpenAsync(portal.Address, "finance");
        var at = await BudgetAsync(finance);
        var page = "/work/budgets/" + at.Split('/')[^1];
        using var browser = await portal.OpenAs("finance");
        await browser.Get(page);
        Assert.Equal(status, (int)(await browser.Post(page + "/money", ("fen", "1"), ("version", version))).Status);
        Assert.Equal(status == 303 ? 200 : 100, await AvailableAsync(finance, at));
    }

    [Theory]
    [InlineData("\"online, post\"")]
    [InlineData("\"online,\"")]
    [InlineData("\"nowhere\"")]
    [InlineData("1")]
    public async Task One_of_several_is_named_by_one_name(string method)
    {
        using var official = await ApiClient.OpenAsync(portal.Address, "official");
        var answer = await official.PostRaw($"/api/v1/work/cases/{Guid.NewGuid()}/deliver", $$"""{"method":{{method}}}""");
        Assert.Equal((400, "body.not-json"), (answer.Status, answer.Code));
        Assert.Equal(404, (await official.PostRaw($"/api/v1/work/cases/{Guid.NewGuid()}/deliver", """{"method":"post"}""")).Status);
    }

    [Fact]
    public async Task A_field_that_is_sent_twice_is_not_joined()
    {
        using var finance = await ApiClient.OpenAsync(portal.Address, "finance");
        var at = await BudgetAsync(finance);
        var page = "/work/budgets/" + at.Split('/')[^1];
        using var browser = await portal.OpenAs("finance");
        await browser.Get(page);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.Post(page + "/money", ("fen", "1"), ("fen", "000"))).Status);
        Assert.Equal(100, await AvailableAsync(finance, at));
    }

    [Fact]
    public async Task A_claim_of_a_version_counts_for_acts_in_cases_too()
    {
        using var resident = await ApiClient.OpenAsync(portal.Address, "agent");
        var opened = await resident.Post("/api/v1/cases", new { matter = "M009", subject = ApiTests.Restaurant });
        var (at, seen) = ($"/api/v1/cases/{opened["id"].GetString()}", $"\"{opened["version"].GetInt32()}\"");
        var first = await resident.PostRaw(at + "/answers", """{"answers":{"premises-area":86}}""", seen: seen);
        var second = await resident.PostRaw(at + "/answers", """{"answers":{"premises-area":90}}""", seen: seen);
        Assert.Equal((200, 409, "store.stale"), (first.Status, second.Status, second.Code));
    }

    [Theory]
    [InlineData("submit", 404)]
    [InlineData("", 404)]
    [InlineData("1", 422)]
    [InlineData("99", 422)]
    [InlineData("submit, return", 422)]
    [InlineData("Submit", 422)]
    public async Task A_choice_is_one_that_the_page_offers(string act, int status)
    {
        using var official = await portal.OpenAs("official");
        await official.Get("/search?q=x");
        Assert.Equal(status, (int)(await official.Post($"/work/data/demands/{Guid.NewGuid()}", ("act", act))).Status);
    }

    [Theory]
    [InlineData("\"online\"", 404)]
    [InlineData("null", 404)]
    [InlineData("1", 400)]
    [InlineData("\"1\"", 400)]
    public async Task A_program_names_a_choice(string method, int status)
    {
        using var official = await ApiClient.OpenAsync(portal.Address, "official");
        var answer = await official.PostRaw($"/api/v1/work/cases/{Guid.NewGuid()}/deliver", $$"""{"method":{{method}}}""");
        Assert.Equal(status, answer.Status);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", "a=1")]
    [InlineData("multipart/form-data; boundary=x",
        "--x\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Type: text/plain; charset=utf-7\r\n\r\n1\r\n--x--\r\n")]
    public async Task A_form_in_letters_that_are_not_read_is_no_bug(string type, string body)
    {
        using var program = await ApiClient.OpenAsync(portal.Address, "nobody");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new StringContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var answer = await program.Send(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("""{"kind":"add","fen":1,"fen":2}""")]
    [InlineData("""{"kind":"add","fen":1,"FEN":2}""")]
    public async Task A_member_that_is_said_twice_is_refused(string body)
    {
        using var finance = await ApiClient.OpenAsync(portal.Address, "finance");
        var at = await BudgetAsync(finance);
        var answer = await finance.PostRaw(at + "/moves", body);
        Assert.Equal((400, "body.not-json"), (answer.Status, answer.Code));
        Assert.Equal(100, await AvailableAsync(finance, at));
    }

    [Theory]
    [InlineData("/api/v1/cases", """{"matter":"M009","materials":[null]}""")]
    [InlineData("/api/v1/cases", "{\"matter\":\"M009\",\n\"answers\":{\"a\":null},\"materials\":[{}, null]}")]
    [InlineData("/api/v1/mandates", """{"agent":"210299199003151289","scope":[null],"until":"2099-12-31"}""")]
    public async Task A_list_with_a_hole_is_refused(string path, string body)
    {
        using var resident = await ApiClient.OpenAsync(portal.Address, "resident");
        var answer = await resident.PostRaw(path, body);
        Assert.Equal((400, "body.not-json"), (answer.Status, answer.Code));
    }

    private static async Task<string> BudgetAsync(ApiClient finance)
    {
        var opened = await finance.Post("/api/v1/budgets", new { code = $"B{Guid.NewGuid():n}"[..12], title = "资金", fen = 100 });
        return $"/api/v1/budgets/{opened["id"].GetString()}";
    }

    private static async Task<long> AvailableAsync(ApiClient finance, string budget) =>
        (await finance.Get(budget))["fen"].GetProperty("available").GetInt64();
}

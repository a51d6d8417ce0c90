
namespace Yitong.Web_Tests;

public sealed class EvidenceApiTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Everybody_reads_which_data_the_city_shares_on_what_terms()
    {
        using var nobody = await ApiClient.OpenAsync(portal.Address, "nobody");
        var all = (await nobody.Get("/api/v1/evidence/resources"))["items"].EnumerateArray().ToList();
        Assert.True(all.Count > 60);
        var sealedRecord = all.Single(each => each.GetProperty("code").GetString() == "gaj-sealed-record");
        Assert.Equal("none", sealedRecord.GetProperty("sharing").GetString());
        Assert.NotEmpty(sealedRecord.GetProperty("ground").GetString()!);
        var found = (await nobody.Get("/api/v1/evidence/resources?q=营业执照"))["items"].EnumerateArray().First();
        Assert.Equal("yyzz", found.GetProperty("type").GetString());
        Assert.Equal("status", found.GetProperty("items").EnumerateArray()
            .Single(item => item.GetProperty("code").GetString() == "is-operating").GetProperty("asks").GetString());
    }

    [Fact]
    public async Task An_office_sees_what_its_step_needs_and_nothing_once_the_case_is_closed()
    {
        using var agent = await ApiClient.OpenAsync(portal.Address, "agent");
        using var official = await ApiClient.OpenAsync(portal.Address, "official");
        var id = await Submitted(agent);
        var ask = new { @case = id, requirement = "business-licence", purpose = "case-handling" };
        var told = await official.Post("/api/v1/evidence/requests", ask);
        Assert.True(told.Status == 200, told.Text);
        Assert.Equal(("supplied", "true"), (told["outcome"].GetString(), told["values"].GetProperty("is-operating").GetString()));
        Assert.True(told["receipt"].GetProperty("position").GetInt64() > 0);
        await official.Post($"/api/v1/work/cases/{id}/refuse", new { reasons = "材料不符", basis = "食品安全法" });
        var closed = await official.Post("/api/v1/evidence/requests", ask);
        Assert.Equal((403, "evidence.case-closed"), (closed.Status, closed.Code));
        Assert.Equal("case-closed", closed["rule"].GetString());
        Assert.DoesNotContain("海味小馆", closed.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"requirement":"business-licence"}""", 422, "evidence.which-requirement")]
    [InlineData("""{"case":"00000000-0000-0000-0000-000000000001","requirement":"business-licence"}""", 404, "case.not-found")]
    [InlineData("""{"case":"x","requirement":"business-licence"}""", 404, "body.not-a-case-id")]
    [InlineData("""{"kase":"x"}""", 400, "body.not-json")]
    public async Task What_cannot_be_asked_is_refused_with_its_cause(string body, int status, string code)
    {
        using var official = await ApiClient.OpenAsync(portal.Address, "official");
        var refused = await official.PostRaw("/api/v1/evidence/requests", body);
        Assert.Equal((status, code), (refused.Status, refused.Code));
    }

    [Theory]
    [InlineData("nobody", 401)]
    [InlineData("resident", 403)]
    [InlineData("clerk", 403)]
    public async Task Only_officials_ask_through_it(string persona, int status)
    {
        using var program = await ApiClient.OpenAsync(portal.Address, persona);
        Assert.Equal(status, (await program.Post("/api/v1/evidence/requests", new { })).Status);
    }

    [Fact]
    public async Task What_the_matter_does_not_declare_is_denied_by_its_rule()
    {
        using var agent = await ApiClient.OpenAsync(portal.Address, "agent");
        using var official = await ApiClient.OpenAsync(portal.Address, "official");
        var id = await Submitted(agent);
        var denied = await official.Post("/api/v1/evidence/requests", new
        {
            @case = id, requirement = "business-licence", items = new[] { "representative-number" },
        });
        Assert.Equal((403, "evidence.not-declared"), (denied.Status, denied.Code));
        var stranger = await official.Post("/api/v1/evidence/requests", new
        {
            @case = id, requirement = "business-licence", subject = "210299199003151289",
        });
        Assert.Equal((403, "evidence.no-relation"), (stranger.Status, stranger.Code));
    }

    // For the company, whose licence the register holds.
    private static async Task<string> Submitted(ApiClient agent)
    {
        var mandates = await agent.Get("/api/v1/mandates");
        Assert.True(mandates.Status == 200, mandates.Text);
        return await ApiTests.Submitted(agent, "M009", mandates["items"][0].GetProperty("principal").GetString());
    }
}

using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Parties;

namespace Yitong.Web_Tests;

/// <summary>The theme library of a person, and for whom they may open others'.</summary>
public sealed class RecordTests(Portal portal) : IClassFixture<Portal>
{
    private const string Resident = "210299199003151289";

    [Fact]
    public async Task A_person_finds_what_they_did_by_its_name_and_comes_to_it()
    {
        using var browser = await portal.OpenAs("agent");
        var walk = new ApplicantWalk(browser);
        await walk.Lodge("/matters/M009");
        var page = (await browser.Get("/my/records?for=91210200MY9T90014R")).Html;
        Assert.Contains("主要设备设施布局和操作流程图", page);
        Assert.DoesNotContain("scan.pdf", page);
        Assert.Contains($"<a href=\"{walk.Path}\"", page);
        using var program = await ApiClient.OpenAsync(portal.Address, "agent");
        var records = (await program.Get("/api/v1/me/records?for=91210200MY9T90014R&kind=material"))["items"];
        Assert.Contains(records.EnumerateArray(), each => each.GetProperty("title").GetString() == "主要设备设施布局和操作流程图");
    }

    [Theory]
    [InlineData("records", true, false)]
    [InlineData("benefits", false, true)]
    [InlineData("certificates", false, false)]
    [InlineData("m058", false, false)]
    public async Task A_mandate_opens_the_area_that_it_names_and_no_other(string scope, bool records, bool benefits)
    {
        using var resident = await ApiClient.OpenAsync(portal.Address, "resident");
        using var agent = await ApiClient.OpenAsync(portal.Address, "agent");
        var given = await resident.Post("/api/v1/mandates", new { agent = "21029919850622035X", scope = new[] { scope } });
        Assert.True(given.Status == 201, given.Text);
        Assert.Equal(scope == "m058" ? "M058" : scope, given["scope"][0].GetString());
        Assert.Equal(404, (await agent.Get($"/api/v1/me/records?for={Resident}")).Status);
        Assert.Equal(("offered", JsonValueKind.Null), (given["state"].GetString(), given["agent"].ValueKind));
        var offer = (await agent.Get("/api/v1/mandates/offers"))["items"].EnumerateArray().Single(
            each => each.GetProperty("id").GetString() == given["id"].GetString());
        var path = $"/api/v1/mandates/{offer.GetProperty("principal").GetString()}/{given["id"].GetString()}";
        Assert.Equal(200, (await agent.Post($"{path}/accept", new { })).Status);
        Assert.Equal(records ? 200 : 404, (await agent.Get($"/api/v1/me/records?for={Resident}")).Status);
        Assert.Equal(benefits ? 200 : 403, (await agent.Get($"/api/v1/subjects/{Resident}/benefits")).Status);
        using var browser = await portal.OpenAs("agent");
        Assert.Equal(records, (await browser.Get("/my/records")).Html.Contains("林晓岚"));
        await resident.Post($"{path}/revoke", new { });
        Assert.Equal(404, (await agent.Get($"/api/v1/me/records?for={Resident}")).Status);
    }

    [Fact]
    public async Task Whoever_acts_for_sixty_companies_may_ask_for_the_last_of_them_too()
    {
        using var agent = await ApiClient.OpenAsync(portal.Address, "agent");
        var desk = portal.App.Services.GetRequiredService<Desk<Party, PartyEvent, NamedParties>>();
        var last = "";
        for (var i = 1; i <= 60; i++)
        {
            last = UnifiedCreditCode.Make($"91210200MA9Y{i:00000}").Text;
            var company = (await desk.BeginAsync(Actor.Engine, new RegisterParty(PartyKind.Company, last, $"海{i:000}号公司", "210200"))).Value;
            var mandate = new GiveMandate(null, "21029919850622035X", [], null, null, MandateBasis.LegalRepresentative);
            Assert.True((await desk.DoAsync(company.Id, Actor.Engine, mandate)).IsGranted);
        }
        Assert.Equal(200, (await agent.Get($"/api/v1/subjects/{last}/benefits")).Status);
        Assert.Equal(200, (await agent.Get($"/api/v1/me/records?for={last}")).Status);
        using var browser = await portal.OpenAs("agent");
        Assert.Contains("海060号公司</option>", (await browser.Get("/my/mandates")).Html);
        using var other = await ApiClient.OpenAsync(portal.Address, "resident");
        Assert.Equal(403, (await other.Get($"/api/v1/subjects/{last}/benefits")).Status);
    }

    [Fact]
    public async Task Page_and_program_refuse_the_same_mandates_in_the_same_words()
    {
        using var program = await ApiClient.OpenAsync(portal.Address, "resident");
        using var browser = await portal.OpenAs("resident");
        await browser.Get("/my/mandates");
        foreach (var (field, agent, scope) in new[]
            { ("agent", "123", ""), ("agent", "91210200MY9T90014R", ""), ("scope", "21029919850622035X", "M999") })
        {
            var told = await program.Post("/api/v1/mandates", new { agent, scope = scope.Split(' ', StringSplitOptions.RemoveEmptyEntries) });
            Assert.Equal((422, $"mandate.{field}-unknown"), (told.Status, told.Code));
            var page = await browser.Post("/my/mandates", ("agent", agent), ("scope", scope), ("until", "2099-01-01"));
            Assert.Contains(told["fields"][0].GetProperty("detail").GetString()!, page.Html);
        }
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_mandate_is_said_at_once_on_the_page_a_missing_last_day_too()
    {
        using var browser = await portal.OpenAs("resident");
        await browser.Get("/my/mandates");
        var wrong = await browser.Post("/my/mandates", ("agent", "123"), ("scope", "M999"), ("until", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        foreach (var field in new[] { "agent", "scope", "until" })
            Assert.Contains($"href=\"#{field}-mandate\"", wrong.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_the_page_areas_are_ticked_and_read_back_in_words()
    {
        using var browser = await portal.OpenAs("resident");
        await browser.Get("/my/mandates");
        var given = await browser.PostAndFollow("/my/mandates", ("agent", "21029919850622035X"), ("until", "2099-01-01"),
            ("scope", "certificates"), ("scope", "records"));
        Assert.Contains("证照，可以替您亮证、档案", given.Html);
        var revoke = Regex.Match(given.Html, "action=\"(/my/mandates/[^\"]+/revoke)\"").Groups[1].Value;
        var principal = Regex.Match(given.Html, "name=\"principal\"\\s+value=\"([^\"]+)\"").Groups[1].Value;
        Assert.NotNull((await browser.Post(revoke, ("principal", principal))).Location);
    }
}

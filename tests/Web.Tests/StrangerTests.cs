using System.Text.RegularExpressions;
using Yitong.Kernel;

namespace Yitong.Web_Tests;

/// <summary>Whoever knows somebody's number learns nothing by it: not their name, not whether the city knows them.</summary>
public sealed partial class StrangerTests(Portal portal) : IClassFixture<Portal>
{
    private static readonly string[] Pages =
    [
        "/my", "/my/benefits", "/my/benefits/facts", "/my/messages", "/my/records", "/my/payments", "/my/mandates",
        "/my/certificates", "/policies", "/policies/P021",
    ];

    private const string Known = "21029919850622035X";
    private const string Unknown = "110101199003070038";

    [Theory]
    [InlineData("/api/v1/cases", """{"matter":"M009","subject":"*"}""")]
    [InlineData("/api/v1/cases", """{"matter":"M999","subject":"*"}""")]
    [InlineData("/api/v1/cases", """{"matter":"M009","subject":"*","destination":"nowhere"}""")]
    [InlineData("/api/v1/cases", """{"matter":"M009","subject":"*","station":"ST0001"}""")]
    [InlineData("/api/v1/mandates", """{"principal":"*","agent":"210299199003151289","scope":["M009"],"until":"2099-12-31"}""")]
    [InlineData("/api/v1/subjects/*/benefits", null)]
    public async Task Known_and_unknown_people_are_answered_alike(string path, string? body)
    {
        using var resident = await ApiClient.OpenAsync(portal.Address, "resident");
        var known = await AskAsync(resident, path, body, Known);
        var unknown = await AskAsync(resident, path, body, Unknown);
        Assert.True(known.Status is >= 400 and < 500, known.Text);
        Assert.Equal((known.Status, known.Code, Detail(known)), (unknown.Status, unknown.Code, Detail(unknown)));
        Assert.DoesNotContain("周立行", known.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_is_none_is_not_repeated_in_full()
    {
        using var resident = await ApiClient.OpenAsync(portal.Address, "resident");
        var answer = await resident.Post("/api/v1/cases", new { matter = "M009", subject = "21029919900315128X" });
        Assert.Equal((422, "body.subject-unknown"), (answer.Status, answer.Code));
        Assert.DoesNotContain("21029919900315128X", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("resident")]
    [InlineData("agent")]
    public async Task No_address_on_a_page_holds_somebodys_number(string persona)
    {
        using var browser = await portal.OpenAs(persona);
        foreach (var path in Pages)
        {
            var links = Link().Matches((await browser.Get(path)).Html).Select(link => link.Groups[1].Value);
            Assert.DoesNotContain(links, link => Number().Matches(link).Any(number => CitizenNumber.TryParse(number.Value, out _)));
        }
    }

    private static Task<Reply> AskAsync(ApiClient program, string path, string? body, string code) => body is null
        ? program.Get(path.Replace("*", code, StringComparison.Ordinal))
        : program.PostRaw(path, body.Replace("*", code, StringComparison.Ordinal));

    private static string? Detail(Reply reply) => reply["detail"].GetString();

    [GeneratedRegex("(?:href|action)=\"([^\"]*)\"")]
    private static partial Regex Link();

    [GeneratedRegex("(?<![0-9a-zA-Z])[0-9]{17}[0-9X](?![0-9a-zA-Z])")]
    private static partial Regex Number();
}

using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Web_Tests;

/// <summary>A program that got no answer sends the same again, whatever it asked for; and nobody overwrites what they have not seen.</summary>
public sealed partial class RepeatedRequestTests(Portal portal) : IClassFixture<Portal>
{
    private static readonly string[] Personas = ["finance", "agent", "official", "data", "supervisor", "clerk", "resident"];

    [Fact]
    public async Task A_move_of_money_that_is_sent_again_is_booked_once()
    {
        using var finance = await ApiClient.OpenAsync(portal.Address, "finance");
        var body = new { code = "B-TWICE", title = "缓缴资金", fen = 9_000_00 };
        var budget = await TwiceAsync(finance, "/api/v1/budgets", body);
        var at = $"/api/v1/budgets/{budget["id"].GetString()}";
        await TwiceAsync(finance, at + "/moves", new { kind = "add", fen = 1_000_00 });
        await TwiceAsync(finance, at + "/moves", new
        {
            kind = "defer", policy = "P001", clause = "第一条", subject = "91210200MY9T90014R", fen = 500_00, due = "2099-01-31",
        });
        var now = (await finance.Get(at))["fen"];
        Assert.Equal((9_500_00, 500_00), (now.GetProperty("available").GetInt64(), now.GetProperty("deferred").GetInt64()));
        Assert.Equal(3, (await finance.Get(at + "/entries"))["items"].GetArrayLength());
    }

    [Fact]
    public async Task Whoever_was_told_a_version_overwrites_nobody_who_was_faster()
    {
        using var finance = await ApiClient.OpenAsync(portal.Address, "finance");
        var opened = await finance.Post("/api/v1/budgets", new { code = "B-SEEN", title = "资金", fen = 100_00 });
        var at = $"/api/v1/budgets/{opened["id"].GetString()}";
        var seen = (await finance.Get(at)).Version;
        Assert.Equal(opened.Version, seen);
        var more = JsonSerializer.Serialize(new { kind = "add", fen = 5_00 });
        var first = await finance.PostRaw(at + "/moves", more, seen: seen);
        Assert.Equal(200, first.Status);
        var second = await finance.PostRaw(at + "/moves", more, seen: seen);
        Assert.Equal((409, "store.stale"), (second.Status, second.Code));
        Assert.Equal(first.Version, (await finance.Get(at)).Version);
        Assert.Equal(200, (await finance.PostRaw(at + "/moves", more, seen: first.Version)).Status);
    }

    [Fact]
    public async Task One_key_stands_for_one_request()
    {
        using var finance = await ApiClient.OpenAsync(portal.Address, "finance");
        var key = Guid.NewGuid().ToString();
        Assert.Equal(201, (await finance.Post("/api/v1/budgets", new { code = "B-KEY", title = "资金", fen = 100 }, key)).Status);
        var other = await finance.Post("/api/v1/budgets", new { code = "B-KEY", title = "资金", fen = 200 }, key);
        Assert.Equal((422, "store.key-reused"), (other.Status, other.Code));
        using var another = await ApiClient.OpenAsync(portal.Address, "finance2");
        Assert.NotEqual("store.key-reused", (await another.Post("/api/v1/budgets", new { code = "B-KEY", title = "资金", fen = 200 }, key)).Code);
    }

    [Fact]
    public async Task What_was_refused_may_be_sent_again_with_its_key_and_done_then()
    {
        using var finance = await ApiClient.OpenAsync(portal.Address, "finance");
        var key = Guid.NewGuid().ToString();
        var missing = $"/api/v1/budgets/{Guid.NewGuid()}/moves";
        Assert.Equal(404, (await finance.Post(missing, new { kind = "add", fen = 5 }, key)).Status);
        Assert.Equal(404, (await finance.Post(missing, new { kind = "add", fen = 5 }, key)).Status);
    }

    [Fact]
    public async Task The_same_request_twenty_times_at_once_is_done_once()
    {
        using var finance = await ApiClient.OpenAsync(portal.Address, "finance");
        var budget = await finance.Post("/api/v1/budgets", new { code = "B-RACE", title = "资金", fen = 1_000 });
        var at = $"/api/v1/budgets/{budget["id"].GetString()}";
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => finance.Post(at + "/moves", new { kind = "add", fen = 7 }, "race")));
        Assert.All(answers, answer => Assert.True(answer.Status == 200 || answer.Code == "store.key-under-way", answer.Text));
        Assert.Equal(1_007, (await finance.Get(at))["fen"].GetProperty("available").GetInt64());
    }

    [Fact]
    public async Task No_post_of_the_api_writes_anything_when_it_is_sent_again()
    {
        var routes = portal.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal)
                && route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)
            .Select(route => Hole().Replace(route.RoutePattern.RawText!, hole => hole.Value.EndsWith(":int}") ? "1" : Guid.NewGuid().ToString()))
            .Order().ToList();
        Assert.True(routes.Count > 50, $"{routes.Count} routes");
        var wrote = new HashSet<string>();
        foreach (var persona in Personas)
        {
            using var program = await ApiClient.OpenAsync(portal.Address, persona);
            foreach (var route in routes)
            {
                var before = await WrittenAsync();
                await TwiceAsync(program, route, Sample(route));
                if (await WrittenAsync() > before) wrote.Add(route);
            }
        }
        Assert.DoesNotContain(routes, route => Sample(route) is not Nothing && !wrote.Contains(route));
    }

    [Fact]
    public async Task Who_writes_on_a_draft_that_somebody_else_has_written_on_meanwhile_is_told_and_overwrites_nothing()
    {
        var card = (await File.ReadAllTextAsync(Path.Combine(Portal.Root, "packs", "dalian", "policies", "P021.yaml")))
            .Replace("in_force: 2023-01-01 ..", "in_force: 2098-01-01 ..", StringComparison.Ordinal)
            .Replace("as_of: 2026-06-01", "as_of: 2098-06-01", StringComparison.Ordinal);
        using var first = await portal.OpenAs("finance");
        await first.Get("/work/policies/card?policy=P021");
        var saved = await first.PostAndFollow("/work/policies/card", ("card", card), ("do", "save"));
        var id = saved.Html.Split("/work/policies/drafts/")[1][..36];
        using var second = await portal.OpenAs("finance2");
        var seen = Version().Match((await second.Get($"/work/policies/card?draft={id}")).Html).Groups[1].Value;
        await first.Get($"/work/policies/card?draft={id}");
        var mine = card + "\n# 第一人";
        Assert.Equal(HttpStatusCode.SeeOther, (await first.Post("/work/policies/card", ("draft", id), ("version", seen), ("card", mine), ("do", "save"))).Status);
        await second.Get($"/work/policies/card?draft={id}");
        var refused = await second.Post("/work/policies/card", ("draft", id), ("version", seen), ("card", card + "\n# 第二人"), ("do", "save"));
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("没有覆盖别人", refused.Html, StringComparison.Ordinal);
        Assert.Contains("# 第二人", refused.Html, StringComparison.Ordinal); // Nothing typed is lost.
        Assert.Contains("# 第一人", (await first.Get($"/work/policies/card?draft={id}")).Html, StringComparison.Ordinal);
    }

    // Bodies that do something; every other route gets an empty one.
    private static object Sample(string route) => route switch
    {
        "/api/v1/budgets" => new { code = "B-WALK", title = "资金", fen = 1_000 },
        "/api/v1/cases" => new { matter = "M009", subject = "91210200MY9T90014R" },
        "/api/v1/mandates" => new { agent = "210299199003151289", scope = new[] { "M009" }, until = "2099-12-31" },
        "/api/v1/search/unanswered" => new { query = "怎样养独角兽" },
        "/api/v1/receiving-accounts" => new { bank = "大连银行", number = "6222000000000001" },
        "/api/v1/work/emergencies" => new { subject = "210299199003151289", resource = "gaj-household", reason = "老人走失" },
        "/api/v1/evidence/changes" => new { resource = "scjg-licence", subject = "91210200MY9T90014R" },
        _ => new Nothing(),
    };

    private sealed record Nothing;

    private async Task<Reply> TwiceAsync(ApiClient program, string path, object body)
    {
        var key = Guid.NewGuid().ToString();
        var first = await program.Post(path, body, key);
        var written = await WrittenAsync();
        var again = await program.Post(path, body, key);
        Assert.True(first.Status < 500, $"{path}: {first.Text}");
        Assert.Equal((path, first.Status, first.Status < 400 ? first.Text : ""), (path, again.Status, again.Status < 400 ? again.Text : ""));
        Assert.Equal((path, written), (path, await WrittenAsync()));
        return first;
    }

    // What people and programs did; the engine goes on by itself.
    private async Task<int> WrittenAsync() => await portal.App.Services.GetRequiredService<Journal>().ReadAllAsync()
        .CountAsync(recorded => recorded.Act.By.Role != ActorRole.Engine);

    [GeneratedRegex("""\{[^}]+\}""")]
    private static partial Regex Hole();

    [GeneratedRegex("name=\"version\" value=\"([0-9]+)\"")]
    private static partial Regex Version();
}

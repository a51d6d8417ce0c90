using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yitong.Cases;
using Yitong.Spine.Tests.Casework;
using Yitong.Store;
using Yitong.Testing;
using Yitong.Web;

namespace Yitong.Spine.Tests.Regional;

/// <summary>
/// Two processes, one on SQLite and one on PostgreSQL, over a bad network; people act on both sides, and the processes are killed
/// on the way.
/// </summary>
public sealed class TwoInstallationsTests(ITestOutputHelper output)
{
    private const int Cases = 10;
    private const int Kills = 2;

    [Fact]
    public async Task Cases_cross_over_once_and_both_sides_show_the_same_in_the_end()
    {
        var seed = Environment.GetEnvironmentVariable("YITONG_SEED") is { } given ? int.Parse(given) : Random.Shared.Next();
        output.WriteLine($"YITONG_SEED={seed}");
        var database = await (await PrivatePostgres.Shared).NewDatabaseAsync();
        await using var lodging = new Installation("dalian", "210200", "resident", folder => $"sqlite:{folder}/city.db");
        await using var deciding = new Installation("yingkou", "210800", "resident", _ => database);
        await using var there = await UnreliableWire.OpenAsync(deciding.Address, seed);
        await using var back = await UnreliableWire.OpenAsync(lodging.Address, seed + 1);
        lodging.Knows(deciding, there.Address);
        deciding.Knows(lodging, back.Address);
        lodging.Start();
        deciding.Start();
        await Task.WhenAll(lodging.ReadyAsync(), deciding.ReadyAsync());

        var killing = KillAsync(new(seed + 2), lodging, deciding);
        var lodged = await Task.WhenAll(Enumerable.Range(0, Cases).Select(i => LiveAsync(i, lodging, deciding)));
        await killing;
        there.IsUnreliable = back.IsUnreliable = false;
        await SettledAsync(lodged, lodging, deciding);

        foreach (var (id, state) in lodged) await SameAsync(id, state, lodging, deciding);
        output.WriteLine($"lost {there.Lost + back.Lost}, doubled {there.Doubled + back.Doubled}, "
            + $"replayed {there.Replayed + back.Replayed}, spoiled {there.Spoiled + back.Spoiled}");
        Assert.Equal(0, there.LetIn + back.LetIn);
        await lodging.KillAsync();
        await deciding.KillAsync();
        Assert.Equal((Cases, Cases), (await CountAsync(lodging), await CountAsync(deciding)));
    }

    private static async Task KillAsync(Random random, params Installation[] both)
    {
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(random.Next(500, 2_000));
            var city = both[kill % both.Length];
            await city.KillAsync();
            await Task.Delay(random.Next(500));
            city.Start();
            await city.ReadyAsync();
        }
    }

    // One case from the application to its end, of one of five kinds.
    private static async Task<(string Id, string State)> LiveAsync(int i, Installation lodging, Installation deciding)
    {
        var id = await LodgeAsync(i, lodging);
        if (i % 5 == 3) await lodging.ResidentAsync(HttpMethod.Post, $"/api/v1/cases/{id}/withdraw", new { reason = "不办了" });
        var number = await SeeAsync(lodging, id, view => view.GetProperty("partner").GetProperty("number").GetString());
        async Task Office(string verb, object body)
        {
            var (status, answer) = await deciding.OfficialAsync(HttpMethod.Post, $"/api/v1/work/cases/{number}/{verb}", body);
            // Done already by a request whose answer was lost with the process.
            Assert.True(status is 200 or 409, $"{verb}: {status} {answer}");
        }
        switch (i % 5)
        {
            case 2:
                await Office("refuse", new { reasons = "不属于本部门", basis = "规定第一条" });
                return (id, "refused");
            case 3:
                return (id, "withdrawn");
            case 1 or 4:
                await Office("request-supplement", new
                {
                    gaps = new[] { new { material = "premises-documents", problem = "看不清", ground = "规定第三条" } },
                });
                if (i % 5 == 4) return (id, "supplement-requested");
                await SeeAsync(lodging, id, view => State(view) == "supplement-requested" ? "" : null);
                var (supplied, answer) = await lodging.ResidentAsync(
                    HttpMethod.Post, $"/api/v1/cases/{id}/supplement", new { materials = Files(i, "补") });
                Assert.True(supplied is 200 or 409, answer.ToString());
                await SeeAsync(deciding, number, view => State(view) == "received" ? "" : null, isOfficial: true);
                break;
        }
        await Office("accept", new { });
        await Office("examine", new { step = "review", passed = true, opinion = "见附件" });
        await Office("decide", new { granted = true, reasons = "材料齐全，符合条件。" });
        await Office("deliver", new { method = "post", note = "SF1" });
        return (id, "concluded");
    }

    private static async Task<string> LodgeAsync(int i, Installation lodging)
    {
        var edition = Story.Catalogue.Matters["M006"].Editions[^1];
        var (status, opened) = await lodging.ResidentAsync(HttpMethod.Post, "/api/v1/cases", new
        {
            matter = "M006", destination = "210800", materials = Files(i, "初"),
            answers = edition.Form.ToDictionary(question => question.Key, Story.Sample),
        }, $"case-{i}");
        Assert.True(status == 201, opened.ToString());
        var id = opened.GetProperty("id").GetString()!;
        var (done, submitted) = await lodging.ResidentAsync(HttpMethod.Post, $"/api/v1/cases/{id}/submit", new { });
        Assert.True(done is 200 or 409, submitted.ToString());
        return id;
    }

    private static object[] Files(int i, string what) =>
    [
        new
        {
            material = "premises-documents", fileName = "房本.pdf",
            content = Convert.ToBase64String(Encoding.UTF8.GetBytes($"%PDF-1.4 {what} {i}")),
        },
    ];

    private static async Task<string> SeeAsync(
        Installation city, string id, Func<JsonElement, string?> seen, bool isOfficial = false)
    {
        for (var tries = 0; ; tries++)
        {
            Assert.True(tries < 600, $"The case {id} does not come on.");
            var (status, view) = isOfficial ? await city.OfficialAsync(HttpMethod.Get, $"/api/v1/cases/{id}")
                : await city.ResidentAsync(HttpMethod.Get, $"/api/v1/cases/{id}");
            if (status == 200 && seen(view) is { } found) return found;
            await Task.Delay(200);
        }
    }

    private static async Task SettledAsync((string Id, string State)[] lodged, Installation lodging, Installation deciding)
    {
        foreach (var (id, state) in lodged)
            await SeeAsync(lodging, id, view => State(view) == state ? "" : null);
        for (var tries = 0; await lodging.WaitingAsync() + await deciding.WaitingAsync() > 0; tries++)
        {
            Assert.True(tries < 600, "Letters wait for ever.");
            await Task.Delay(200);
        }
    }

    private static async Task SameAsync(string id, string state, Installation lodging, Installation deciding)
    {
        var (_, here) = await lodging.ResidentAsync(HttpMethod.Get, $"/api/v1/cases/{id}");
        var partner = here.GetProperty("partner");
        var (_, there) = await deciding.OfficialAsync(HttpMethod.Get, $"/api/v1/cases/{partner.GetProperty("number").GetString()}");
        Assert.Equal(state, State(there));
        Assert.Equal(here.GetProperty("number").GetString(), there.GetProperty("partner").GetProperty("number").GetString());
        Assert.Equal(there.GetProperty("state").GetString(), here.GetProperty("state").GetString());
        foreach (var part in new[] { "state", "receivedOn", "acceptedOn", "supplement", "decision", "delivered" })
            Assert.Equal(Part(there, part), Part(here, part));
        Assert.Equal(Answers(there), Answers(here));
    }

    private static string Part(JsonElement view, string part) =>
        view.GetProperty("members")[0].TryGetProperty(part, out var found) ? found.ToString() : "";

    private static SortedDictionary<string, string> Answers(JsonElement view) => new(
        view.GetProperty("answers").EnumerateObject().ToDictionary(each => each.Name, each => each.Value.ToString()));

    private static string State(JsonElement view) => view.GetProperty("members")[0].GetProperty("state").GetString()!;

    private static async Task<int> CountAsync(Installation city)
    {
        await using var database = await Database.OpenAsync(new() { Connection = city.Store }, YitongHost.Tables);
        await using var db = database.Rows.Open();
        Assert.Empty(await db.Set<LetterRow>().ToListAsync());
        return await db.Set<CaseRow>().CountAsync();
    }
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yitong.Catalogue;
using Yitong.Evidence;
using Yitong.Spine.Tests.Casework;
using Yitong.Spine.Tests.Packs;
using Yitong.Store;
using Yitong.Testing;
using Yitong.Web;

namespace Yitong.Spine.Tests.Regional;

/// <summary>
/// Two processes decide each other's cases and ask each other for their applicants' identity, over a bad network, while both are
/// killed at random.
/// </summary>
public sealed class EvidenceAcrossCitiesTests(ITestOutputHelper output)
{
    private static readonly int Cases = Environment.GetEnvironmentVariable("YITONG_REGIONAL_CASES") is { } given ? int.Parse(given) : 6;
    private static readonly int Kills = Math.Max(3, Cases / 5);

    [Fact]
    public async Task Nothing_is_disclosed_without_an_entry_on_both_sides_and_nothing_twice()
    {
        var seed = Environment.GetEnvironmentVariable("YITONG_SEED") is { } given ? int.Parse(given) : Random.Shared.Next();
        output.WriteLine($"YITONG_SEED={seed} YITONG_REGIONAL_CASES={Cases}");
        var database = await (await PrivatePostgres.Shared).NewDatabaseAsync();
        await using var dalian = new Installation("dalian", "210200", "resident", folder => $"sqlite:{folder}/city.db");
        await using var yingkou = new Installation("yingkou", "210800", "resident", _ => database);
        await using var there = await UnreliableWire.OpenAsync(yingkou.Address, seed);
        await using var back = await UnreliableWire.OpenAsync(dalian.Address, seed + 1);
        dalian.Knows(yingkou, there.Address);
        yingkou.Knows(dalian, back.Address);
        dalian.Start();
        yingkou.Start();
        await Task.WhenAll(dalian.ReadyAsync(), yingkou.ReadyAsync());

        var killing = KillAsync(new(seed + 2), dalian, yingkou);
        var south = LodgeAsync(dalian, yingkou, Pack.Dalian.Section<CityCatalogue>().Matters["M006"], "yingkou");
        var north = LodgeAsync(yingkou, dalian, Pack.Yingkou.Section<CityCatalogue>().Matters["YK02"], "dalian");
        await Task.WhenAll(killing, south, north);
        there.IsUnreliable = back.IsUnreliable = false;
        await ArrivedAsync(dalian, yingkou, await south, "dalian-identity");
        await ArrivedAsync(yingkou, dalian, await north, "yingkou-identity");
        await SeenAsync(dalian, "210800", "营口市 营口市市场监督管理局");
        await SeenAsync(yingkou, "210200", "大连市 大连市市场监督管理局");

        await dalian.KillAsync();
        await yingkou.KillAsync();
        var (inDalian, inYingkou) = (await LooksAsync(dalian), await LooksAsync(yingkou));
        Agree(inYingkou, "dalian-identity", inDalian, "210800");
        Agree(inDalian, "yingkou-identity", inYingkou, "210200");
        output.WriteLine($"lost {there.Lost + back.Lost}, doubled {there.Doubled + back.Doubled}, "
            + $"replayed {there.Replayed + back.Replayed}, spoiled {there.Spoiled + back.Spoiled}, "
            + $"looks {inDalian.Count} and {inYingkou.Count}");
        Assert.Equal(0, there.LetIn + back.LetIn);
    }

    // One side, the other, or both at once.
    private static async Task KillAsync(Random random, params Installation[] both)
    {
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(random.Next(400, 2_500));
            var down = kill == 1 ? both : [both[random.Next(both.Length)]];
            foreach (var city in down) await city.KillAsync();
            await Task.Delay(random.Next(500));
            foreach (var city in down) city.Start();
            foreach (var city in down) await city.ReadyAsync();
        }
    }

    private static async Task<List<string>> LodgeAsync(Installation lodging, Installation deciding, Matter matter, string what)
    {
        var ids = new List<string>();
        for (var i = 0; i < Cases; i++)
        {
            var (status, opened) = await lodging.ResidentAsync(HttpMethod.Post, "/api/v1/cases", new
            {
                matter = matter.Code, destination = deciding.City,
                answers = matter.Editions[^1].Form.ToDictionary(question => question.Key, Story.Sample),
                materials = new[]
                {
                    new { material = "premises-documents", fileName = "房本.pdf", content = Convert.ToBase64String("%PDF-1.4"u8) },
                },
            }, $"{what}-{i}");
            Assert.True(status == 201, opened.ToString());
            var id = opened.GetProperty("id").GetString()!;
            var (done, submitted) = await lodging.ResidentAsync(HttpMethod.Post, $"/api/v1/cases/{id}/submit", new { });
            Assert.True(done is 200 or 409, submitted.ToString());
            ids.Add(id);
        }
        return ids;
    }

    // Every case in the deciding city has the applicant's identity from the city where they live.
    private static async Task ArrivedAsync(Installation lodging, Installation deciding, List<string> ids, string resource)
    {
        foreach (var id in ids)
            for (var tries = 0; !await HasAsync(lodging, deciding, id, resource); tries++)
            {
                Assert.True(tries < 900, $"The evidence of {id} does not come.");
                await Task.Delay(200);
            }
    }

    private static async Task<bool> HasAsync(Installation lodging, Installation deciding, string id, string resource)
    {
        var (_, here) = await lodging.ResidentAsync(HttpMethod.Get, $"/api/v1/cases/{id}");
        if (here.GetProperty("partner").GetProperty("number") is not { ValueKind: JsonValueKind.String } number) return false;
        var (_, there) = await deciding.OfficialAsync(HttpMethod.Get, $"/api/v1/cases/{number.GetString()}");
        return there.GetProperty("materials").EnumerateArray().Any(material =>
            material.TryGetProperty("held", out var held) && held.ValueKind == JsonValueKind.Object
            && held.GetProperty("resource").GetString() == resource && held.GetProperty("level").GetString() is "a" or "A");
    }

    private static async Task SeenAsync(Installation home, string city, string office)
    {
        var (_, log) = await home.ResidentAsync(HttpMethod.Get, "/api/v1/me/disclosures");
        var looks = log.GetProperty("items").EnumerateArray()
            .Where(look => look.TryGetProperty("from", out var from) && from.ValueKind == JsonValueKind.Object
                && from.GetProperty("city").GetString() == city).ToList();
        Assert.True(looks.Count >= Cases, $"{looks.Count} looks are shown.");
        Assert.All(looks, look => Assert.Equal(office, $"{look.GetProperty("from").GetProperty("cityName")} {look.GetProperty("from").GetProperty("office")}"));
        Assert.All(looks, look => Assert.NotEqual(0, look.GetProperty("caseNumber").GetString()!.Length));
    }

    private static async Task<List<Look>> LooksAsync(Installation city)
    {
        await using var database = await Database.OpenAsync(new() { Connection = city.Store }, YitongHost.Tables);
        var looks = new List<Look>();
        await foreach (var recorded in database.Journal.ReadAllAsync())
            if (EvidenceHistory.Kind.Events.Has(recorded.Type))
                looks.Add(new(recorded.Stream, EvidenceHistory.Kind.Events.Read(recorded)));
        await using var db = database.Rows.Open();
        Assert.Equal(looks.Select(look => look.Id).Order(), (await db.Set<DisclosureRow>().Select(row => row.Id).ToListAsync()).Order());
        return looks;
    }

    private static void Agree(List<Look> asking, string resource, List<Look> answering, string city)
    {
        var asked = asking.Where(look => look.Happened.Asked.Resource == resource).ToList();
        var answered = answering.Where(look => look.Happened.Asked.From?.City == city).ToDictionary(look => look.Id);
        var told = asked.Where(look => look.Happened is EvidenceDisclosed).ToList();
        // One disclosure for each case, and each has its entry there, with the same items at the same instant.
        Assert.Equal(Cases, told.Count);
        Assert.Equal(Cases, told.Select(look => look.Happened.Asked.Case).Distinct().Count());
        foreach (var look in told)
        {
            var there = Assert.IsType<EvidenceDisclosed>(answered[PartnerExchange.EntryOf(city, look.Id)].Happened);
            var here = (EvidenceDisclosed)look.Happened;
            Assert.Equal((here.Asked.CaseNumber, here.AsOf), (there.Asked.CaseNumber, there.AsOf));
            Assert.Equal(here.Items, there.Items);
            Assert.NotNull(here.Signature);
        }
        // And no entry there is of a request that was not made here.
        Assert.Empty(answered.Keys.Except(asked.Select(look => PartnerExchange.EntryOf(city, look.Id))));
    }

    private sealed record Look(Guid Id, EvidenceEvent Happened);
}

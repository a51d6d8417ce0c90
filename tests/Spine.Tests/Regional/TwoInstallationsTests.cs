using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Spine.Tests.Packs;
using Yitong.Store;
using Yitong.Testing;
using Yitong.Web;

namespace Yitong.Spine.Tests.Regional;

/// <summary>
/// Two processes, one on SQLite and one on PostgreSQL, over a bad network; people act on both sides, each decides cases of the
/// other and asks it for the applicant's identity, and the processes are killed on the way, once both together.
/// </summary>
public sealed class TwoInstallationsTests(ITestOutputHelper output)
{
    // Of 18, all nine kinds of lives are led from Dalian; of two kills, the second is of both together.
    private static readonly int Cases = Extent.Of("YITONG_REGIONAL_CASES", 18, 64);
    private static readonly int Kills = Extent.Of("YITONG_REGIONAL_KILLS", 2, 4);
    private const int AtOnce = 12;

    [Fact]
    public async Task Cases_and_evidence_cross_over_once_and_both_sides_show_the_same_in_the_end()
    {
        var seed = Extent.Of("YITONG_SEED", Random.Shared.Next(), Random.Shared.Next());
        output.WriteLine($"YITONG_SEED={seed} YITONG_REGIONAL_CASES={Cases} YITONG_REGIONAL_KILLS={Kills}");
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

        var (south, north) = CasesOf(dalian, yingkou);
        var lived = Parallel.ForEachAsync(
            south.Zip(north, (one, other) => (SharedCase[])[one, other]).SelectMany(both => both).Concat(south.Skip(north.Length)),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (each, _) => await each.LiveAsync());
        await Task.WhenAll(KillAsync(new(seed + 2), dalian, yingkou), lived);
        there.IsUnreliable = back.IsUnreliable = false;
        foreach (var each in south.Concat(north)) await each.SettleAsync();
        await QuietAsync(dalian, yingkou);

        foreach (var each in south.Concat(north)) await each.AssertSameAsync();
        await ShownAsync(dalian, "210800", "营口市 营口市市场监督管理局");
        await ShownAsync(yingkou, "210200", "大连市 大连市市场监督管理局");
        output.WriteLine($"lost {there.Lost + back.Lost}, doubled {there.Doubled + back.Doubled}, "
            + $"replayed {there.Replayed + back.Replayed}, spoiled {there.Spoiled + back.Spoiled}");
        Assert.Equal(0, there.LetIn + back.LetIn);
        await dalian.KillAsync();
        await yingkou.KillAsync();
        Assert.Equal((Cases, Cases), (await CountAsync(dalian), await CountAsync(yingkou)));
        await AgreeAsync(dalian, yingkou);
    }

    // Two of three are lodged in Dalian and go through the office in Yingkou; the others wait there for Dalian's.
    private static (SharedCase[] South, SharedCase[] North) CasesOf(Installation dalian, Installation yingkou)
    {
        var (here, other) = (Pack.Dalian.Section<CityCatalogue>().Matters["M006"], Pack.Yingkou.Section<CityCatalogue>().Matters["YK02"]);
        var north = Cases / 3;
        return (
            [.. Enumerable.Range(0, Cases - north).Select(i => new SharedCase(i, dalian, yingkou, here))],
            [.. Enumerable.Range(0, north).Select(i => new SharedCase(i, yingkou, dalian, other) { HasOffice = false })]);
    }

    private static async Task KillAsync(Random random, params Installation[] both)
    {
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(random.Next(500, 3_000));
            var down = kill == 1 ? both : [both[random.Next(both.Length)]];
            foreach (var city in down) await city.KillAsync();
            await Task.Delay(random.Next(1_000));
            foreach (var city in down) city.Start();
            foreach (var city in down) await city.ReadyAsync();
        }
    }

    private static Task QuietAsync(params Installation[] both) => Patience.UntilAsync(
        async () => await both[0].WaitingAsync() + await both[1].WaitingAsync() == 0, () => "letters wait for ever");

    // Who lives here reads which office of which city looked, and for which case there.
    private static async Task ShownAsync(Installation home, string city, string office)
    {
        var (_, log) = await home.ResidentAsync(HttpMethod.Get, "/api/v1/me/disclosures");
        var looks = log.GetProperty("items").EnumerateArray()
            .Where(look => look.TryGetProperty("from", out var from) && from.ValueKind == JsonValueKind.Object
                && from.GetProperty("city").GetString() == city).ToList();
        Assert.NotEmpty(looks);
        Assert.All(looks, look => Assert.Equal(office, $"{look.GetProperty("from").GetProperty("cityName")} {look.GetProperty("from").GetProperty("office")}"));
        Assert.All(looks, look => Assert.NotEqual(0, look.GetProperty("caseNumber").GetString()!.Length));
    }

    private static async Task AgreeAsync(Installation dalian, Installation yingkou)
    {
        var (inDalian, inYingkou) = (await LooksAcross.ReadAsync(dalian), await LooksAcross.ReadAsync(yingkou));
        inYingkou.AgreesWith(inDalian, "dalian-identity");
        inDalian.AgreesWith(inYingkou, "yingkou-identity");
    }

    private static async Task<int> CountAsync(Installation city)
    {
        await using var database = await Database.OpenAsync(new() { Connection = city.Store }, Modules.Tables);
        await using var db = database.Rows.Open();
        Assert.Empty(await db.Set<LetterRow>().ToListAsync());
        return await db.Set<CaseRow>().CountAsync();
    }
}

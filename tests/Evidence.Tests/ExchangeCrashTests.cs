using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yitong.Store;
using Yitong.Testing;

namespace Yitong.Evidence.Tests;

/// <summary>An office that is killed while many ask: whatever it told has its entry.</summary>
public sealed class ExchangeCrashTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("yitong-exchange-");

    public void Dispose() => folder.Delete(true);

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task No_answer_was_given_without_its_entry_however_the_process_ended(string kind)
    {
        await using var town = await Town.StartAsync();
        var connection = kind == "sqlite" ? $"sqlite:{folder.FullName}/exchange.db"
            : await (await PrivatePostgres.Shared).NewDatabaseAsync();
        var told = new List<string>();
        foreach (var answers in Extent.Of<int[]>([40, 150], [40, 150, 400]))
            told.AddRange(await ToldUntilKilledAsync(connection, town.Address, answers));
        await using var store = await Database.OpenAsync(new() { Connection = connection }, [new EvidenceTables()]);
        await using var db = store.Rows.Open();
        var rows = await db.Set<DisclosureRow>().ToDictionaryAsync(row => row.Id);
        foreach (var words in told.Select(line => line.Split(' ')))
        {
            var id = Guid.Parse(words[0]);
            Assert.Equal(EvidenceOutcome.Supplied, rows[id].Outcome);
            var entry = Assert.Single(await store.Journal.ReadStreamAsync(id));
            Assert.Equal(long.Parse(words[1], CultureInfo.InvariantCulture), entry.Position);
            Assert.Contains($"\"itemsHash\":\"{words[2]}\"", entry.Json, StringComparison.Ordinal);
        }
        Assert.Equal(store.Journal.Head, rows.Count);
    }

    private static async Task<List<string>> ToldUntilKilledAsync(string connection, string agencies, int answers)
    {
        using var desk = Town.Start("desk", connection, agencies, "16");
        var told = new List<string>();
        while (told.Count < answers && await desk.StandardOutput.ReadLineAsync() is { } line) told.Add(line);
        desk.Kill();
        while (await desk.StandardOutput.ReadLineAsync() is { } line)
            if (line.EndsWith(" .", StringComparison.Ordinal)) told.Add(line);
        await desk.WaitForExitAsync();
        Assert.True(told.Count >= answers, $"The desk ended after {told.Count} answers.");
        return told;
    }
}

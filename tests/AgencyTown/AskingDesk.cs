using Yitong.Evidence;
using Yitong.Store;

namespace Yitong.AgencyTown;

/// <summary>An official's office under load: many ask at once, and each answer that is given is said on standard output.</summary>
public static class AskingDesk
{
    public static async Task<int> RunAsync(string store, string agencies, int askers)
    {
        await using var database = await Database.OpenAsync(
            new() { Connection = store }, [new EvidenceTables()]);
        var settings = new ConnectorSettings(name => name == "evidence:connectors:gaj-population:address" ? agencies : null);
        await using var sources = new ConnectedSources(Asking.Library, settings, TimeProvider.System);
        var exchange = new Exchange(database.Journal, Asking.Library, sources, TimeProvider.System);
        var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
        await Task.WhenAll(Enumerable.Range(0, askers).Select(asker => Task.Run(async () =>
        {
            for (var turn = 0; ; turn++)
            {
                var ask = Asking.For("gaj-identity", $"2102991990{asker:0000}{turn % 10_000:0000}");
                var answer = await exchange.AskAsync(Asking.Act(), ask, Asking.Today);
                if (answer is { IsGranted: true, Value: { Values.Count: > 0 } told })
                    await output.WriteLineAsync($"{ask.Id} {told.Receipt.Position} {told.Receipt.ItemsHash} .");
            }
        })));
        return 0;
    }
}

// Writes acts under load until it is killed, and says on its standard output which ones were acknowledged.
// Arguments: the store's connection, the number of writers, and how many acts on shared streams each of them does
// (0: on streams of its own, without end).
using System.Globalization;
using Yitong.Store;
using Yitong.Testing;

var (connection, writers, shared) =
    (args[0], int.Parse(args[1], CultureInfo.InvariantCulture), int.Parse(args[2], CultureInfo.InvariantCulture));
await using var store = await Stores.OpenAsync(new StoreOptions { Connection = connection });
var counters = new Streams<Counter, CounterEvent>(store.Journal, Counters.Kind);
var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });

await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => shared == 0
    ? Task.Run(() => WriteOwnStreamsAsync()) : Task.Run(() => WriteSharedStreamsAsync(writer))));
return 0;

async Task WriteOwnStreamsAsync()
{
    while (true)
    {
        try
        {
            var id = Guid.CreateVersion7();
            for (var version = 0; version < 4; version++)
            {
                var act = Counters.Act(name: version == 3 ? "close" : "count");
                var decide = version switch
                {
                    0 => Counters.Begin(id.ToString()), 3 => Counters.Close, _ => Counters.Count(version),
                };
                var done = (await counters.ActAsync(id, act, version, null, decide)).Value;
                await output.WriteLineAsync($"{id} {done.Version} {act.Id} .");
            }
        }
        catch (StoreUnavailableException)
        {
            await output.WriteLineAsync("unavailable");
        }
    }
}

async Task WriteSharedStreamsAsync(int writer)
{
    for (var i = 0; i < shared; i++)
    {
        var id = new Guid((writer + i) % 20, 0, 0, new byte[8]);
        var act = Counters.Act();
        var outcome = await counters.ActAsync(
            id, act, null, null, counter => counter is null ? Counters.Begin(id.ToString())(null) : Counters.Count(1)(counter));
        if (outcome.IsGranted)
            await output.WriteLineAsync($"{id} {outcome.Value.Version} {act.Id} .");
    }
}

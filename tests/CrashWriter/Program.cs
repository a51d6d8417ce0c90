// Writes acts under load until it is killed, and says on its standard output which ones were acknowledged.
// Arguments: the store's connection, the number of writers, and how many acts on shared streams each of them does
// (0: on streams of its own, without end); "log" as fourth: puts them into a public log meanwhile, and says what it published.
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Yitong.PublicLog;
using Yitong.Store;
using Yitong.Testing;
using Yitong.Transparency;

var (connection, writers, shared) =
    (args[0], int.Parse(args[1], CultureInfo.InvariantCulture), int.Parse(args[2], CultureInfo.InvariantCulture));
var isLogged = args is [_, _, _, "log"];
await using var store = await Database.OpenAsync(
    new StoreOptions { Connection = connection }, isLogged ? [new CounterTables(), new LogTables()] : [new CounterTables()]);
var counters = new Streams<Counter, CounterEvent>(store.Journal, Counters.Kind);
var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });

if (isLogged) _ = Task.Run(PublishAsync);
await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => shared == 0
    ? Task.Run(() => WriteOwnStreamsAsync()) : Task.Run(() => WriteSharedStreamsAsync(writer))));
return 0;

async Task PublishAsync()
{
    var log = new LogIdentity([new("log.example/1", NoteKeyKind.Log, [1, .. new byte[31]])], []);
    using var sequencer = new Sequencer(store.Journal, store.Rows, log, TimeProvider.System, NullLogger<Sequencer>.Instance);
    var tree = new LogTree(store.Journal, store.Rows);
    while (true)
    {
        try
        {
            await sequencer.AdvanceAsync();
            if (await tree.LatestAsync() is { } latest)
                await output.WriteLineAsync($"published {latest.Note.Text.TrimEnd('\n').Replace('\n', ' ')} .");
        }
        catch (DbUpdateException)
        {
            // Another node was first.
        }
    }
}

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

using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Yitong.Store;
using Yitong.Testing;
using Yitong.Transparency;

namespace Yitong.PublicLog.Tests;

/// <summary>A store whose journal is logged.</summary>
internal sealed class City : IAsyncDisposable
{
    public static readonly NoteSigner LogKey = new("log.example/1", NoteKeyKind.Log, Secret(1));
    public static readonly NoteSigner WitnessKey = new("witness.example/1", NoteKeyKind.Witness, Secret(2));

    private City(Database store, Uri? witness, HttpClient? http)
    {
        Store = store;
        Counters = new(store.Journal, Testing.Counters.Kind);
        Identity = new(LogKey, witness is null ? [] : [new(WitnessKey.Verifier, witness)]);
        Tree = new(store.Journal, store.Rows);
        Sequencer = new(store.Journal, store.Rows, Identity, Clock, NullLogger<Sequencer>.Instance);
        Proofs = new(store.Journal, Tree, Sequencer);
        Rounds = new(Tree, store.Rows, Identity, http ?? new(), Clock, NullLogger<WitnessRounds>.Instance);
    }

    public Database Store { get; }
    public Streams<Counter, CounterEvent> Counters { get; }
    public LogIdentity Identity { get; }
    public LogTree Tree { get; }
    public Sequencer Sequencer { get; }
    public LogProofs Proofs { get; }
    public WitnessRounds Rounds { get; }
    public FakeTimeProvider Clock { get; } = new(new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));

    public static async Task<City> OpenAsync(string kind, Uri? witness = null, HttpClient? http = null) =>
        await OpenAtAsync(kind == "sqlite" ? "sqlite::memory:" : await (await PrivatePostgres.Shared).NewDatabaseAsync(),
            witness, http);

    public static async Task<City> OpenAtAsync(string connection, Uri? witness = null, HttpClient? http = null) =>
        new(await Database.OpenAsync(
            new StoreOptions { Connection = connection, IsScratch = true }, [new CounterTables(), new LogTables()]),
            witness, http);

    /// <summary>Records so many events, each on a stream of its own.</summary>
    public Task RecordAsync(int events) => Task.WhenAll(Enumerable.Range(0, events).Select(async _ =>
    {
        var id = Guid.CreateVersion7();
        var done = await Counters.ActAsync(id, Testing.Counters.Act(), 0, null, Testing.Counters.Begin($"{id}"));
        Assert.True(done.IsGranted);
    }));

    public async ValueTask DisposeAsync()
    {
        Sequencer.Dispose();
        Rounds.Dispose();
        await Store.DisposeAsync();
    }

    private static byte[] Secret(byte first) => [first, .. new byte[31]];
}

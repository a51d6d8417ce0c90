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

    public static readonly NoteKeys LogKeys = new(LogKey.Verifier);
    public static readonly NoteSigner Sm2Key = new("log.example/1", NoteKeyKind.Log, Secret(3), NoteProfile.Sm2);

    private City(Database store, WitnessAddress? witness, NoteSigner[]? signers = null)
    {
        Store = store;
        Counters = new(store.Journal, Testing.Counters.Kind);
        Identity = new(signers ?? [LogKey], witness is null ? [] : [witness]);
        Tree = new(store.Journal, store.Rows);
        Sequencer = new(store.Journal, store.Rows, Identity, Clock, NullLogger<Sequencer>.Instance);
        Proofs = new(store.Journal, Tree, Sequencer);
        Rounds = new(Tree, store.Rows, Identity, http, Clock, NullLogger<WitnessRounds>.Instance);
    }

    public Database Store { get; }
    public Streams<Counter, CounterEvent> Counters { get; }
    public LogIdentity Identity { get; }
    public LogTree Tree { get; }
    public Sequencer Sequencer { get; }
    public LogProofs Proofs { get; }
    public WitnessRounds Rounds { get; }
    private readonly HttpClient http = new();
    private bool isServer;

    public FakeTimeProvider Clock { get; } = new(new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));

    public static async Task<City> OpenAsync(string kind, WitnessAddress? witness = null) =>
        await OpenAtAsync(kind == "sqlite" ? "sqlite::memory:" : await (await PrivatePostgres.Shared).NewDatabaseAsync(),
            witness);

    public static async Task<City> OpenAtAsync(
        string connection, WitnessAddress? witness = null, params NoteSigner[]? signers) =>
        new(await Database.OpenAsync(
            new StoreOptions { Connection = connection }, [new CounterTables(), new LogTables()]),
            witness, signers is [] ? null : signers);

    /// <summary>With the tables of a whole installation, as a server has them.</summary>
    public static async Task<City> OpenLikeServerAsync(string connection) => new(
        await Database.OpenAsync(new StoreOptions { Connection = connection }, Web.Modules.Tables), null) { isServer = true };

    /// <summary>Records so many events, each on a stream of its own.</summary>
    public Task RecordAsync(int events) => Task.WhenAll(Enumerable.Range(0, events).Select(async _ =>
    {
        var id = Guid.CreateVersion7();
        if (isServer)
        {
            var change = new Change(id, 0, Testing.Counters.Act(), [new("counter.begun", "{}")], []);
            Assert.IsType<Committed>(await Store.Journal.CommitAsync(change));
            return;
        }
        var done = await Counters.ActAsync(id, Testing.Counters.Act(), 0, null, Testing.Counters.Begin($"{id}"));
        Assert.True(done.IsGranted);
    }));

    public async ValueTask DisposeAsync()
    {
        Sequencer.Dispose();
        Rounds.Dispose();
        http.Dispose();
        await Store.DisposeAsync();
    }

    private static byte[] Secret(byte first) => [first, .. new byte[31]];
}

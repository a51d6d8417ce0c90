using Microsoft.EntityFrameworkCore;
using Yitong.Kernel;
using Yitong.Store;
using Yitong.Testing;

namespace Yitong.Core.Tests.Store;

/// <summary>What the public log holds of each event. Each runs on both databases.</summary>
public abstract class CommitmentTests(string kind) : IAsyncLifetime
{
    private Database store = null!;
    private Streams<Counter, CounterEvent> counters = null!;

    public async ValueTask InitializeAsync()
    {
        store = await Stores.OpenAsync(kind);
        counters = new(store.Journal, Counters.Kind);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return store.DisposeAsync();
    }

    private async Task<Guid> CounterAsync(string name)
    {
        var id = Guid.CreateVersion7();
        foreach (var decide in new[] { Counters.Begin(name), Counters.Count(2), Counters.Close })
            Assert.True((await counters.ActAsync(id, Counters.Act(), null, null, decide)).IsGranted);
        return id;
    }

    [Fact]
    public async Task Each_event_is_committed_to_under_a_salt_of_its_own()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => CounterAsync($"c{i}")));
        var all = await store.Journal.ReadCommittedAsync().ToListAsync();
        Assert.Equal(200, all.Count);
        Assert.All(all, each => Assert.True(each.IsSound));
        Assert.Equal(200, all.Select(each => Convert.ToHexString(each.Salt!)).Distinct().Count());
        var flat = all.SelectMany(each => each.Commitment).ToArray();
        Assert.Equal(flat, await store.Journal.ReadCommitmentsAsync(0, 1_000));
        Assert.Equal(flat[320..640], await store.Journal.ReadCommitmentsAsync(10, 10));
        Assert.Empty(await store.Journal.ReadCommitmentsAsync(200, 10));
    }

    [Fact]
    public async Task A_changed_event_is_not_the_one_committed_to_and_a_missing_one_is_named()
    {
        await CounterAsync("c");
        await using (var db = store.Rows.Open())
        {
            await db.Database.ExecuteSqlRawAsync("update journal set actor = 'r2' where position = 2");
            await db.Database.ExecuteSqlRawAsync("delete from journal where position = 3");
        }
        var all = await store.Journal.ReadCommittedAsync().ToListAsync();
        Assert.Equal([true, false, true], all.Select(each => each.IsSound));
        var damaged = await Assert.ThrowsAsync<JournalDamagedException>(
            () => store.Journal.ReadCommitmentsAsync(0, 10).AsTask());
        Assert.Equal(3, damaged.Position);
    }

    [Fact]
    public async Task An_erased_stream_keeps_its_commitments_and_nothing_that_they_could_be_guessed_from()
    {
        var (gone, kept) = (await CounterAsync("gone"), await CounterAsync("kept"));
        var before = await store.Journal.ReadCommitmentsAsync(0, 100);
        var other = new Streams<Counter, CounterEvent>(store.Journal, Counters.Kind);
        Assert.NotNull((await other.LoadAsync(gone)).State);
        Assert.True((await counters.EraseAsync(gone, Counters.Act(name: "erase"))).Value);
        Assert.False((await counters.EraseAsync(gone, Counters.Act(name: "erase"))).Value);

        var all = await store.Journal.ReadCommittedAsync().ToListAsync();
        Assert.Equal(before, all.SkipLast(1).SelectMany(each => each.Commitment));
        Assert.All(all.Where(each => each.Event.Stream == gone).SkipLast(1),
            each => Assert.Equal((true, null, null), (each.Event.IsErased, each.Salt, each.IsSound)));
        Assert.All(await store.Journal.ReadAllAsync().ToListAsync(), each => Assert.Equal(kept, each.Stream));
        foreach (var node in new[] { counters, other })
        {
            Assert.Null((await node.LoadAsync(gone)).State);
            Assert.NotNull((await node.LoadAsync(kept)).State);
        }
        await using var db = store.Rows.Open();
        Assert.Equal("kept", (await db.Set<CounterRow>().SingleAsync()).Name);
        Assert.Empty((await Replay.VerifyAsync(store, [new CounterTables()], [Counters.Kind])).Differences);
    }

    [Fact]
    public async Task An_erased_stream_does_not_begin_anew()
    {
        var gone = await CounterAsync("gone");
        await counters.EraseAsync(gone, Counters.Act(name: "erase"));
        var again = await counters.ActAsync(gone, Counters.Act(), null, null, Counters.Begin("again"));
        Assert.Equal("store.stale", again.Refusal?.Code);
    }
}

public sealed class SqliteCommitmentTests() : CommitmentTests("sqlite");

public sealed class PostgresCommitmentTests() : CommitmentTests("postgres");

using Microsoft.EntityFrameworkCore;
using Yitong.Kernel;
using Yitong.Store;
using Yitong.Testing;

namespace Yitong.Core.Tests.Store;

/// <summary>Each runs on both databases.</summary>
public abstract class JournalTests(string kind) : IAsyncLifetime
{
    private Database store = null!;

    public async ValueTask InitializeAsync() => store = await Stores.OpenAsync(kind);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return store.DisposeAsync();
    }

    private static Change Change(
        Guid stream, int version, int events = 1, IdempotencyKey? key = null, params RowChange[] rows) =>
        new(stream, version, Counters.Act(), [.. Enumerable.Repeat(new NewEvent("n", "{\"字\":1}"), events)], rows, key);

    private async Task<T> Commit<T>(Change change) => Assert.IsType<T>(await store.Journal.CommitAsync(change));

    [Fact]
    public async Task Reads_back_what_was_recorded_with_who_and_when()
    {
        var id = Guid.CreateVersion7();
        var act = Counters.Act(new DateTimeOffset(2026, 9, 28, 9, 0, 0, TimeSpan.FromHours(8)).AddTicks(13));
        await Commit<Committed>(new(id, 0, act, [new("a", "{}"), new("b", "{\"字\":\"大连\"}")], []));
        var read = await store.Journal.ReadStreamAsync(id);
        var at = new DateTimeOffset(2026, 9, 28, 1, 0, 0, TimeSpan.Zero).AddTicks(10);
        Assert.Equal(
            [
                new(1, id, 1, "a", "{}", act with { At = at }),
                new RecordedEvent(2, id, 2, "b", "{\"字\":\"大连\"}", act with { At = at }),
            ],
            read);
        Assert.Equal([read[1]], await store.Journal.ReadStreamAsync(id, after: 1));
    }

    [Fact]
    public async Task Numbers_events_without_gaps_in_the_order_of_commits()
    {
        var acts = Enumerable.Range(0, 500)
            .Select(i => store.Journal.CommitAsync(Change(Guid.CreateVersion7(), 0, 1 + i % 3)));
        var firsts = (await Task.WhenAll(acts)).Cast<Committed>().Select(done => done.FirstPosition);
        var all = await store.Journal.ReadAllAsync().ToListAsync();
        Assert.Equal(Enumerable.Range(1, all.Count).Select(i => (long)i), all.Select(each => each.Position));
        Assert.Equal(500, firsts.Distinct().Count());
        Assert.Equal(all.Count, store.Journal.Head);
        Assert.Equal(all.Count, await store.Journal.ReadHeadAsync());
    }

    [Fact]
    public async Task A_stale_act_changes_nothing_and_leaves_its_neighbours_alone()
    {
        var id = Guid.CreateVersion7();
        await Commit<Committed>(Change(id, 0, 2));
        var acts = new[] { Change(id, 1), Change(Guid.CreateVersion7(), 0), Change(Guid.CreateVersion7(), 3) };
        var results = await Task.WhenAll(acts.Select(act => store.Journal.CommitAsync(act)));
        Assert.Equal([new Stale(2), new Committed(3), new Stale(0)], results);
    }

    [Fact]
    public async Task Of_many_acts_on_one_version_exactly_one_wins()
    {
        var id = Guid.CreateVersion7();
        await Commit<Committed>(Change(id, 0));
        var results = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(_ => store.Journal.CommitAsync(Change(id, 1, 2))));
        Assert.Single(results.OfType<Committed>());
        Assert.Equal(99, results.Count(result => result is Stale { Actual: 3 }));
    }

    [Fact]
    public async Task A_key_is_used_once_even_by_two_at_the_same_time()
    {
        var key = new IdempotencyKey("web", "k1", "hash");
        var results = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => store.Journal.CommitAsync(Change(Guid.CreateVersion7(), 0, 1, key))));
        Assert.Single(results.OfType<Committed>());
        var seen = Assert.Single(results.OfType<KeySeen>().Select(result => result.Seen).Distinct());
        Assert.Equal(seen, await store.Journal.FindKeyAsync("web", "k1"));
        Assert.Null(await store.Journal.FindKeyAsync("other", "k1"));
        Assert.Equal("hash", seen.RequestHash);
    }

    [Fact]
    public async Task Rows_that_the_database_refuses_fail_their_own_act_only()
    {
        RowChange Row(string name) => RowChange.Upsert(new CounterRow { Id = Guid.CreateVersion7(), Name = name });
        var acts = Enumerable.Range(0, 50)
            .Select(i => Change(Guid.CreateVersion7(), 0, 2, null, Row(i is 10 or 40 ? "twice" : $"name {i}")));
        var tasks = acts.Select(act => store.Journal.CommitAsync(act)).ToList();
        await Task.WhenAll(tasks).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.IsType<RowsRefusedException>(Assert.Single(tasks, task => task.IsFaulted).Exception!.InnerException);
        Assert.Equal(98, await store.Journal.ReadAllAsync().CountAsync());
        await using var db = store.Rows.Open();
        Assert.Equal(49, await db.Set<CounterRow>().CountAsync());
    }

    [Fact]
    public async Task Of_several_changes_to_one_row_the_last_counts()
    {
        var row = new CounterRow { Id = Guid.CreateVersion7(), Name = "first" };
        var last = new CounterRow { Id = row.Id, Name = "last", Remark = "r" };
        await Commit<Committed>(Change(Guid.CreateVersion7(), 0, 1, null,
            RowChange.Upsert(row), RowChange.Delete(row), RowChange.Upsert(last)));
        await using var db = store.Rows.Open();
        Assert.Equal("last", (await db.Set<CounterRow>().SingleAsync()).Name);
        await Commit<Committed>(Change(Guid.CreateVersion7(), 0, 1, null, RowChange.Delete(row)));
        Assert.Empty(await db.Set<CounterRow>().ToListAsync());
    }

    [Fact]
    public async Task Every_kind_of_column_is_written_as_ef_core_writes_it()
    {
        var full = new CounterRow
        {
            Id = Guid.CreateVersion7(), Name = "大连", Total = -1, FeeFen = long.MaxValue, IsClosed = true,
            Since = DateTimeOffset.UnixEpoch.AddTicks(10), ClosedAt = DateTimeOffset.UnixEpoch.AddYears(-100),
            Day = new(2028, 2, 29), Share = 0.1, Role = ActorRole.Supervisor, LastRole = ActorRole.Engine,
            Remark = "", Parent = Guid.NewGuid(), Digest = [0, 255],
        };
        var empty = new CounterRow { Id = Guid.CreateVersion7(), Name = "空" };
        await Commit<Committed>(Change(Guid.CreateVersion7(), 0, 1, null, RowChange.Upsert(full), RowChange.Upsert(empty)));
        await using var db = store.Rows.Open();
        Assert.Equivalent(full, await db.Set<CounterRow>().SingleAsync(row => row.Id == full.Id), strict: true);
        Assert.Equivalent(empty, await db.Set<CounterRow>().SingleAsync(row => row.Parent == null), strict: true);
        Assert.Equal(full.Id, await db.Set<CounterRow>().Where(row => row.Since > DateTimeOffset.UnixEpoch
            && row.Day == full.Day && row.Parent == full.Parent).Select(row => row.Id).SingleAsync());
    }

    [Fact]
    public async Task An_act_without_an_event_is_a_mistake() =>
        await Assert.ThrowsAsync<ArgumentException>(() => store.Journal.CommitAsync(Change(Guid.CreateVersion7(), 0, 0)));

    [Fact]
    public async Task Keeps_blobs_once()
    {
        var hash = await store.Blobs.PutAsync("大连"u8.ToArray(), "text/plain");
        Assert.Equal(hash, await store.Blobs.PutAsync("大连"u8.ToArray(), "text/other"));
        var blob = await store.Blobs.GetAsync(hash);
        Assert.Equal("大连"u8, blob!.Bytes.Span);
        Assert.Equal("text/plain", blob.MediaType);
        Assert.Null(await store.Blobs.GetAsync(new string('0', 64)));
        Assert.Null(await store.Blobs.GetAsync("../etc/passwd"));
    }
}

public sealed class SqliteJournalTests() : JournalTests("sqlite");

public sealed class PostgresJournalTests() : JournalTests("postgres");

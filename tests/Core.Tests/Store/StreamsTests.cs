using Yitong.Kernel;
using Yitong.Store;
using Yitong.Testing;

namespace Yitong.Core.Tests.Store;

/// <summary>Each runs on both databases.</summary>
public abstract class StreamsTests(string kind) : IAsyncLifetime
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

    private Task<Outcome<Done<Counter>>> Begin(Guid id, IdempotencyKey? key = null) =>
        counters.ActAsync(id, Counters.Act(), 0, key, Counters.Begin(id.ToString()));

    private Task<Outcome<Done<Counter>>> Count(Guid id, int? expected = null, IdempotencyKey? key = null) =>
        counters.ActAsync(id, Counters.Act(), expected, key, Counters.Count(1));

    [Fact]
    public async Task Loads_what_was_done_with_or_without_memory()
    {
        var id = Guid.CreateVersion7();
        await Begin(id);
        var done = (await Count(id)).Value;
        Assert.Equal((done.State, 2), await counters.LoadAsync(id));
        Assert.Equal((done.State, 2), await new Streams<Counter, CounterEvent>(store.Journal, Counters.Kind).LoadAsync(id));
        Assert.Equal((null, 0), await counters.LoadAsync(Guid.CreateVersion7()));
    }

    [Fact]
    public async Task Recalls_what_this_node_saw_last()
    {
        var id = Guid.CreateVersion7();
        var other = new Streams<Counter, CounterEvent>(store.Journal, Counters.Kind);
        Assert.Null(await other.RecallAsync(id));
        await Begin(id);
        Assert.Equal(0, (await other.RecallAsync(id))!.Total);
        await Count(id);
        Assert.Equal(0, (await other.RecallAsync(id))!.Total);
        Assert.Equal(1, (await other.LoadAsync(id)).State!.Total);
    }

    [Fact]
    public async Task Concurrent_acts_lose_no_update()
    {
        var id = Guid.CreateVersion7();
        await Begin(id);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 60).Select(async _ =>
        {
            while (true)
                if ((await Count(id)) is { IsGranted: true } granted)
                    return granted.Value;
        }));
        Assert.Equal(60, (await counters.LoadAsync(id)).State!.Total);
        Assert.Equal(Enumerable.Range(2, 60), outcomes.Select(done => done.Version).Order());
    }

    [Fact]
    public async Task A_stale_screen_is_told_so()
    {
        var id = Guid.CreateVersion7();
        await Begin(id);
        Assert.True((await Count(id, expected: 1)).IsGranted);
        Assert.Equal(RefusalKind.Stale, (await Count(id, expected: 1)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Stale, (await Count(Guid.CreateVersion7(), expected: 1)).Refusal!.Kind);
    }

    [Fact]
    public async Task A_repeated_request_answers_as_the_first_and_does_nothing()
    {
        var (id, key) = (Guid.CreateVersion7(), new IdempotencyKey("web", "k", "same"));
        await Begin(id, key);
        var repeat = (await Begin(Guid.CreateVersion7(), key)).Value;
        Assert.Equal((id, 1, true), (repeat.Stream, repeat.Version, repeat.IsRepeat));
        var another = await Begin(Guid.CreateVersion7(), key with { RequestHash = "other" });
        Assert.Equal("store.key-reused", another.Refusal!.Code);
    }

    [Fact]
    public async Task A_repeated_request_is_recognised_though_the_state_now_refuses_it()
    {
        var (id, key) = (Guid.CreateVersion7(), new IdempotencyKey("web", "k", "same"));
        await Begin(id);
        await counters.ActAsync(id, Counters.Act(), 1, key, Counters.Close);
        var repeat = await counters.ActAsync(id, Counters.Act(), 1, key, Counters.Close);
        Assert.True(repeat.Value.IsRepeat);
        Assert.Equal("counter.closed", (await Count(id)).Refusal!.Code);
    }

    [Fact]
    public async Task Sees_what_another_node_has_done_before_it_refuses()
    {
        var id = Guid.CreateVersion7();
        var other = new Streams<Counter, CounterEvent>(store.Journal, Counters.Kind);
        await Begin(id);
        await other.ActAsync(id, Counters.Act(), 1, null, Counters.Count(1));
        Assert.True((await Count(id, expected: 2)).IsGranted);
        Assert.Equal(2, (await other.LoadAsync(id)).State!.Total);
        await counters.ActAsync(id, Counters.Act(), null, null, Counters.Close);
        Assert.Equal("counter.closed",
            (await other.ActAsync(id, Counters.Act(), null, null, Counters.Count(1))).Refusal!.Code);
    }
}

public sealed class SqliteStreamsTests() : StreamsTests("sqlite");

public sealed class PostgresStreamsTests() : StreamsTests("postgres");

using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Yitong.Store;
using Yitong.Testing;

namespace Yitong.Core.Tests.Store;

/// <summary>Does what a test says with each event that it gets, one by one.</summary>
internal sealed class Doing(string name, Func<RecordedEvent, Task> act) : ActFollower(name, "counter.begun", "counter.counted")
{
    private readonly ConcurrentQueue<long> done = new();

    public IReadOnlyList<long> Done => [.. done];
    public bool IsMemory { get; init; }
    public override bool IsOfThisProcess => IsMemory;

    public override async Task FollowAsync(IReadOnlyList<RecordedEvent> events, CancellationToken cancellation)
    {
        foreach (var each in events)
        {
            await act(each);
            done.Enqueue(each.Position);
        }
    }
}

/// <summary>Counts each event in a row of its counter: what is done twice shows.</summary>
internal sealed class Tallying() : RowFollower("tally", "counter.begun", "counter.counted")
{
    public override int MostAtOnce => 7;
    public override IReadOnlyList<Type> RowTypes => [typeof(StepRow)];

    public override async Task FillAsync(YitongDb db, IReadOnlyList<RecordedEvent> events, CancellationToken cancellation)
    {
        foreach (var same in events.GroupBy(each => each.Stream))
        {
            var row = await db.Set<StepRow>().AsTracking()
                .SingleOrDefaultAsync(each => each.Counter == same.Key && each.Step == "tally", cancellation);
            if (row is null) db.Add(row = new StepRow { Counter = same.Key, Step = "tally" });
            row.Left += same.Count();
        }
    }
}

/// <summary>A store with counters and followers that go fast.</summary>
internal sealed class FollowingWorld(Database store) : IAsyncDisposable
{
    private readonly List<Followers> running = [];
    private readonly Streams<Counter, CounterEvent> counters = new(store.Journal, Counters.Kind);

    public static FollowingPace Fast { get; } = new()
    {
        Poll = TimeSpan.FromMilliseconds(20), Breath = TimeSpan.FromMilliseconds(1), Patience = TimeSpan.FromMilliseconds(1),
        Parking = TimeSpan.FromMilliseconds(20),
    };

    public Database Store => store;
    public RememberedLog Log { get; } = new();

    public static async Task<FollowingWorld> OpenAsync(string kind = "sqlite")
    {
        SentQueries.Listen();
        return new(await Stores.OpenAsync(kind));
    }

    /// <summary>How many queries of some text EF Core has sent to this store, which is on SQLite, from now on.</summary>
    public Func<int> Queries(Func<string, bool> isCounted)
    {
        using var db = store.Rows.Open();
        return SentQueries.Count(db.Database.GetDbConnection().DataSource, isCounted);
    }

    /// <summary>Begins a counter, or counts on.</summary>
    public async Task CountAsync(Guid id, IdempotencyKey? key = null)
    {
        var done = await counters.ActAsync(id, Counters.Act(), null, key, counter =>
            counter is null ? Counters.Begin(id.ToString())(null) : Counters.Count(1)(counter));
        done.Refusal.OrWait();
    }

    public async Task<Counter> LoadAsync(Guid id) => (await counters.LoadAsync(id)).State!;

    public Task<Followers> StartAsync(params Follower[] all) => StartAsync(Fast, all);

    public async Task<Followers> StartAsync(FollowingPace pace, params Follower[] all)
    {
        var followers = new Followers(store.Journal, store.Rows, all, Log, pace);
        running.Add(followers);
        await followers.StartAsync(default);
        return followers;
    }

    public static async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await isSo())
        {
            Assert.False(patience.IsCancellationRequested, what);
            await Task.Delay(5);
        }
    }

    public static Task UntilAsync(Func<bool> isSo, string what) => UntilAsync(() => Task.FromResult(isSo()), what);

    public async Task<IReadOnlyList<ParkedEvent>> ParkedAsync() => await ParkedEvent.ReadAsync(store.Rows);

    public async Task<long> KeptAsync(string follower)
    {
        await using var db = store.Rows.Open();
        return await db.Set<CheckpointRow>().Where(row => row.Follower == follower).Select(row => row.Position).SingleOrDefaultAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var each in running)
        {
            await each.StopAsync(default);
            each.Dispose();
        }
        await store.DisposeAsync();
    }
}

/// <summary>Keeps what was logged.</summary>
internal sealed class RememberedLog : ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> all = new();

    public IEnumerable<string> Errors => all.Where(each => each.Level >= LogLevel.Error).Select(each => each.Text);

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => NullLogger.Instance.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        all.Enqueue((logLevel, formatter(state, exception)));
}

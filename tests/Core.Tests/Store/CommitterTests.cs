using Microsoft.Data.Sqlite;
using Yitong.Kernel;
using Yitong.Store;
using Yitong.Testing;

namespace Yitong.Core.Tests.Store;

/// <summary>What waiting acts get while somebody else holds the database.</summary>
public sealed class CommitterTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("yitong-committer-");
    private Database store = null!;
    private SqliteConnection other = null!;

    public async ValueTask InitializeAsync()
    {
        var path = Path.Combine(folder.FullName, "a.db");
        store = await Stores.OpenAsync(new StoreOptions { Connection = "sqlite:" + path, QueueLimit = 2 });
        other = new SqliteConnection($"Data Source={path};Pooling=false");
        await other.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        await other.DisposeAsync();
        folder.Delete(true);
    }

    private Task<CommitResult> Begin(Guid id, CancellationToken cancellation = default) =>
        store.Journal.CommitAsync(new(id, 0, Counters.Act(), [new("n", "{}")], []), cancellation);

    [Fact]
    public async Task When_too_many_wait_the_next_are_told_at_once_and_those_who_wait_are_served()
    {
        var held = other.BeginTransaction();
        // The writer takes what it finds until it stands before the lock; from then on the queue of two is all there is.
        var acts = new List<Task<CommitResult>> { Begin(Guid.CreateVersion7()) };
        while (!acts[^1].IsCompleted) acts.Add(Begin(Guid.CreateVersion7()));
        Assert.Same(Busy.Now, await acts[^1]);
        Assert.InRange(store.Journal.Waiting, 0, 2);
        await held.RollbackAsync();
        var results = await Task.WhenAll(acts);
        var turnedAway = results.Count(result => result is Busy);
        Assert.Equal(acts.Count - turnedAway, results.OfType<Committed>().Count());
        Assert.Equal(acts.Count - turnedAway, await store.Journal.ReadHeadAsync());
    }

    [Fact]
    public async Task An_act_given_up_while_it_waits_does_not_happen()
    {
        var hasGivenUp = false;
        // The writer may take the second act together with the first; then it was too late to give it up, and we try again.
        for (var attempt = 0; attempt < 100 && !hasGivenUp; attempt++)
        {
            using var giveUp = new CancellationTokenSource();
            var id = Guid.CreateVersion7();
            var held = other.BeginTransaction();
            var first = Begin(Guid.CreateVersion7());
            while (store.Journal.Waiting > 0)
                await Task.Yield();
            var second = Begin(id, giveUp.Token);
            await giveUp.CancelAsync();
            await held.RollbackAsync();
            Assert.IsType<Committed>(await first);
            await Task.WhenAny(second);
            hasGivenUp = second.IsCanceled;
            Assert.Equal(hasGivenUp ? 0 : 1, await store.Journal.ReadVersionAsync(id));
        }
        Assert.True(hasGivenUp);
    }

    [Fact]
    public async Task Closing_serves_those_who_wait_and_turns_away_who_comes_later()
    {
        var held = other.BeginTransaction();
        var waiting = Begin(Guid.CreateVersion7());
        var closing = Task.Run(async () => await store.DisposeAsync());
        await held.RollbackAsync();
        await closing;
        Assert.IsType<Committed>(await waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Begin(Guid.CreateVersion7()));
    }
}

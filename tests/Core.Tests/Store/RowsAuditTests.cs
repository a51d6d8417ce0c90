using Microsoft.EntityFrameworkCore;
using Yitong.Store;
using Yitong.Testing;

namespace Yitong.Core.Tests.Store;

/// <summary>Whoever writes into derived tables past the journal is found, while others work.</summary>
public sealed class RowsAuditTests
{
    private static RowsAudit Of(Database store) => new(store, [new CounterTables()], [Counters.Kind], []);

    private static async Task CountAsync(Database store, int from, int counters)
    {
        var streams = new Streams<Counter, CounterEvent>(store.Journal, Counters.Kind);
        for (var i = from; i < from + counters; i++)
        {
            var id = new Guid(i, 0, 0, new byte[8]);
            await streams.ActAsync(id, Counters.Act(), null, null, Counters.Begin($"n{i}"));
            await streams.ActAsync(id, Counters.Act(), null, null, Counters.Count(i));
            if (i % 3 == 0) await streams.ActAsync(id, Counters.Act(), null, null, Counters.Close);
        }
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Names_every_row_that_was_changed_added_or_removed_past_the_journal(string kind)
    {
        await using var store = await Stores.OpenAsync(kind);
        await CountAsync(store, 1, 40);
        var sound = await Of(store).RunAsync();
        Assert.Empty(sound.Faults);
        Assert.Equal(await store.Journal.ReadHeadAsync(), sound.Events);
        await using (var db = store.Rows.Open())
        {
            Assert.Equal(sound.Rows, await db.Set<CounterRow>().CountAsync() + await db.Set<StepRow>().CountAsync());
            await db.Set<CounterRow>().Where(row => row.Name == "n7").ExecuteUpdateAsync(set => set.SetProperty(row => row.Total, 1));
            await db.Set<CounterRow>().Where(row => row.Name == "n8").ExecuteDeleteAsync();
            db.Add(new StepRow { Counter = new Guid(99, 0, 0, new byte[8]), Step = "count" });
            await db.SaveChangesAsync();
        }
        Assert.Equal(
        [
            $"counters: the row {new Guid(7, 0, 0, new byte[8])} is not what the journal says.",
            $"counters: the row {new Guid(8, 0, 0, new byte[8])} is missing.",
            $"counter_steps: the row {new Guid(99, 0, 0, new byte[8])} count should not be there.",
        ], (await Of(store).RunAsync()).Faults);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Finds_nothing_amiss_with_what_is_written_meanwhile_and_holds_up_nobody(string kind)
    {
        await using var store = await Stores.OpenAsync(kind);
        await CountAsync(store, 1, 20);
        using var stop = new CancellationTokenSource();
        var before = await store.Journal.ReadHeadAsync();
        var writing = Task.Run(async () =>
        {
            for (var next = 21; !stop.IsCancellationRequested; next += 5) await CountAsync(store, next, 5);
        });
        for (var i = 0; i < 5; i++)
        {
            var report = await Of(store).RunAsync();
            Assert.Empty(report.Faults);
            Assert.InRange(report.Rows, 20, long.MaxValue);
        }
        await stop.CancelAsync();
        await writing;
        Assert.True(await store.Journal.ReadHeadAsync() > before, "Nothing was written meanwhile.");
    }

    [Fact]
    public async Task Holds_append_only_rows_to_their_seals()
    {
        await using var store = await Stores.OpenAsync("sqlite");
        var streams = new Streams<Counter, CounterEvent>(store.Journal, Counters.Kind);
        var id = new Guid(1, 0, 0, new byte[8]);
        var rows = Counters.Readings(id, 1, 1, 0, 30);
        await streams.ActAsync(id, Counters.Act(), 0, null, _ => new CounterEvent[] { new CounterBegun("n", default), new ReadingsTaken(rows.Seal) }, rows);
        Assert.Empty((await Of(store).RunAsync()).Faults);
        await using (var db = store.Rows.Open())
            await db.Set<ReadingRow>().Where(row => row.Meter == "m0000007").ExecuteUpdateAsync(set => set.SetProperty(row => row.Fen, 1_000_000));
        Assert.Equal($"readings: chunk 1 of {id} is not what its event sealed.", Assert.Single((await Of(store).RunAsync()).Faults));
    }
}

using CsCheck;
using Microsoft.EntityFrameworkCore;
using Yitong.Kernel;
using Yitong.Store;
using Yitong.Testing;

namespace Yitong.Core.Tests.Store;

public sealed class ReplayTests
{
    private static readonly Gen<(int Stream, int Do)[]> SomeActs =
        Gen.Select(Gen.Int[0, 7], Gen.Int[0, 9]).Array[0, 60];

    private static async Task<Database> WithActsAsync(string kind, (int Stream, int Do)[] acts)
    {
        var store = await Stores.OpenAsync(kind);
        var counters = new Streams<Counter, CounterEvent>(store.Journal, Counters.Kind);
        foreach (var (stream, what) in acts)
        {
            var id = new Guid(stream, 0, 0, new byte[8]);
            var decide = what switch { 0 => Counters.Begin($"n{stream}"), 9 => Counters.Close, _ => Counters.Count(what) };
            await counters.ActAsync(id, Counters.Act(), null, null, decide);
        }
        return store;
    }

    [Fact]
    public async Task Rebuilds_the_same_rows_and_both_databases_hold_the_same()
    {
        await SomeActs.SampleAsync(async acts =>
        {
            await using var sqlite = await WithActsAsync("sqlite", acts);
            await using var postgres = await WithActsAsync("postgres", acts);
            Assert.Empty((await Replay.VerifyAsync(sqlite, [new CounterTables()], [Counters.Kind])).Differences);
            Assert.Empty((await Replay.VerifyAsync(postgres, [new CounterTables()], [Counters.Kind])).Differences);
            Assert.Empty((await Replay.CompareAsync(sqlite, postgres, Counters.Kind.RowTypes)).Differences);
        }, iter: 8, threads: 1);
    }

    [Fact]
    public async Task Finds_a_row_that_was_changed_added_or_removed_behind_the_journals_back()
    {
        await using var store = await WithActsAsync("sqlite", [(1, 0), (2, 0), (2, 9), (3, 0), (3, 1)]);
        await using (var db = store.Rows.Open())
        {
            await db.Set<CounterRow>().Where(row => row.Name == "n1").ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Total, 1));
            await db.Set<CounterRow>().Where(row => row.Name == "n2").ExecuteDeleteAsync();
            db.Add(new StepRow { Counter = Guid.NewGuid(), Step = "count" });
            await db.SaveChangesAsync();
        }
        var report = await Replay.VerifyAsync(store, [new CounterTables()], [Counters.Kind]);
        Assert.Equal((6, 3), (report.Events, report.Differences.Count));
        Assert.False(report.IsSound);
    }

    [Fact]
    public async Task Finds_an_event_that_was_removed()
    {
        await using var store = await WithActsAsync("sqlite", [(1, 0), (1, 1), (1, 2)]);
        await using (var db = store.Rows.Open())
            await db.Database.ExecuteSqlAsync($"delete from journal where position = 2");
        var report = await Replay.VerifyAsync(store, [new CounterTables()], [Counters.Kind]);
        Assert.Contains("journal: position 3 follows 1.", report.Differences);
    }
}

using Microsoft.EntityFrameworkCore;
using Yitong.Store;
using Yitong.Testing;

namespace Yitong.Core.Tests.Store;

public sealed class RebuildTests : IDisposable
{
    private static readonly IReadOnlyList<Type> Derived = [typeof(CounterRow), typeof(StepRow)];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("yitong-rebuild-");

    public void Dispose() => folder.Delete(true);

    /// <summary>The tables of the counters by a release that wants one more index.</summary>
    private sealed class WithAnIndex : IRowModel
    {
        public string Name => nameof(CounterTables);

        public void Configure(ModelBuilder model)
        {
            new CounterTables().Configure(model);
            model.Entity<CounterRow>().HasIndex(row => row.Total);
        }
    }

    /// <summary>By a release whose rows say something else in the same columns.</summary>
    private sealed class WithAnEdition : IRowModel
    {
        public string Name => nameof(CounterTables);

        public void Configure(ModelBuilder model)
        {
            new CounterTables().Configure(model);
            model.Entity<StepRow>().HasEdition(2);
        }
    }

    private async Task<StoreOptions> StoryAsync(string kind)
    {
        var options = new StoreOptions
        {
            Connection = kind == "sqlite" ? $"sqlite:{folder.FullName}/a.db"
                : await (await PrivatePostgres.Shared).NewDatabaseAsync(),
        };
        await using var store = await Stores.OpenAsync(options);
        var counters = new Streams<Counter, CounterEvent>(store.Journal, Counters.Kind);
        await Task.WhenAll(Enumerable.Range(0, 300).Select(async i =>
        {
            var id = new Guid(i, 0, 0, new byte[8]);
            await counters.ActAsync(id, Counters.Act(), 0, null, Counters.Begin($"n{i}"));
            for (var more = 0; more < i % 4; more++) await counters.ActAsync(id, Counters.Act(), null, null, Counters.Count(1));
            if (i % 5 == 0) await counters.ActAsync(id, Counters.Act(), null, null, Counters.Close);
            if (i % 50 == 1) await counters.EraseAsync(id, Counters.Act());
        }));
        await new Tallying().CatchUpAsync(store, 0);
        return options;
    }

    private static Task<RebuildReport> RunAsync(
        StoreOptions options, RebuildWish wish, IRowModel? model = null, Action<RebuildProgress>? progress = null) =>
        Rebuild.RunAsync(options, [model ?? new CounterTables()], [Counters.Kind], [new Tallying()], wish, progress);

    /// <summary>Every row of the derived tables, as text.</summary>
    private static async Task<string> RowsAsync(StoreOptions options, IRowModel? model = null)
    {
        await using var store = await Database.OpenAsync(options, [model ?? new CounterTables()]);
        return string.Join('\n', (await Replay.TextsAsync(store.Rows, Derived)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Leaves_the_same_rows_that_were_there(string kind)
    {
        var options = await StoryAsync(kind);
        var before = await RowsAsync(options);
        var report = await RunAsync(options, new() { IsAll = true });
        Assert.Equal(["counter_steps", "counters"], report.Tables);
        Assert.Equal((0, 0), (report.Parked, report.Faults.Count));
        Assert.Equal(before, await RowsAsync(options));
        Assert.Empty((await RunAsync(options, new())).Tables);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_change_of_a_derived_table_needs_it_and_nothing_else(string kind)
    {
        var options = await StoryAsync(kind);
        var before = await RowsAsync(options);
        var refused = await Assert.ThrowsAsync<RebuildNeededException>(() => Database.OpenAsync(options, [new WithAnIndex()]));
        Assert.Equal(["counters"], refused.Tables);
        Assert.Equal(["counters"], (await RunAsync(options, new(), new WithAnIndex())).Tables);
        Assert.Equal(before, await RowsAsync(options, new WithAnIndex()));
        Assert.Equal(["counter_steps"], (await Assert.ThrowsAsync<RebuildNeededException>(() =>
            RowsAsync(options, new WithAnEdition()))).Tables.Except(["counters"]));
    }

    [Fact]
    public async Task A_journal_without_events_needs_none()
    {
        var options = new StoreOptions { Connection = $"sqlite:{folder.FullName}/empty.db" };
        await using (var _ = await Stores.OpenAsync(options)) { }
        await using var again = await Database.OpenAsync(options, [new WithAnIndex()]);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Goes_on_however_often_it_is_stopped_and_no_server_starts_between(string kind)
    {
        var options = await StoryAsync(kind);
        var before = await RowsAsync(options);
        var (wish, starts, furthest) = (new RebuildWish { Tables = ["counters"], RowsAtOnce = 60 }, 0, 0L);
        while (await Record.ExceptionAsync(() => RunAsync(options, wish, progress: Stop)) is { } stopped)
        {
            Assert.IsType<TimeZoneNotFoundException>(stopped);
            var refused = await Assert.ThrowsAsync<RebuildNeededException>(() => RowsAsync(options));
            Assert.Equal(["counters"], refused.Tables);
            (wish, starts) = (wish with { Tables = [] }, starts + 1);
        }
        Assert.InRange(starts, 5, 30);
        Assert.Equal(before, await RowsAsync(options));

        // Each start comes one transaction further and is then stopped.
        void Stop(RebuildProgress at)
        {
            Assert.True(at.Position >= furthest);
            if (at.Position == furthest) return;
            furthest = at.Position;
            throw new TimeZoneNotFoundException();
        }
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Is_refused_while_a_server_uses_the_store_and_refuses_servers_while_it_runs(string kind)
    {
        var options = await StoryAsync(kind);
        await using (await Stores.OpenAsync(options))
            await Assert.ThrowsAsync<StoreInUseException>(() => RunAsync(options, new() { IsAll = true }));
        var refused = new TaskCompletionSource<Exception?>();
        await RunAsync(options, new() { IsAll = true }, progress: _ => refused.TrySetResult(
            Record.Exception(() => Stores.OpenAsync(options).GetAwaiter().GetResult())));
        Assert.IsAssignableFrom<StoreClosedException>(await refused.Task);
        await using var served = await Stores.OpenAsync(options);
    }

    [Fact]
    public async Task Finds_what_is_wrong_with_append_only_tables_and_leaves_them_alone()
    {
        var options = await StoryAsync("sqlite");
        await using (var store = await Stores.OpenAsync(options))
        {
            var id = Guid.CreateVersion7();
            var readings = Counters.Readings(id, 1, 11, 0, 50);
            await new Streams<Counter, CounterEvent>(store.Journal, Counters.Kind).ActAsync(
                id, Counters.Act(), 0, null, _ => (CounterEvent[])[new CounterBegun("r", default), new ReadingsTaken(readings.Seal)], readings);
        }
        Assert.Empty((await RunAsync(options, new() { Tables = ["readings"] })).Faults);
        await using (var store = await Stores.OpenAsync(options))
        await using (var db = store.Rows.Open())
            await db.Set<ReadingRow>().Where(row => row.Line == 3).ExecuteUpdateAsync(set => set.SetProperty(row => row.Fen, 9L));
        Assert.Contains("not what its event sealed", Assert.Single((await RunAsync(options, new() { IsAll = true })).Faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_which_tables_there_are()
    {
        var options = await StoryAsync("sqlite");
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(options, new() { Tables = ["journal"] }));
        Assert.Contains("counter_steps, counters", refused.Message, StringComparison.Ordinal);
    }
}

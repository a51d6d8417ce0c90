using Microsoft.EntityFrameworkCore;
using Yitong.Kernel;
using Yitong.Store;
using Yitong.Testing;

namespace Yitong.Core.Tests.Store;

/// <summary>Rows that go in bulk with the event that seals them. Each runs on both databases.</summary>
public abstract class SealedRowsTests(string kind) : IAsyncLifetime
{
    private readonly Guid meters = new(1, 0, 0, new byte[8]);
    private Database store = null!;
    private Streams<Counter, CounterEvent> counters = null!;

    public async ValueTask InitializeAsync()
    {
        store = await Stores.OpenAsync(kind);
        counters = new(store.Journal, Counters.Kind);
        await counters.ActAsync(meters, Counters.Act(), 0, null, Counters.Begin("meters"));
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return store.DisposeAsync();
    }

    private Task<Outcome<Done<Counter>>> TakeAsync(int version, BulkRows rows) => counters.ActAsync(
        meters, Counters.Act(), version, null, _ => new CounterEvent[] { new ReadingsTaken(rows.Seal) }, rows);

    private async Task<(int Count, long Sum)> StandAsync()
    {
        await using var db = store.Rows.Open();
        return (await db.Set<ReadingRow>().CountAsync(), await db.Set<ReadingRow>().SumAsync(row => row.Fen));
    }

    private async Task<IReadOnlyList<string>> FaultsAsync() =>
        (await Replay.VerifyAsync(store, [new CounterTables()], [Counters.Kind])).Differences;

    [Theory]
    [InlineData(1)]
    [InlineData(499)]
    [InlineData(500)]
    [InlineData(3_000)]
    public async Task Stand_with_their_event_and_a_replay_holds_them_to_its_seal(int count)
    {
        var rows = Counters.Readings(meters, 1, 11, 1, count);
        Assert.Equal(2, (await TakeAsync(1, rows)).Value.Version);
        Assert.Equal((count, rows.Seal.Sum), await StandAsync());
        Assert.Equal((1, count, count * (count + 1L) / 2), (rows.Seal.Chunk, rows.Seal.Count, rows.Seal.Sum));
        Assert.Empty(await FaultsAsync());
        await using var db = store.Rows.Open();
        var first = await db.Set<ReadingRow>().OrderBy(row => row.Line).FirstAsync();
        Assert.Equal((meters, 1, 1, "m0000001"), (first.Stream, first.Chunk, first.Line, first.Meter));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(2_000)]
    public async Task A_key_that_stands_already_refuses_the_whole_act_and_leaves_its_neighbours_alone(int count)
    {
        await TakeAsync(1, Counters.Readings(meters, 1, 11, count, 1));
        var doubled = TakeAsync(2, Counters.Readings(meters, 2, 11, 1, count));
        var neighbour = counters.ActAsync(Guid.CreateVersion7(), Counters.Act(), 0, null, Counters.Begin("n"));
        Assert.Equal("store.rows-taken", (await doubled).Refusal?.Code);
        Assert.True((await neighbour).IsGranted);
        Assert.Equal((1, (long)count), await StandAsync());
        Assert.Equal(2, await store.Journal.ReadVersionAsync(meters));
        Assert.True((await TakeAsync(2, Counters.Readings(meters, 2, 12, 1, count))).IsGranted);
        Assert.Empty(await FaultsAsync());
    }

    [Fact]
    public async Task Of_two_acts_in_one_batch_that_claim_the_same_key_one_wins()
    {
        var ids = Enumerable.Range(10, 40).Select(i => new Guid(i, 0, 0, new byte[8])).ToList();
        var all = await Task.WhenAll(ids.Select((id, i) =>
        {
            var rows = Counters.Readings(id, 1, 11, i / 2, 1);
            return store.Journal.CommitAsync(new(id, 0, Counters.Act(), [new("n", "{}")], []) { Bulk = rows });
        }));
        Assert.Equal((20, 20), (all.Count(each => each is Committed), all.Count(each => each is RowsTaken)));
        Assert.Equal((20, 190L), await StandAsync());
    }

    [Fact]
    public async Task A_stale_act_writes_none_of_them()
    {
        Assert.Equal("store.stale", (await TakeAsync(7, Counters.Readings(meters, 1, 11, 1, 2_000))).Refusal?.Code);
        Assert.Equal((0, 0L), await StandAsync());
    }

    [Fact]
    public async Task A_row_changed_added_or_taken_away_behind_the_journals_back_is_found()
    {
        for (var chunk = 1; chunk <= 4; chunk++)
            await TakeAsync(chunk, Counters.Readings(meters, chunk, chunk, 1, 100));
        await using var db = store.Rows.Open();
        await db.Set<ReadingRow>().Where(row => row.Month == 1 && row.Line == 7)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Fen, 8));
        await db.Set<ReadingRow>().Where(row => row.Month == 2 && row.Line == 7).ExecuteDeleteAsync();
        await db.Set<ReadingRow>().Where(row => row.Month == 3).ExecuteDeleteAsync();
        db.Add(new ReadingRow { Stream = meters, Chunk = 5, Line = 1, Meter = "stray" });
        await db.SaveChangesAsync();
        Assert.Equal(
            [
                $"readings: chunk 1 of {meters} is not what its event sealed.",
                $"readings: chunk 2 of {meters} is not what its event sealed.",
                $"readings: chunk 3 of {meters} is missing.",
                $"readings: no event seals chunk 5 of {meters}.",
            ], (await FaultsAsync()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Are_refused_as_ordinary_rows()
    {
        var row = RowChange.Upsert(new ReadingRow { Meter = "m", Month = 1 });
        var refused = await Assert.ThrowsAsync<RowsRefusedException>(
            () => store.Journal.CommitAsync(new(Guid.CreateVersion7(), 0, Counters.Act(), [new("n", "{}")], [row])));
        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
    }
}

public sealed class SealedRowsSqliteTests() : SealedRowsTests("sqlite");

public sealed class SealedRowsPostgresTests() : SealedRowsTests("postgres");

public sealed class RowsSealTests
{
    [Fact]
    public void Depends_on_every_value_and_on_the_order()
    {
        static string Hash(params (string Meter, long Fen, string? Remark)[] rows) => BulkRows.Of(
            Guid.Empty, 1, [.. rows.Select(row => new ReadingRow { Meter = row.Meter, Fen = row.Fen, Remark = row.Remark })],
            row => row.Fen).Seal.Hash;
        string[] hashes =
        [
            Hash(("a", 1, null)), Hash(("a", 2, null)), Hash(("b", 1, null)), Hash(("a", 1, "")), Hash(("a", 1, "x")),
            Hash(("a", 1, null), ("b", 1, null)), Hash(("b", 1, null), ("a", 1, null)),
        ];
        Assert.Equal(hashes.Length, hashes.Distinct().Count());
        Assert.Equal(hashes[0], Hash(("a", 1, null)));
    }

    [Fact]
    public void Has_a_sum_that_does_not_wrap()
    {
        ReadingRow[] rows = [new() { Fen = long.MaxValue }, new() { Fen = 1 }];
        Assert.Throws<OverflowException>(() => BulkRows.Of(Guid.Empty, 1, rows, row => row.Fen));
    }
}

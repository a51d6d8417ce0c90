using Microsoft.EntityFrameworkCore;
using Yitong.Kernel;
using Yitong.Store;
using Yitong.Testing;

namespace Yitong.Core.Tests.Store;

/// <summary>A row as one line of code, with a column of every kind.</summary>
public sealed record LineRow(
    Guid Id, string Name, int Total, long FeeFen, bool IsClosed, DateTimeOffset Since, DateOnly? Day, double? Share,
    ActorRole Role, ActorRole? LastRole, string? Remark, Guid? Parent, byte[]? Digest);

/// <summary>Rows that are positional records are written, read and replayed like those that are classes.</summary>
public sealed class RecordRowsTests
{
    private sealed class Lines : IRowModel
    {
        public void Configure(ModelBuilder model) => model.Entity<LineRow>().ToTable("lines").HasIndex(row => row.Name);
    }

    private static readonly StreamKind<Counter, CounterEvent> Kind = new(
        Counters.Kind.Fold,
        (_, after) => [after.IsClosed ? RowChange.Delete(RowOf(after)) : RowChange.Upsert(RowOf(after))], [typeof(LineRow)]);

    private static LineRow RowOf(Counter after) => new(
        after.Id, after.Name, after.Total, after.Total * 100L, after.IsClosed, after.Since,
        after.Total > 1 ? DateOnly.FromDateTime(after.Since.UtcDateTime) : null, after.Total == 0 ? null : 1.0 / after.Total,
        ActorRole.Clerk, after.Total > 1 ? ActorRole.Official : null, after.Total > 2 ? "已办 ✓" : null,
        after.Total > 3 ? after.Id : null, after.Total > 1 ? [1, 0, 255] : null);

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Are_written_read_and_replayed(string kind)
    {
        var connection = kind == "sqlite" ? "sqlite::memory:" : await (await PrivatePostgres.Shared).NewDatabaseAsync();
        await using var store = await Database.OpenAsync(new() { Connection = connection }, [new Lines()]);
        var counters = new Streams<Counter, CounterEvent>(store.Journal, Kind);
        for (var i = 0; i < 6; i++)
        {
            var id = new Guid(i, 0, 0, new byte[8]);
            await counters.ActAsync(id, Counters.Act(), 0, null, Counters.Begin("n"));
            for (var more = 0; more < i; more++) await counters.ActAsync(id, Counters.Act(), null, null, Counters.Count(1));
        }
        await counters.ActAsync(Guid.Empty, Counters.Act(), null, null, Counters.Close);
        await using var db = store.Rows.Open();
        var read = await db.Set<LineRow>().OrderBy(row => row.Total).ToListAsync();
        Assert.Equal([1, 2, 3, 4, 5], read.Select(row => row.Total));
        Assert.Equivalent(RowOf((await counters.LoadAsync(read[4].Id)).State!) with { Since = DateTimeOffset.UnixEpoch }, read[4]);
        Assert.Empty((await Replay.VerifyAsync(store, [new Lines()], [Kind])).Differences);
        // By compiled code, too.
        var newest = new NewestRows<LineRow>(store.Rows, nameof(LineRow.Name), [nameof(LineRow.Id)], row => row.Name, 3);
        Assert.Equal(read.OrderByDescending(row => row.Id).Take(3).Select(row => row.Id), (await newest.ReadAsync("n")).Select(row => row.Id));
        Assert.Equivalent(read[4], (await newest.ReadAsync("n"))[0]);
    }
}

using Microsoft.EntityFrameworkCore;
using Yitong.Kernel;
using Yitong.Store;
using Yitong.Testing;
using Yitong.ThemeLibrary;

namespace Yitong.Programmes.Tests.ThemeLibrary;

public sealed class ShelfTests
{
    private const int Archived = 25_123;
    private static readonly IReadOnlyList<IRowModel> Tables = [new LibraryTables()];
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private static Act Doing(string name) => Act.Of(Noon, Actor.Engine, name);

    private static async Task<Database> OpenAsync(string kind) => await Database.OpenAsync(new()
    {
        Connection = kind == "sqlite" ? "sqlite::memory:" : await (await PrivatePostgres.Shared).NewDatabaseAsync(),
    }, Tables);

    // Several records of a holder share an instant, so that the order has to fall back on the id.
    private static SubjectRecord Record(int number) => new(
        $"H{number % 1_000:0000}", Noon.AddDays(-(number / 3_000)), new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]),
        (RecordKind)(number % 7 % 4), $"M{number % 90:000}", $"T{number}", "scjg", "Valid");

    private static IEnumerable<SubjectRecord> From(long number) =>
        Enumerable.Range((int)number, Archived - (int)number).Select(Record);

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Pages_hold_each_record_of_a_holder_once_and_the_newest_first(string kind)
    {
        await using var store = await OpenAsync(kind);
        await new ArchiveDesk(store.Journal).TakeAsync(Doing, "before", From);
        var made = Enumerable.Range(0, 60).Select(number => Record(number * 1_000 + 7) with
        {
            Id = new(number, 1, 0, [0, 0, 0, 0, 0, 0, 0, 2]), At = Noon.AddMinutes(number / 2),
        }).ToList();
        await store.Journal.CommitAsync(new(
            Guid.NewGuid(), 0, Doing("test"), [new("test.made", "{}")], [.. made.Select(record => record.Upsert())]));
        var shelf = new Shelf(store.Rows);
        foreach (var wanted in new RecordKind?[] { null, RecordKind.Certificate })
        {
            var all = From(0).Concat(made).Where(record => record.Holder == "H0007" && (wanted is null || record.Kind == wanted))
                .OrderByDescending(record => record.At).ThenByDescending(record => record.Id.ToString("n")).ToList();
            var read = new List<SubjectRecord>();
            for (string? after = null; ;)
            {
                var page = await shelf.ReadAsync("H0007", wanted, after);
                read.AddRange(page.Records);
                if ((after = page.Next) is null) break;
                Assert.Equal(Shelf.PageLength, page.Records.Count);
            }
            Assert.Equal(all, read);
        }
        Assert.Empty((await shelf.ReadAsync("nobody")).Records);
        Assert.Equal((await shelf.ReadAsync("H0007")).Records, (await shelf.ReadAsync("H0007", null, "no.place")).Records);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Many_who_ask_at_once_get_each_their_own(string kind)
    {
        await using var store = await OpenAsync(kind);
        await new ArchiveDesk(store.Journal).TakeAsync(Doing, "before", From);
        var shelf = new Shelf(store.Rows);
        var pages = await Task.WhenAll(Enumerable.Range(0, 1_500).Select(async number =>
            (Holder: $"H{number % 1_100:0000}", Page: await shelf.ReadAsync($"H{number % 1_100:0000}"))));
        Assert.All(pages, each => Assert.All(each.Page.Records, record => Assert.Equal(each.Holder, record.Holder)));
        Assert.All(pages, each => Assert.Equal(string.CompareOrdinal(each.Holder, "H1000") < 0 ? Shelf.PageLength : 0,
            each.Page.Records.Count));
    }

    [Fact]
    public async Task Taking_over_goes_on_where_it_stopped_and_a_changed_record_breaks_its_seal()
    {
        await using var store = await OpenAsync("sqlite");
        using var stopping = new CancellationTokenSource();
        await Assert.ThrowsAsync<OperationCanceledException>(() => new ArchiveDesk(store.Journal)
            .TakeAsync(Doing, "before", From, _ => stopping.Cancel(), stopping.Token));
        var desk = new ArchiveDesk(store.Journal);
        Assert.Equal(ArchiveDesk.ChunkRecords, (await desk.FindAsync())!.Count);
        Assert.Equal("archive.other-source", (await desk.TakeAsync(Doing, "another", From)).Refusal?.Code);
        Assert.Equal(Archived, (await desk.TakeAsync(Doing, "before", From)).Value.Count);
        Assert.True((await Replay.VerifyAsync(store, Tables, [ArchiveHistory.Kind])).IsSound);
        await using var db = store.Rows.Open();
        await db.Set<ArchivedRow>().Where(row => row.Title == "T21000")
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, "Revoked"));
        Assert.Contains("chunk 2", Assert.Single((await Replay.VerifyAsync(store, Tables, [ArchiveHistory.Kind])).Differences));
    }

    [Fact]
    public async Task A_record_that_is_there_already_is_not_taken_over_twice()
    {
        await using var store = await OpenAsync("sqlite");
        var refused = await new ArchiveDesk(store.Journal).TakeAsync(Doing, "before", _ => [Record(1), Record(1)]);
        Assert.Equal("store.rows-taken", refused.Refusal?.Code);
        var shelf = new Shelf(store.Rows);
        Assert.Empty((await shelf.ReadAsync(Record(1).Holder)).Records);
    }
}

using Microsoft.EntityFrameworkCore;
using Yitong.Store;
using Yitong.Testing;

namespace Yitong.Core.Tests.Store;

/// <summary>A kept table over two releases.</summary>
public sealed class KeptTablesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("yitong-kept-");

    public void Dispose() => folder.Delete(true);

    private sealed class NoteRow
    {
        public int Id { get; set; }
        public string Text { get; set; } = "";
    }

    private sealed class NoteRowOfTwo
    {
        public int Id { get; set; }
        public string Text { get; set; } = "";
        public string Author { get; set; } = "";
    }

    private sealed class First : IRowModel
    {
        public string Name => "notes";

        public void Configure(ModelBuilder model) =>
            model.Entity<NoteRow>().IsKept("for a test").ToTable("notes").HasKey(row => row.Id);
    }

    private sealed class Second : IRowModel
    {
        private const string Add = "alter table notes add column author text not null default 'nobody'";

        public string Name => "notes";

        public IReadOnlyList<KeptStep> Steps => [new(1, Add, Add + " collate \"C\"")];

        public void Configure(ModelBuilder model) =>
            model.Entity<NoteRowOfTwo>().IsKept("for a test").ToTable("notes").HasKey(row => row.Id);
    }

    private sealed class Forgotten : IRowModel
    {
        public string Name => "notes";

        public void Configure(ModelBuilder model) =>
            model.Entity<NoteRowOfTwo>().IsKept("for a test").ToTable("notes").HasKey(row => row.Id);
    }

    private async Task<StoreOptions> OptionsAsync(string kind) => new()
    {
        Connection = kind == "sqlite" ? $"sqlite:{folder.FullName}/a.db" : await (await PrivatePostgres.Shared).NewDatabaseAsync(),
    };

    private static async Task WithANoteAsync(StoreOptions options)
    {
        await using var store = await Database.OpenAsync(options, [new First()]);
        await store.Journal.CommitAsync(new(Guid.NewGuid(), 0, Counters.Act(), [new("n", "{}")], []));
        await using var db = store.Rows.Open();
        db.Add(new NoteRow { Id = 7, Text = "kept" });
        await db.SaveChangesAsync();
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Take_their_steps_once_and_keep_their_rows(string kind)
    {
        var options = await OptionsAsync(kind);
        await WithANoteAsync(options);
        for (var start = 0; start < 2; start++)
        {
            await using var store = await Database.OpenAsync(options, [new Second()]);
            await using var db = store.Rows.Open();
            var note = Assert.Single(await db.Set<NoteRowOfTwo>().ToListAsync());
            Assert.Equal((7, "kept", "nobody"), (note.Id, note.Text, note.Author));
        }
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_new_database_has_them_as_they_are_now_and_takes_no_step(string kind)
    {
        var options = await OptionsAsync(kind);
        for (var start = 0; start < 2; start++)
        {
            await using var store = await Database.OpenAsync(options, [new Second()]);
            await store.Journal.CommitAsync(new(Guid.NewGuid(), 0, Counters.Act(), [new("n", "{}")], []));
        }
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task An_older_release_refuses_what_a_newer_one_has_changed(string kind)
    {
        var options = await OptionsAsync(kind);
        await using (var _ = await Database.OpenAsync(options, [new Second()])) { }
        var refused = await Assert.ThrowsAsync<SchemaTooNewException>(() => Database.OpenAsync(options, [new First()]));
        Assert.Contains("notes 1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Four_nodes_that_start_at_once_take_a_step_once()
    {
        var options = await OptionsAsync("postgres");
        await WithANoteAsync(options);
        var nodes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Database.OpenAsync(options, [new Second()])));
        foreach (var node in nodes) await node.DisposeAsync();
    }

    [Fact]
    public async Task A_change_without_a_step_is_refused_by_the_name_of_its_column()
    {
        var options = await OptionsAsync("sqlite");
        await WithANoteAsync(options);
        var refused = await Assert.ThrowsAsync<KeptTableException>(() => Database.OpenAsync(options, [new Forgotten()]));
        Assert.Contains("notes has no column author", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_kept_table_needs_no_step()
    {
        var options = await OptionsAsync("sqlite");
        await using (var store = await Database.OpenAsync(options, []))
            await store.Journal.CommitAsync(new(Guid.NewGuid(), 0, Counters.Act(), [new("n", "{}")], []));
        await using var again = await Database.OpenAsync(options, [new First()]);
        await using var db = again.Rows.Open();
        Assert.Empty(await db.Set<NoteRow>().ToListAsync());
    }
}

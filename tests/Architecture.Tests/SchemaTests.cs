using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Yitong.Packs;
using Yitong.Store;
using Yitong.Testing;
using Yitong.Web;

namespace Yitong.Architecture.Tests;

public sealed class SchemaTests : IDisposable
{
    private static readonly CityPack Pack = Modules.ReadPack(Repository.PathOf("packs/dalian")).Pack!;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("yitong-schema-");

    public void Dispose() => folder.Delete(true);

    private async Task<StoreOptions> OptionsAsync(string kind) => new()
    {
        Connection = kind == "sqlite" ? $"sqlite:{folder.FullName}/deep/down/a.db"
            : await (await PrivatePostgres.Shared).NewDatabaseAsync(),
    };

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Is_created_on_the_first_start_and_found_on_the_second(string kind)
    {
        var options = await OptionsAsync(kind);
        await using (var store = await Database.OpenAsync(options, Modules.Tables))
            await store.Journal.CommitAsync(new(Guid.NewGuid(), 0, Counters.Act(), [new("n", "{}")], []));
        await using var again = await Database.OpenAsync(options, Modules.Tables);
        Assert.Equal(1, again.Journal.Head);
    }

    [Fact]
    public async Task Several_nodes_may_start_on_an_empty_server_at_once()
    {
        var options = await OptionsAsync("postgres");
        var nodes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Database.OpenAsync(options, Modules.Tables)));
        foreach (var node in nodes)
            await node.DisposeAsync();
    }

    [Fact]
    public async Task A_first_start_killed_half_way_does_not_hold_up_the_next()
    {
        var options = await OptionsAsync("sqlite");
        var path = options.Connection["sqlite:".Length..];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using (var killed = new SqliteConnection($"Data Source={path};Pooling=false"))
        {
            await killed.OpenAsync();
            await using var half = killed.CreateCommand();
            half.CommandText = "pragma journal_mode = wal; begin immediate; create table journal (position integer primary key)";
            await half.ExecuteNonQueryAsync();
        }
        await using var again = await Database.OpenAsync(options, Modules.Tables);
        Assert.Equal(0, again.Journal.Head);
    }

    /// <summary>
    /// A kept table changes by a step, and servers that are installed must take it: where this text changes, add a
    /// <see cref="KeptStep"/> to the module's tables, unless a table is new or gone.
    /// </summary>
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public void Kept_tables_are_as_pinned(string kind)
    {
        Pinned.Holds($"kept-tables.{kind}.sql", Text(
            kind == "sqlite" ? TableShape.Sqlite(Modules.Tables) : TableShape.Postgres(Modules.Tables)));

        static string Text(IReadOnlyList<TableShape> tables)
        {
            var text = new StringBuilder();
            foreach (var module in tables.Where(table => !table.IsDerived).GroupBy(table => table.Module)
                .OrderBy(module => module.Key, StringComparer.Ordinal))
            {
                text.Append($"-- {module.Key}\n");
                foreach (var table in module)
                    text.Append($"-- {table.KeptBecause}\n").AppendJoin('\n', table.Create.Concat(table.Index)).Append("\n\n");
            }
            return text.ToString().ReplaceLineEndings("\n");
        }
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Numbers_that_were_given_out_before_they_had_one_table_are_not_given_again(string kind)
    {
        var options = await OptionsAsync(kind);
        await using (var store = await Database.OpenAsync(options, Modules.Tables))
        {
            await using var db = store.Rows.Open();
            await db.Database.ExecuteSqlRawAsync("""
                drop table number_series;
                delete from schema_steps where module in ('CaseTables', 'CertificateTables');
                create table case_serials (day integer primary key, next integer not null);
                create table certificate_serials (id integer primary key, next bigint not null);
                insert into case_serials values (20260921, 1001), (20260922, 2001);
                insert into certificate_serials values (1, 4001);
                """);
        }
        await using var again = await Database.OpenAsync(options, Modules.Tables);
        using var numbers = new NumberBlocks(again.Rows, 1);
        Assert.Equal(
            (1001, 2001, 1, 4001),
            (await numbers.NextAsync("cases 20260921"), await numbers.NextAsync("cases 20260922"),
                await numbers.NextAsync("cases 20260923"), await numbers.NextAsync("certificates")));
    }

    [Fact]
    public void Steps_have_the_numbers_1_2_3_and_modules_names_of_their_own()
    {
        Assert.Distinct(Modules.Tables.Select(model => model.Name));
        foreach (var model in Modules.Tables)
            Assert.Equal(Enumerable.Range(1, model.Steps.Count), model.Steps.Select(step => step.Number));
    }

    [Fact]
    public void Every_table_is_filled_by_a_kind_or_a_follower_or_says_why_it_is_kept()
    {
        var (kinds, fillers) = (Modules.Kinds(Pack), Modules.Fillers(Pack));
        var rebuilt = kinds.SelectMany(kind => kind.RowTypes).Concat(fillers.SelectMany(each => each.RowTypes)).ToHashSet();
        // What several write may be kept all the same: what another city is still to be told goes when it was told.
        var shared = kinds.SelectMany(kind => kind.AllRowTypes).ToHashSet();
        foreach (var table in TableShape.Sqlite(Modules.Tables))
            Assert.True(table.IsDerived ? rebuilt.Contains(table.RowType) || shared.Contains(table.RowType)
                : !rebuilt.Contains(table.RowType), $"{table.Name} is kept and derived, or neither.");
    }

    [Fact]
    public void Every_kind_of_stream_and_every_follower_that_fills_tables_is_listed()
    {
        var types = EventTests.Assemblies().SelectMany(assembly => assembly.GetTypes()).ToList();
        const System.Reflection.BindingFlags Static = System.Reflection.BindingFlags.Static
            | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic;
        var declared = types.Where(type => !type.ContainsGenericParameters)
            .SelectMany(type => type.GetMethods(Static).Select(method => method.ReturnType)
                .Concat(type.GetFields(Static).Select(field => field.FieldType)))
            .Where(type => type.IsConstructedGenericType && type.GetGenericTypeDefinition() == typeof(StreamKind<,>)).ToHashSet();
        var listed = Modules.Kinds(Pack);
        Assert.Distinct(listed.Select(kind => kind.State));
        Assert.Equal(declared.Select(type => $"{type}").Order(), listed.Select(kind => $"{kind.GetType()}").Order());
        Assert.Equal(types.Where(type => type.IsSubclassOf(typeof(RowFollower))).Select(type => type.Name).Order(),
            Modules.Fillers(Pack).Select(each => each.GetType().Name).Order());
    }
}

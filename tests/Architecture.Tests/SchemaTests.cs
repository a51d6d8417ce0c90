using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Yitong.Web;
using Yitong.Cli;
using Yitong.Store;
using Yitong.Testing;

namespace Yitong.Architecture.Tests;

public sealed class SchemaTests : IDisposable
{
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

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Is_refused_when_a_newer_release_has_migrated_it(string kind)
    {
        var options = await OptionsAsync(kind);
        await using (var store = await Database.OpenAsync(options, Modules.Tables))
        await using (var db = store.Rows.Open())
            await db.Database.ExecuteSqlAsync(
                $"""insert into "__EFMigrationsHistory" values ('29990101000000_Later', '99.0')""");
        var refused = await Assert.ThrowsAsync<SchemaTooNewException>(() => Database.OpenAsync(options, Modules.Tables));
        Assert.Contains("29990101000000_Later", refused.Message, StringComparison.Ordinal);
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
    public async Task A_migration_killed_half_way_does_not_hold_up_the_next_start()
    {
        var options = await OptionsAsync("sqlite");
        await using (var store = await Database.OpenAsync(options, Modules.Tables))
        await using (var db = store.Rows.Open())
        {
            await db.GetService<IMigrator>().MigrateAsync("0");
            await db.Database.ExecuteSqlAsync($"""
                create table if not exists "__EFMigrationsLock" ("Id" integer primary key, "Timestamp" text not null);
                insert into "__EFMigrationsLock" values (1, 'then');
                """);
        }
        await using var again = await Database.OpenAsync(options, Modules.Tables);
        Assert.Equal(0, again.Journal.Head);
    }

    [Fact]
    public void Every_change_of_a_table_has_its_migration_on_both_databases()
    {
        using YitongDb sqlite = DesignTime.Sqlite(Modules.Tables), postgres = DesignTime.Postgres(Modules.Tables);
        Assert.False(sqlite.Database.HasPendingModelChanges(), "Run scripts/add-migration <Name>.");
        Assert.False(postgres.Database.HasPendingModelChanges(), "Run scripts/add-migration <Name>.");
    }
}

using Yitong.Store;
using Yitong.Testing;

namespace Yitong.Core.Tests.Store;

/// <summary>Two nodes on one server, each with its own memory.</summary>
public sealed class NodesTests : IAsyncLifetime
{
    private Database here = null!;
    private Database there = null!;

    public async ValueTask InitializeAsync()
    {
        var connection = await (await PrivatePostgres.Shared).NewDatabaseAsync();
        here = await Stores.OpenAsync(new StoreOptions { Connection = connection });
        there = await Stores.OpenAsync(new StoreOptions { Connection = connection });
    }

    public async ValueTask DisposeAsync()
    {
        await here.DisposeAsync();
        await there.DisposeAsync();
    }

    private static Task<CommitResult> Commit(Database node, Guid id, int version, string? key = null) =>
        node.Journal.CommitAsync(new(id, version, Counters.Act(), [new("n", "{}"), new("n", "{}")], [],
            key is null ? null : new("web", key, "hash")));

    [Fact]
    public async Task Take_turns_on_one_stream()
    {
        var id = Guid.CreateVersion7();
        for (var i = 0; i < 100; i++)
            Assert.Equal(new Committed(1 + 2 * i), await Commit(i % 3 == 0 ? here : there, id, 2 * i));
        Assert.Equal(new Stale(200), await Commit(here, id, 2));
        Assert.Equal(new Stale(200), await Commit(there, id, 198));
        Assert.Equal(new Stale(200), await Commit(here, id, 201));
    }

    [Fact]
    public async Task Know_each_others_streams_and_keys()
    {
        var id = Guid.CreateVersion7();
        await Commit(here, Guid.CreateVersion7(), 0);
        await Commit(here, id, 0, "k");
        Assert.Equal(new Stale(2), await Commit(there, id, 0));
        Assert.Equal(new KeySeen(new(id, "hash")), await Commit(there, Guid.CreateVersion7(), 0, "k"));
        Assert.Equal(new KeySeen(new(id, "hash")), await Commit(here, Guid.CreateVersion7(), 0, "k"));
    }

    [Fact]
    public async Task A_restarted_node_knows_what_it_did_before()
    {
        var id = Guid.CreateVersion7();
        await Commit(here, id, 0, "k");
        await Commit(there, Guid.CreateVersion7(), 0);
        await using var again = await Stores.OpenAsync(new StoreOptions { Connection = await ConnectionAsync() });
        Assert.Equal(new Stale(2), await Commit(again, id, 0));
        Assert.Equal(new KeySeen(new(id, "hash")), await Commit(again, Guid.CreateVersion7(), 0, "k"));
        Assert.Equal(new Committed(5), await Commit(again, id, 2));
        Assert.Equal(6, again.Journal.Head);
    }

    private async Task<string> ConnectionAsync()
    {
        await using var db = here.Rows.Open();
        return "postgres:" + Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions
            .GetConnectionString(db.Database);
    }
}

using Microsoft.EntityFrameworkCore;
using Yitong.Store;
using Yitong.Testing;

namespace Yitong.Core.Tests.Store;

public sealed class DatabaseTests
{
    [Fact]
    public async Task An_unknown_kind_of_connection_is_named() =>
        Assert.Contains("'mysql:x'", (await Assert.ThrowsAsync<ArgumentException>(
            () => Database.OpenAsync(new() { Connection = "mysql:x" }, []))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_temporary_store_leaves_nothing_behind()
    {
        var store = await Stores.OpenAsync("sqlite");
        string path;
        await using (var db = store.Rows.Open())
            path = db.Database.GetDbConnection().DataSource;
        Assert.True(File.Exists(path));
        await store.DisposeAsync();
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + "*"));
    }
}

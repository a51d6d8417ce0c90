using Yitong.Store;

namespace Yitong.Testing;

/// <summary>Opens stores for tests, on either database.</summary>
public static class Stores
{
    public static async Task<Database> OpenAsync(string kind, Func<StoreOptions, StoreOptions>? with = null)
    {
        var connection = kind == "sqlite" ? "sqlite::memory:"
            : await (await PrivatePostgres.Shared).NewDatabaseAsync();
        var options = new StoreOptions { Connection = connection };
        return await OpenAsync(with?.Invoke(options) ?? options);
    }

    public static Task<Database> OpenAsync(StoreOptions options) =>
        Database.OpenAsync(options, [new CounterTables()]);
}

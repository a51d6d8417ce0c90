using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Yitong.Store;

/// <summary>
/// An open store: schema up to date, committer running. One per process and database; dispose it to finish
/// what is under way.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    private readonly Provider provider;
    private readonly Committer committer;
    private readonly Reader reader;

    private Database(Provider provider, Rows rows, Committer committer)
    {
        this.provider = provider;
        this.committer = committer;
        reader = provider.CreateReader();
        Rows = rows;
        Journal = new(committer, reader, rows);
        Blobs = new(rows);
    }

    /// <summary>The events, and the door for acts.</summary>
    public Journal Journal { get; }

    /// <summary>The tables, for queries.</summary>
    public Rows Rows { get; }

    /// <summary>Uploaded bytes.</summary>
    public Blobs Blobs { get; }

    /// <summary>Opens the database, creating or migrating its schema; several nodes may do so at once.</summary>
    /// <param name="options">Where it is.</param>
    /// <param name="models">The tables of all modules: every process of an installation gives the same.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="SchemaTooNewException">A newer release has migrated it.</exception>
    public static async Task<Database> OpenAsync(
        StoreOptions options, IEnumerable<IRowModel> models, CancellationToken cancellation = default)
    {
        Provider provider = options.IsSqlite
            ? new SqliteProvider(options, models) : new PostgresProvider(options, models);
        try
        {
            await provider.MigrateAsync(cancellation);
            var rows = new Rows(provider.Open, provider.ConnectAsync);
            await using var db = provider.Open();
            var tables = RowTable.Of(db.Model);
            var head = await db.Set<JournalHeadRow>().Select(row => row.Position).SingleAsync(cancellation);
            return new(provider, rows, new(new(provider.CreateWriter(tables), tables, options, head), options));
        }
        catch
        {
            await provider.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        committer.Dispose();
        reader.Dispose();
        await provider.DisposeAsync();
    }
}

/// <summary>Registration.</summary>
public static class StoreRegistration
{
    /// <summary>
    /// Makes an open database's parts available: <see cref="Journal"/>, <see cref="Rows"/>, <see cref="Blobs"/>.
    /// </summary>
    public static IServiceCollection AddStore(this IServiceCollection services, Database database) => services
        .AddSingleton(database)
        .AddSingleton(database.Journal)
        .AddSingleton(database.Rows)
        .AddSingleton(database.Blobs);
}

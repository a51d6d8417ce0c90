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

    private readonly IAsyncDisposable? hold;

    private Database(Provider provider, IAsyncDisposable? hold, Rows rows, Committer committer)
    {
        (this.provider, this.hold, this.committer) = (provider, hold, committer);
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

    /// <summary>
    /// Opens the database: makes what is missing, and lets kept tables take their steps. Several nodes may do so at once.
    /// </summary>
    /// <param name="options">Where it is.</param>
    /// <param name="models">The tables of all modules: every process of an installation gives the same.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="SchemaTooNewException">A newer release has changed it.</exception>
    /// <exception cref="RebuildNeededException">Derived tables are not those of this release.</exception>
    /// <exception cref="StoreInUseException">It is being rebuilt.</exception>
    public static async Task<Database> OpenAsync(
        StoreOptions options, IEnumerable<IRowModel> models, CancellationToken cancellation = default)
    {
        var provider = Provider.Of(options, models);
        IAsyncDisposable? hold = null;
        try
        {
            hold = await provider.HoldAsync(isAlone: false, cancellation);
            await provider.PrepareAsync(cancellation);
            await using (var db = provider.Open())
                if (await SchemaSetup.BringUpAsync(db, cancellation) is { Count: > 0 } outdated)
                    throw new RebuildNeededException(outdated);
            return await StartAsync(provider, hold, options, cancellation);
        }
        catch
        {
            if (hold is not null) await hold.DisposeAsync();
            await provider.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the committer on tables that are ready. What is given is disposed with the database.</summary>
    internal static async Task<Database> StartAsync(
        Provider provider, IAsyncDisposable? hold, StoreOptions options, CancellationToken cancellation)
    {
        var rows = new Rows(provider.Open, provider.ConnectAsync);
        await using var db = provider.Open();
        var tables = RowTable.Of(db.Model);
        var head = await db.Set<JournalHeadRow>().Select(row => row.Position).SingleAsync(cancellation);
        return new(provider, hold, rows, new(new(provider.CreateWriter(tables), tables, options, head), options));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        committer.Dispose();
        reader.Dispose();
        await provider.DisposeAsync();
        if (hold is not null) await hold.DisposeAsync();
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

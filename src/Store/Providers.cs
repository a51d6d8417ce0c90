using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace Yitong.Store;

/// <summary>What differs between the two databases, beside writing and reading acts.</summary>
internal abstract class Provider : IAsyncDisposable
{
    public abstract YitongDb Open();

    /// <summary>A pooled connection for statements that are written by hand and prepared once.</summary>
    public abstract Task<DbConnection> ConnectAsync();

    public abstract Writer CreateWriter(IReadOnlyList<RowTable> tables);

    public abstract Reader CreateReader();

    /// <summary>
    /// Holds the store until disposed: together with others, as a server does, or alone, as a rebuild does.
    /// </summary>
    /// <exception cref="StoreInUseException">Others hold it otherwise.</exception>
    public abstract Task<IAsyncDisposable?> HoldAsync(bool isAlone, CancellationToken cancellation);

    /// <summary>Makes the database ready for being looked into.</summary>
    public abstract Task PrepareAsync(CancellationToken cancellation);

    public abstract ValueTask DisposeAsync();

    public static Provider Of(StoreOptions options, IEnumerable<IRowModel> models) =>
        options.IsSqlite ? new SqliteProvider(options, models) : new PostgresProvider(options, models);

    internal static DbContextOptionsBuilder<TDb> Begin<TDb>(IEnumerable<IRowModel> models)
        where TDb : YitongDb
    {
        var builder = new DbContextOptionsBuilder<TDb>()
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
        ((IDbContextOptionsBuilderInfrastructure)builder).AddOrUpdateExtension(new RowModels(models));
        return builder;
    }
}

/// <summary>SQLite in one file, with a write-ahead log.</summary>
internal sealed class SqliteProvider : Provider
{
    private readonly string path;
    private readonly bool isTemporary;
    private readonly string connectionString;
    private readonly PooledDbContextFactory<SqliteDb> factory;

    public SqliteProvider(StoreOptions options, IEnumerable<IRowModel> models)
    {
        isTemporary = options.Target == ":memory:";
        path = Path.GetFullPath(isTemporary
            ? Path.Combine(Path.GetTempPath(), $"yitong-{Guid.NewGuid():n}.db") : options.Target);
        connectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30 }.ToString();
        factory = new(Begin<SqliteDb>(models).UseSqlite(connectionString)
            .AddInterceptors(new SqliteSession(isDurable: !isTemporary)).Options);
    }

    public override YitongDb Open() => factory.CreateDbContext();

    public override async Task<DbConnection> ConnectAsync()
    {
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }

    public override Writer CreateWriter(IReadOnlyList<RowTable> tables) =>
        new SqliteWriter(connectionString, tables, isDurable: !isTemporary);

    public override Reader CreateReader() => new SqliteReader(connectionString);

    // A lock on a file beside it ends with the process, however that ends.
    public override Task<IAsyncDisposable?> HoldAsync(bool isAlone, CancellationToken cancellation)
    {
        if (isTemporary) return Task.FromResult<IAsyncDisposable?>(null);
        MakeFolder();
        try
        {
            using (File.Open(path + ".lock", FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite)) { }
            return Task.FromResult<IAsyncDisposable?>(isAlone
                ? File.Open(path + ".lock", FileMode.Open, FileAccess.ReadWrite, FileShare.None)
                : File.Open(path + ".lock", FileMode.Open, FileAccess.Read, FileShare.Read));
        }
        catch (IOException held) when (held is not (FileNotFoundException or DirectoryNotFoundException))
        {
            throw new StoreInUseException(isRebuilding: !isAlone);
        }
    }

    public override async Task PrepareAsync(CancellationToken cancellation)
    {
        MakeFolder();
        // SQLite gives the files beside it the rights of the first.
        foreach (var suffix in (string[])["", "-wal", "-shm"])
            if (suffix == "" || File.Exists(path + suffix)) PrivateFile.Close(path + suffix);
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = $"pragma journal_mode = wal{(isTemporary ? "; pragma synchronous = off" : "")}";
        await command.ExecuteNonQueryAsync(cancellation);
    }

    // One that is there may be others' as well: only what is made is made private.
    private void MakeFolder()
    {
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder)) PrivateFile.MakeFolder(folder);
    }

    public override ValueTask DisposeAsync()
    {
        using (var connection = new SqliteConnection(connectionString))
            SqliteConnection.ClearPool(connection);
        if (isTemporary)
            foreach (var suffix in (string[])["", "-wal", "-shm"])
                File.Delete(path + suffix);
        return ValueTask.CompletedTask;
    }
}

/// <summary>PostgreSQL 15 or newer.</summary>
internal sealed class PostgresProvider : Provider
{
    private readonly NpgsqlDataSource source;
    private readonly NpgsqlDataSource prepared;
    private readonly PooledDbContextFactory<PostgresDb> factory;
    private bool isAlone;

    public PostgresProvider(StoreOptions options, IEnumerable<IRowModel> models)
    {
        var settings = new NpgsqlConnectionStringBuilder(options.Target);
        settings.ApplicationName ??= "yitong";
        source = NpgsqlDataSource.Create(settings);
        // A session that dies while it holds the journal's head must not hold up the other nodes for long.
        settings.MaxAutoPrepare = 200;
        settings.AutoPrepareMinUsages = 2;
        // Nothing here changes a session's state; taking it back each time would cost six statements beside every look-up.
        settings.NoResetOnClose = true;
        settings.Options = $"{settings.Options} -c idle_in_transaction_session_timeout=10s".Trim();
        prepared = NpgsqlDataSource.Create(settings);
        factory = new(Begin<PostgresDb>(models).UseNpgsql(source).Options);
    }

    public override YitongDb Open() => factory.CreateDbContext();

    public override async Task<DbConnection> ConnectAsync() => await prepared.OpenConnectionAsync();

    public override Writer CreateWriter(IReadOnlyList<RowTable> tables) => new PostgresWriter(prepared, tables, isAlone);

    public override Reader CreateReader() => new PostgresReader(prepared);

    // A server holds it by its writer's session, which it has as long as it writes.
    public override async Task<IAsyncDisposable?> HoldAsync(bool isAlone, CancellationToken cancellation)
    {
        this.isAlone = isAlone;
        if (!isAlone) return null;
        var connection = await source.OpenConnectionAsync(cancellation);
        await using var command = new NpgsqlCommand($"select pg_try_advisory_lock({PostgresWriter.StoreLock})", connection);
        // The server may just be finding out that a process has ended.
        for (var tries = 0; tries < 5; tries++, await Task.Delay(100, cancellation))
            if (await command.ExecuteScalarAsync(cancellation) is true) return new Alone(connection);
        await connection.DisposeAsync();
        throw new StoreInUseException(isRebuilding: false);
    }

    public override Task PrepareAsync(CancellationToken cancellation) => Task.CompletedTask;

    public override async ValueTask DisposeAsync()
    {
        await prepared.DisposeAsync();
        await source.DisposeAsync();
    }

    private sealed class Alone(NpgsqlConnection connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using (connection)
            await using (var command = new NpgsqlCommand($"select pg_advisory_unlock({PostgresWriter.StoreLock})", connection))
                await command.ExecuteNonQueryAsync();
        }
    }
}

using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace Yitong.Store;

/// <summary>What differs between the two databases, beside writing and reading acts.</summary>
internal abstract class Provider(StoreOptions options) : IAsyncDisposable
{
    public abstract YitongDb Open();

    /// <summary>A pooled connection for statements that are written by hand and prepared once.</summary>
    public abstract Task<DbConnection> ConnectAsync();

    public abstract Writer CreateWriter(IReadOnlyList<RowTable> tables);

    public abstract Reader CreateReader();

    public abstract Task MigrateAsync(CancellationToken cancellation);

    public abstract ValueTask DisposeAsync();

    protected async Task MigrateUnlessTooNewAsync(CancellationToken cancellation)
    {
        await using var db = Open();
        if (options.IsScratch)
        {
            await db.Database.EnsureCreatedAsync(cancellation);
            return;
        }
        var known = db.Database.GetMigrations().ToHashSet();
        var applied = await db.Database.GetAppliedMigrationsAsync(cancellation);
        var unknown = applied.Where(migration => !known.Contains(migration)).ToList();
        if (unknown.Count > 0)
            throw new SchemaTooNewException(unknown);
        if (known.Count > applied.Count())
            await db.Database.MigrateAsync(cancellation);
    }

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
        : base(options)
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

    public override async Task MigrateAsync(CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using (var connection = new SqliteConnection(connectionString))
        {
            await connection.OpenAsync(cancellation);
            await using var command = connection.CreateCommand();
            // EF Core's own lock is a row, which a killed process leaves behind; nobody else migrates this file.
            command.CommandText = isTemporary
                ? "pragma journal_mode = wal; pragma synchronous = off;"
                : "pragma journal_mode = wal; drop table if exists \"__EFMigrationsLock\";";
            await command.ExecuteNonQueryAsync(cancellation);
        }
        await MigrateUnlessTooNewAsync(cancellation);
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
    /// <summary>Names the advisory lock of migrations: "yitong" in ASCII.</summary>
    private const long MigrationLock = 0x7969746f6e67;

    private readonly NpgsqlDataSource source;
    private readonly NpgsqlDataSource prepared;
    private readonly PooledDbContextFactory<PostgresDb> factory;

    public PostgresProvider(StoreOptions options, IEnumerable<IRowModel> models)
        : base(options)
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

    public override Writer CreateWriter(IReadOnlyList<RowTable> tables) => new PostgresWriter(prepared, tables);

    public override Reader CreateReader() => new PostgresReader(prepared);

    public override async Task MigrateAsync(CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = $"select pg_advisory_lock({MigrationLock})";
        await command.ExecuteNonQueryAsync(cancellation);
        try
        {
            await MigrateUnlessTooNewAsync(cancellation);
        }
        finally
        {
            command.CommandText = $"select pg_advisory_unlock({MigrationLock})";
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await prepared.DisposeAsync();
        await source.DisposeAsync();
    }
}

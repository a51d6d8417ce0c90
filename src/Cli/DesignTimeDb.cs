using Microsoft.EntityFrameworkCore.Design;
using Yitong.Store;

namespace Yitong.Cli;

/// <summary>The tables of every module; what migrations are made from and a server is opened with.</summary>
public static class InstalledTables
{
    /// <summary>One entry per module that has tables.</summary>
    public static IReadOnlyList<IRowModel> All => Web.YitongHost.Tables;
}

/// <summary>Lets <c>scripts/add-migration</c> see all tables in SQLite.</summary>
public sealed class DesignTimeSqlite : IDesignTimeDbContextFactory<SqliteDb>
{
    /// <inheritdoc/>
    public SqliteDb CreateDbContext(string[] args) => DesignTime.Sqlite(InstalledTables.All);
}

/// <summary>Lets <c>scripts/add-migration</c> see all tables in PostgreSQL.</summary>
public sealed class DesignTimePostgres : IDesignTimeDbContextFactory<PostgresDb>
{
    /// <inheritdoc/>
    public PostgresDb CreateDbContext(string[] args) => DesignTime.Postgres(InstalledTables.All);
}

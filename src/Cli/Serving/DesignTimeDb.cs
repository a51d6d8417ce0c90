using Microsoft.EntityFrameworkCore.Design;
using Yitong.Store;
using Yitong.Web;

namespace Yitong.Cli.Serving;

/// <summary>Lets <c>scripts/add-migration</c> see all tables in SQLite.</summary>
public sealed class DesignTimeSqlite : IDesignTimeDbContextFactory<SqliteDb>
{
    /// <inheritdoc/>
    public SqliteDb CreateDbContext(string[] args) => DesignTime.Sqlite(Modules.Tables);
}

/// <summary>Lets <c>scripts/add-migration</c> see all tables in PostgreSQL.</summary>
public sealed class DesignTimePostgres : IDesignTimeDbContextFactory<PostgresDb>
{
    /// <inheritdoc/>
    public PostgresDb CreateDbContext(string[] args) => DesignTime.Postgres(Modules.Tables);
}

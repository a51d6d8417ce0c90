using Microsoft.EntityFrameworkCore;

namespace Yitong.Store;

/// <summary>Contexts without a database, from which migrations are made and compared with the model.</summary>
public static class DesignTime
{
    /// <summary>The tables of these modules in SQLite.</summary>
    public static SqliteDb Sqlite(IEnumerable<IRowModel> models) =>
        new(Provider.Begin<SqliteDb>(models).UseSqlite("Data Source=unused.db").Options);

    /// <summary>The tables of these modules in PostgreSQL.</summary>
    public static PostgresDb Postgres(IEnumerable<IRowModel> models) =>
        new(Provider.Begin<PostgresDb>(models).UseNpgsql("Host=unused").Options);
}

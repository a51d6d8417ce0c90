using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SQLitePCL;

namespace Yitong.Store;

/// <summary>Tells a database that is away for a moment from a bug: work in the background goes on when it is back.</summary>
public static class DatabaseFaults
{
    private const int SqlitePrimaryKey = 1555;
    private const int SqliteUniqueIndex = 2067;

    /// <summary>
    /// Whether the database, or another node that was faster, is at fault and the same may go well a moment later. Libraries wrap
    /// what happened once, twice and three times: the whole chain of causes is looked at. Of several faults at once all must be
    /// passing.
    /// </summary>
    public static bool IsPassing(Exception fault) => fault switch
    {
        // What the database says of one act's rows is a bug of whoever wrote them, whatever lies beneath.
        RowsRefusedException => false,
        StoreUnavailableException or DbUpdateConcurrencyException => true,
        AggregateException several => several.InnerExceptions.All(IsPassing),
        DbUpdateException { InnerException: null } => true,
        SqliteException refused => IsPassing(refused),
        PostgresException refused => IsPassing(refused.SqlState),
        DbException => true, // Npgsql's own: the line, the server's address, its answer in time.
        { InnerException: { } cause } => IsPassing(cause),
        _ => false,
    };

    private static bool IsPassing(SqliteException refused) => refused.SqliteErrorCode switch
    {
        raw.SQLITE_CONSTRAINT => refused.SqliteExtendedErrorCode is SqlitePrimaryKey or SqliteUniqueIndex,
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_READONLY or raw.SQLITE_INTERRUPT or raw.SQLITE_IOERR
            or raw.SQLITE_CORRUPT or raw.SQLITE_FULL or raw.SQLITE_CANTOPEN or raw.SQLITE_PROTOCOL or raw.SQLITE_SCHEMA
            or raw.SQLITE_NOTADB => true,
        _ => false,
    };

    // 08 connection, 53 resources, 40 rolled back for others' sake, 57 stopped by an operator, 58 outside the server, 55 in use.
    private static bool IsPassing(string state) =>
        state is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ReadOnlySqlTransaction
        || state[..2] is "08" or "53" or "40" or "57" or "58" or "55";
}

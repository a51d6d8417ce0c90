using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Yitong.Store;

namespace Yitong.Core.Tests.Store;

public sealed class DatabaseFaultsTests
{
    public static TheoryData<Exception, bool> Faults => new()
    {
        { new StoreUnavailableException(false, null), true },
        { new NpgsqlException("", new IOException()), true },
        { Postgres("57P01"), true }, // Stopped by its operator.
        { Postgres("53300"), true }, // Too many connections.
        { Postgres("40001"), true },
        { Postgres(PostgresErrorCodes.UniqueViolation), true }, // Another node was first.
        { Postgres(PostgresErrorCodes.NotNullViolation), false },
        { Postgres(PostgresErrorCodes.UndefinedTable), false },
        { new SqliteException("", 5), true }, // Busy.
        { new SqliteException("", 13), true }, // Full.
        { new SqliteException("", 19, 2067), true },
        { new SqliteException("", 19, 1299), false }, // Not null.
        { new SqliteException("", 1), false },
        { new DbUpdateConcurrencyException(), true },
        { new DbUpdateException("", Postgres("23502")), false },
        { new RowsRefusedException("act", Postgres("08006")), false },
        { new FormatException("", new StoreUnavailableException(true, null)), true },
        { new FormatException(), false },
        { new AggregateException(new SqliteException("", 5), new StoreUnavailableException(false, null)), true },
        { new AggregateException(new SqliteException("", 5), new FormatException()), false },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Pass_by_themselves_or_are_bugs_however_deep_they_are_wrapped(Exception fault, bool isPassing)
    {
        Assert.Equal(isPassing, DatabaseFaults.IsPassing(fault));
        var wrapped = new InvalidOperationException("", new TimeoutException("", new InvalidOperationException("", fault)));
        Assert.Equal(isPassing, DatabaseFaults.IsPassing(wrapped));
        Assert.Equal(isPassing, DatabaseFaults.IsPassing(new AggregateException(new AggregateException(wrapped))));
    }

    private static PostgresException Postgres(string state) => new("", "ERROR", "ERROR", state);
}

using System.Data.Common;
using Npgsql;

namespace Yitong.Store;

/// <summary>A database of somebody else, to be read and never written.</summary>
public static class OutsideDatabase
{
    /// <summary>A pool of read-only connections to a PostgreSQL server; it connects when it is first asked.</summary>
    /// <param name="connection">The connection string.</param>
    /// <param name="timeout">How long a connection or a question may take.</param>
    /// <exception cref="ArgumentException">The connection string is none.</exception>
    public static DbDataSource Open(string connection, TimeSpan timeout)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(timeout.TotalSeconds));
        var builder = new NpgsqlDataSourceBuilder(connection);
        (builder.ConnectionStringBuilder.Timeout, builder.ConnectionStringBuilder.CommandTimeout) = (seconds, seconds);
        builder.ConnectionStringBuilder.Options = "-c default_transaction_read_only=on";
        builder.ConnectionStringBuilder.MaxPoolSize = 8;
        return builder.Build();
    }
}

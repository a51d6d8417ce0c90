using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Yitong.Store;

/// <summary>
/// Settings that SQLite forgets with each connection: what is written beside the journal (blobs, number blocks) is
/// durable too, and who finds the file locked waits for his turn instead of sleeping a fixed while.
/// </summary>
internal sealed class SqliteSession(bool isDurable) : DbConnectionInterceptor
{
    private readonly string settings = $"pragma busy_timeout = 10000; pragma synchronous = {(isDurable ? "full" : "off")}";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = settings;
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}

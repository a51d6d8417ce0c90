using Microsoft.Data.Sqlite;

namespace Yitong.Store;

/// <summary>
/// Moves what the write-ahead log holds into the database file, on a thread and a connection of its own: acts do not wait while
/// pages are copied and synchronised. The writer does it itself only when the log has grown long all the same.
/// </summary>
internal sealed class SqliteCheckpoints : IDisposable
{
    /// <summary>Pages of the log (4 KiB each) from which on the writer stops to move the rest itself.</summary>
    public const int PagesAtMost = 16_000;

    private const int RowsBetween = 2_000;
    private readonly SqliteHandle handle;
    private readonly AutoResetEvent due = new(false);
    private readonly Thread thread;
    private int written;
    private volatile bool isEnding;

    public SqliteCheckpoints(string connectionString, bool isDurable)
    {
        handle = new SqliteHandle(connectionString, isDurable);
        thread = new Thread(Run) { IsBackground = true, Name = "checkpoints" };
        thread.Start();
    }

    /// <summary>Tells that so many rows were committed. For the writer's thread alone.</summary>
    public void Written(int rows)
    {
        if ((written += rows) < RowsBetween)
            return;
        written = 0;
        due.Set();
    }

    public void Dispose()
    {
        if (isEnding)
            return;
        isEnding = true;
        due.Set();
        thread.Join();
        handle.Dispose();
        due.Dispose();
    }

    private void Run()
    {
        while (due.WaitOne() && !isEnding)
        {
            try
            {
                handle.Run("pragma wal_checkpoint(passive)");
            }
            catch (SqliteException)
            {
                // Nothing is lost: the log keeps what was not moved, and the writer meets the same disk and tells.
            }
        }
    }
}

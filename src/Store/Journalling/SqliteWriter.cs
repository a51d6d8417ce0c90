using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Yitong.Store;

/// <summary>Writes batches by prepared statements.</summary>
internal sealed class SqliteWriter : Writer
{
    private const int PrimaryKey = 1555;
    private const int UniqueIndex = 2067;
    private readonly SqliteHandle handle;
    private readonly SqliteCheckpoints checkpoints;
    private readonly Dictionary<RowTable, sqlite3_stmt> inserts;
    private readonly Dictionary<RowTable, sqlite3_stmt> upserts;
    private readonly Dictionary<RowTable, sqlite3_stmt> deletes;

    public SqliteWriter(string connectionString, IReadOnlyList<RowTable> tables, bool isDurable)
    {
        handle = new SqliteHandle(connectionString, isDurable);
        handle.Run($"pragma wal_autocheckpoint = {SqliteCheckpoints.PagesAtMost}");
        checkpoints = new SqliteCheckpoints(connectionString, isDurable);
        inserts = tables.ToDictionary(table => table, table => handle.Statement(Insert(table)));
        upserts = tables.ToDictionary(table => table, table => handle.Statement($"{Insert(table)} {table.OnConflict}"));
        deletes = tables.ToDictionary(table => table, table => handle.Statement(
            $"delete from {table.Quoted} where "
            + string.Join(" and ", table.Keys.Select(column => $"{column.Quoted} = ?"))));
    }

    public override void Begin(ReadOnlySpan<Pending> acts, Findings found)
    {
        found.Clear();
        handle.Run("begin immediate");
        found.Head = ReadHead();
        foreach (var pending in acts)
        {
            found.Versions[pending.Change.Stream] = SqliteReader.VersionOf(handle, pending.Change.Stream);
            if (pending.Change.Key is { } key && SqliteReader.FindKey(handle, key.Caller, key.Key) is { } seen)
                found.Keys[(key.Caller, key.Key)] = seen;
        }
    }

    public override bool TryCommit(Batch batch, long head)
    {
        handle.Run("begin immediate");
        if (ReadHead() != head)
        {
            RollBack();
            return false;
        }
        Commit(batch);
        return true;
    }

    public override void Commit(Batch batch)
    {
        foreach (var (stream, upTo) in batch.Erased)
        {
            var erase = handle.Statement("update journal set data = '', salt = null where stream = ? and version <= ?");
            SqliteHandle.Bind(erase, 1, stream);
            raw.sqlite3_bind_int(erase, 2, upTo);
            handle.Step(erase);
        }
        foreach (var row in batch.Events)
            Write(inserts, batch.JournalTable, row);
        foreach (var row in batch.Keys)
            Write(inserts, batch.KeyTable, row);
        foreach (var (table, rows) in batch.Bulk)
            foreach (var row in rows)
                Write(inserts, table, row);
        WriteRows(batch);
        var head = handle.Statement("update journal_head set position = ? where id = 1");
        raw.sqlite3_bind_int64(head, 1, batch.Head);
        handle.Step(head);
        handle.Run("commit");
        checkpoints.Written(batch.RowCount);
    }

    public override void Fill(Batch batch, long position)
    {
        handle.Run("begin immediate");
        WriteRows(batch);
        var progress = handle.Statement("update rebuild set position = ? where id = 1");
        raw.sqlite3_bind_int64(progress, 1, position);
        handle.Step(progress);
        handle.Run("commit");
        checkpoints.Written(batch.RowCount);
    }

    private void WriteRows(Batch batch)
    {
        foreach (var (table, changes) in batch.Rows)
        {
            foreach (var change in changes.Values)
                if (change.IsDelete)
                    Write(deletes, table, change.Row);
            foreach (var change in changes.Values)
                if (!change.IsDelete)
                    Write(upserts, table, change.Row);
        }
    }

    public override void RollBack()
    {
        if (handle.IsInTransaction)
            handle.Run("rollback");
    }

    public override bool IsLost(Exception exception) => exception is SqliteException
    {
        // Locked by another process, read-only, disk failing or full, file damaged or gone: no act is to blame.
        SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_READONLY or raw.SQLITE_IOERR
            or raw.SQLITE_CORRUPT or raw.SQLITE_FULL or raw.SQLITE_CANTOPEN or raw.SQLITE_NOTADB,
    };

    public override bool IsTaken(Exception exception, RowTable table) =>
        exception is SqliteException { SqliteExtendedErrorCode: UniqueIndex or PrimaryKey } refused
        && refused.Message.Contains($" {table.Name}.", StringComparison.Ordinal);

    public override void Reconnect() => RollBack();

    public override bool HasHappened(Pending act)
    {
        var statement = handle.Statement("select 1 from journal where stream = ? and version = ? and act = ?");
        SqliteHandle.Bind(statement, 1, act.Change.Stream);
        raw.sqlite3_bind_int(statement, 2, act.Change.ExpectedVersion + 1);
        SqliteHandle.Bind(statement, 3, act.Change.Act.Id);
        var has = handle.Step(statement);
        raw.sqlite3_reset(statement);
        return has;
    }

    public override void Dispose()
    {
        checkpoints.Dispose();
        handle.Dispose();
    }

    private static string Insert(RowTable table) =>
        $"insert into {table.Quoted} ({table.ColumnList}) values ({string.Join(", ", table.Columns.Select(_ => "?"))})";

    private long ReadHead()
    {
        var statement = handle.Statement("select position from journal_head where id = 1");
        if (!handle.Step(statement))
            throw new InvalidOperationException("The table journal_head has lost its row.");
        var head = raw.sqlite3_column_int64(statement, 0);
        raw.sqlite3_reset(statement);
        return head;
    }

    private void Write(Dictionary<RowTable, sqlite3_stmt> statements, RowTable table, object row)
    {
        var statement = statements[table];
        var columns = statements == deletes ? table.Keys : table.Columns;
        for (var i = 0; i < columns.Length; i++)
            columns[i].Bind(statement, i + 1, row);
        handle.Step(statement);
    }
}

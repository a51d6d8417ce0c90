using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Yitong.Store;

/// <summary>Writes batches by prepared statements, without a round trip and without boxing.</summary>
internal sealed class SqliteWriter : Writer
{
    private const int BusyTimeoutMs = 5_000;
    private readonly SqliteConnection connection;
    private readonly sqlite3 handle;
    private readonly Dictionary<string, sqlite3_stmt> statements = [];
    private readonly Dictionary<RowTable, sqlite3_stmt> inserts;
    private readonly Dictionary<RowTable, sqlite3_stmt> upserts;
    private readonly Dictionary<RowTable, sqlite3_stmt> deletes;

    public SqliteWriter(string connectionString, IReadOnlyList<RowTable> tables, bool isDurable)
    {
        connection = new SqliteConnection(connectionString);
        connection.Open();
        handle = connection.Handle!;
        Run($"pragma synchronous = {(isDurable ? "full" : "off")}");
        raw.sqlite3_busy_timeout(handle, BusyTimeoutMs);
        inserts = tables.ToDictionary(table => table, table => Statement(Insert(table)));
        upserts = tables.ToDictionary(table => table, table => Statement($"{Insert(table)} {table.OnConflict}"));
        deletes = tables.ToDictionary(table => table, table => Statement(
            $"delete from {table.Quoted} where "
            + string.Join(" and ", table.Keys.Select(column => $"{column.Quoted} = ?"))));
    }

    private static string Insert(RowTable table) =>
        $"insert into {table.Quoted} ({table.ColumnList}) values ({string.Join(", ", table.Columns.Select(_ => "?"))})";

    public override void Begin(ReadOnlySpan<Pending> acts, Findings found)
    {
        found.Clear();
        Run("begin immediate");
        found.Head = ReadHead();
        foreach (var pending in acts)
        {
            found.Versions[pending.Change.Stream] = VersionOf(pending.Change.Stream);
            if (pending.Change.Key is { } key && FindKey(key) is { } seen)
                found.Keys[(key.Caller, key.Key)] = seen;
        }
    }

    public override bool TryCommit(Batch batch, long head)
    {
        Run("begin immediate");
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
        foreach (var row in batch.Events)
            Write(inserts, batch.JournalTable, row);
        foreach (var row in batch.Keys)
            Write(inserts, batch.KeyTable, row);
        foreach (var (table, changes) in batch.Rows)
        {
            foreach (var change in changes.Values)
                if (change.IsDelete)
                    Write(deletes, table, change.Row);
            foreach (var change in changes.Values)
                if (!change.IsDelete)
                    Write(upserts, table, change.Row);
        }
        var head = Statement("update journal_head set position = ? where id = 1");
        raw.sqlite3_bind_int64(head, 1, batch.Head);
        Step(head);
        Run("commit");
    }

    public override void RollBack()
    {
        if (raw.sqlite3_get_autocommit(handle) == 0)
            raw.sqlite3_exec(handle, "rollback");
    }

    public override bool IsLost(Exception exception) => exception is SqliteException
    {
        // Locked by another process, read-only, disk failing or full, file damaged or gone: no act is to blame.
        SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_READONLY or raw.SQLITE_IOERR
            or raw.SQLITE_CORRUPT or raw.SQLITE_FULL or raw.SQLITE_CANTOPEN or raw.SQLITE_NOTADB,
    };

    public override void Reconnect() => RollBack();

    public override bool HasHappened(Pending act)
    {
        var statement = Statement("select 1 from journal where stream = ? and version = ? and act = ?");
        raw.sqlite3_bind_blob(statement, 1, act.Change.Stream.ToByteArray(true));
        raw.sqlite3_bind_int(statement, 2, act.Change.ExpectedVersion + 1);
        raw.sqlite3_bind_blob(statement, 3, act.Change.Act.Id.ToByteArray(true));
        var code = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        return code == raw.SQLITE_ROW || (code == raw.SQLITE_DONE ? false : throw Error(code));
    }

    public override void Dispose()
    {
        foreach (var statement in statements.Values)
            statement.Dispose();
        connection.Dispose();
    }

    private long ReadHead()
    {
        var statement = Statement("select position from journal_head where id = 1");
        Step(statement, raw.SQLITE_ROW);
        var head = raw.sqlite3_column_int64(statement, 0);
        raw.sqlite3_reset(statement);
        return head;
    }

    private int VersionOf(Guid stream)
    {
        var statement = Statement("select max(version) from journal where stream = ?");
        Span<byte> id = stackalloc byte[16];
        stream.TryWriteBytes(id, true, out _);
        raw.sqlite3_bind_blob(statement, 1, id);
        Step(statement, raw.SQLITE_ROW);
        var version = raw.sqlite3_column_int(statement, 0);
        raw.sqlite3_reset(statement);
        return version;
    }

    private SeenKey? FindKey(IdempotencyKey key)
    {
        var statement = Statement("select stream, request_hash from seen_keys where caller = ? and key = ?");
        raw.sqlite3_bind_text(statement, 1, key.Caller);
        raw.sqlite3_bind_text(statement, 2, key.Key);
        var seen = raw.sqlite3_step(statement) == raw.SQLITE_ROW
            ? new SeenKey(
                new Guid(raw.sqlite3_column_blob(statement, 0), true),
                raw.sqlite3_column_text(statement, 1).utf8_to_string())
            : null;
        raw.sqlite3_reset(statement);
        return seen;
    }

    private void Write(Dictionary<RowTable, sqlite3_stmt> statements, RowTable table, object row)
    {
        var statement = statements[table];
        var columns = statements == deletes ? table.Keys : table.Columns;
        for (var i = 0; i < columns.Length; i++)
            columns[i].Bind(statement, i + 1, row);
        Step(statement);
    }

    private void Run(string text) => Step(Statement(text), raw.SQLITE_DONE, raw.SQLITE_ROW);

    private void Step(sqlite3_stmt statement, int expected = raw.SQLITE_DONE, int orElse = raw.SQLITE_DONE)
    {
        var code = raw.sqlite3_step(statement);
        if (expected != raw.SQLITE_ROW)
        {
            var reset = raw.sqlite3_reset(statement);
            if (code == expected || code == orElse)
                return;
            throw Error(reset);
        }
        if (code != expected)
        {
            raw.sqlite3_reset(statement);
            throw Error(code);
        }
    }

    private sqlite3_stmt Statement(string text)
    {
        if (statements.TryGetValue(text, out var statement))
            return statement;
        var code = raw.sqlite3_prepare_v3(handle, text, raw.SQLITE_PREPARE_PERSISTENT, out statement);
        if (code != raw.SQLITE_OK)
            throw Error(code);
        return statements[text] = statement;
    }

    private SqliteException Error(int code) =>
        new(raw.sqlite3_errmsg(handle).utf8_to_string(), code & 0xff, code);
}

using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Yitong.Store;

/// <summary>Writes batches by prepared statements, without a round trip and without boxing.</summary>
internal sealed class SqliteWriter : Writer
{
    private readonly SqliteConnection connection;
    private readonly sqlite3 handle;
    private readonly Dictionary<string, sqlite3_stmt> statements = [];
    private readonly Dictionary<RowTable, (string Insert, string Upsert, string Delete)> sql = [];

    public SqliteWriter(string connectionString, IReadOnlyList<RowTable> tables, bool isDurable)
    {
        connection = new SqliteConnection(connectionString);
        connection.Open();
        handle = connection.Handle!;
        Run($"pragma synchronous = {(isDurable ? "full" : "off")}");
        raw.sqlite3_busy_timeout(handle, 10_000);
        foreach (var table in tables)
        {
            var insert = $"insert into {table.Quoted} ({table.ColumnList}) values "
                + $"({string.Join(", ", table.Columns.Select(_ => "?"))})";
            var keys = string.Join(" and ", table.Keys.Select(column => $"{column.Quoted} = ?"));
            sql[table] = (insert, $"{insert} {table.OnConflict}", $"delete from {table.Quoted} where {keys}");
        }
    }

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

    public override void Commit(Batch batch)
    {
        foreach (var row in batch.Events)
            Write(sql[batch.JournalTable].Insert, batch.JournalTable.Columns, row);
        foreach (var row in batch.Keys)
            Write(sql[batch.KeyTable].Insert, batch.KeyTable.Columns, row);
        foreach (var (table, changes) in batch.Rows)
        {
            var (_, upsert, delete) = sql[table];
            foreach (var change in changes.Values.Where(change => change.IsDelete))
                Write(delete, table.Keys, change.Row);
            foreach (var change in changes.Values.Where(change => !change.IsDelete))
                Write(upsert, table.Columns, change.Row);
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

    public override bool IsLost(Exception exception) => false;

    public override void Reconnect() => throw new NotSupportedException();

    public override bool HasHappened(Pending act) => throw new NotSupportedException();

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

    private void Write(string text, Column[] columns, object row)
    {
        var statement = Statement(text);
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

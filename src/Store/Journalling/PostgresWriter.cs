using System.Data;
using Npgsql;

namespace Yitong.Store;

/// <summary>
/// Writes a batch in one round trip, or in two when it has to look up first; rows go as arrays. The row of
/// <c>journal_head</c> is locked for the length of the transaction, so nodes take turns and positions have no gaps.
/// </summary>
internal sealed class PostgresWriter : Writer
{
    /// <summary>Held by servers together, by a rebuild alone: "yitong" in ASCII and one more.</summary>
    public const long StoreLock = 0x7969746f6e67_01;

    private readonly NpgsqlDataSource source;
    private readonly bool isAlone;
    private readonly Dictionary<RowTable, (string Insert, string Upsert, string Delete)> sql = [];
    private NpgsqlConnection connection;

    /// <exception cref="StoreInUseException">The tables are being rebuilt.</exception>
    public PostgresWriter(NpgsqlDataSource source, IReadOnlyList<RowTable> tables, bool isAlone)
    {
        (this.source, this.isAlone) = (source, isAlone);
        connection = Connect();
        foreach (var table in tables)
        {
            var insert = $"insert into {table.Quoted} ({table.ColumnList}) select * from unnest({Arrays(table.Columns)})";
            var keys = string.Join(" and ", table.Keys.Select(column => $"t.{column.Quoted} = d.{column.Quoted}"));
            var names = string.Join(", ", table.Keys.Select(column => column.Quoted));
            sql[table] = (insert, $"{insert} {table.OnConflict}",
                $"delete from {table.Quoted} t using unnest({Arrays(table.Keys)}) d({names}) where {keys}");
        }
    }

    public override void Begin(ReadOnlySpan<Pending> acts, Findings found)
    {
        found.Clear();
        var streams = new List<Guid>(acts.Length);
        var callers = new List<string>();
        var keys = new List<string>();
        foreach (var pending in acts)
        {
            streams.Add(pending.Change.Stream);
            if (pending.Change.Key is not { } key)
                continue;
            callers.Add(key.Caller);
            keys.Add(key.Key);
        }
        using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("begin"),
                new("select position from journal_head where id = 1 for update"),
                Command("select s.id, (select j.version from journal j where j.stream = s.id order by j.version desc "
                    + "limit 1) from unnest($1) s(id)", new NpgsqlParameter<List<Guid>> { TypedValue = streams }),
            },
        };
        if (keys.Count > 0)
            batch.BatchCommands.Add(Command(
                "select k.caller, k.key, k.stream, k.request_hash from unnest($1, $2) s(caller, key) "
                + "join lateral (select * from seen_keys k where k.caller = s.caller and k.key = s.key limit 1) k on true",
                new NpgsqlParameter<List<string>> { TypedValue = callers },
                new NpgsqlParameter<List<string>> { TypedValue = keys }));
        using var reader = batch.ExecuteReader();
        Read(reader, found);
    }

    private static void Read(NpgsqlDataReader reader, Findings found)
    {
        if (!reader.Read())
            throw new InvalidOperationException("The table journal_head has lost its row.");
        found.Head = reader.GetInt64(0);
        reader.NextResult();
        while (reader.Read())
            found.Versions[reader.GetGuid(0)] = reader.IsDBNull(1) ? 0 : reader.GetInt32(1);
        reader.NextResult();
        while (reader.Read())
            found.Keys[(reader.GetString(0), reader.GetString(1))] = new(reader.GetGuid(2), reader.GetString(3));
    }

    public override bool TryCommit(Batch batch, long head)
    {
        // One round trip: without "begin" the commands up to the end of the batch are one transaction. It fails at its
        // first command, before anything is written, when the head has moved.
        using var commands = new NpgsqlBatch(connection);
        commands.BatchCommands.Add(Command(
            "select 1 / (position = $1)::int from journal_head where id = 1 for update",
            new NpgsqlParameter<long> { TypedValue = head }));
        Write(commands, batch);
        try
        {
            commands.ExecuteNonQuery();
            return true;
        }
        catch (PostgresException e) when (e.BatchCommand == commands.BatchCommands[0]
            && e.SqlState == PostgresErrorCodes.DivisionByZero)
        {
            return false;
        }
    }

    public override void Commit(Batch batch)
    {
        foreach (var (table, rows) in batch.Bulk)
            if (rows.Count >= ManyRows)
                Copy(table, rows);
        using var commands = new NpgsqlBatch(connection);
        Write(commands, batch);
        commands.BatchCommands.Add(new("commit"));
        commands.ExecuteNonQuery();
    }

    private void Copy(RowTable table, IReadOnlyList<SealedRow> rows)
    {
        using var importer = connection.BeginBinaryImport(
            $"copy {table.Quoted} ({table.ColumnList}) from stdin (format binary)");
        foreach (var row in rows)
        {
            importer.StartRow();
            foreach (var column in table.Columns)
                column.Send(importer, row);
        }
        importer.Complete();
    }

    private void Write(NpgsqlBatch commands, Batch batch)
    {
        foreach (var (stream, upTo) in batch.Erased)
            commands.BatchCommands.Add(Command(
                "update journal set data = '', salt = null where stream = $1 and version <= $2",
                new NpgsqlParameter<Guid> { TypedValue = stream }, new NpgsqlParameter<int> { TypedValue = upTo }));
        Write(commands, batch.JournalTable.Columns, sql[batch.JournalTable].Insert, batch.Events);
        Write(commands, batch.KeyTable.Columns, sql[batch.KeyTable].Insert, batch.Keys);
        foreach (var (table, rows) in batch.Bulk)
            if (rows.Count < ManyRows)
                Write(commands, table.Columns, sql[table].Insert, rows);
        WriteRows(commands, batch);
        commands.BatchCommands.Add(Command("update journal_head set position = $1 where id = 1",
            new NpgsqlParameter<long> { TypedValue = batch.Head }));
    }

    public override void Fill(Batch batch, long position)
    {
        using var commands = new NpgsqlBatch(connection);
        WriteRows(commands, batch);
        commands.BatchCommands.Add(Command("update rebuild set position = $1 where id = 1",
            new NpgsqlParameter<long> { TypedValue = position }));
        commands.ExecuteNonQuery();
    }

    private void WriteRows(NpgsqlBatch commands, Batch batch)
    {
        foreach (var (table, changes) in batch.Rows)
        {
            var (_, upsert, delete) = sql[table];
            Write(commands, table.Keys, delete, Rows(changes, isDelete: true));
            Write(commands, table.Columns, upsert, Rows(changes, isDelete: false));
        }
    }

    private static IEnumerable<object> Rows(Dictionary<object, RowChange> changes, bool isDelete) =>
        changes.Values.Where(change => change.IsDelete == isDelete).Select(change => change.Row);

    private static void Write(NpgsqlBatch commands, Column[] columns, string text, IEnumerable<object> rows)
    {
        var any = false;
        foreach (var column in columns)
            column.Clear();
        foreach (var row in rows)
        {
            any = true;
            foreach (var column in columns)
                column.Gather(row);
        }
        if (!any)
            return;
        var command = new NpgsqlBatchCommand(text);
        foreach (var column in columns)
            command.Parameters.Add(column.Gathered);
        commands.BatchCommands.Add(command);
    }

    private static NpgsqlBatchCommand Command(string text, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }

    private static string Arrays(Column[] columns) =>
        string.Join(", ", columns.Select((column, i) => $"${i + 1}::{column.StoreType}[]"));

    public override void RollBack()
    {
        try
        {
            using var command = new NpgsqlCommand("rollback", connection);
            command.ExecuteNonQuery();
        }
        catch (NpgsqlException)
        {
            // The connection is gone, and the transaction with it; the next use finds out and reconnects.
        }
    }

    public override bool IsLost(Exception exception) =>
        connection.FullState != ConnectionState.Open
        || exception switch
        {
            // Shutdown, connection trouble, no resources, somebody else's deadlock: no act is to blame.
            PostgresException { SqlState: [.. var kind, _, _, _] state } =>
                kind is "08" or "53" or "40" || state.StartsWith("57P", StringComparison.Ordinal),
            NpgsqlException or TimeoutException or IOException => true,
            _ => false,
        };

    public override bool IsTaken(Exception exception, RowTable table) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } refused
        && refused.TableName == table.Name;

    public override void Reconnect()
    {
        if (connection.FullState == ConnectionState.Open)
            RollBack();
        NpgsqlConnection.ClearPool(connection);
        connection.Dispose();
        connection = Connect();
    }

    private NpgsqlConnection Connect()
    {
        var opened = source.OpenConnection();
        if (isAlone) return opened;
        using var command = new NpgsqlCommand($"select pg_try_advisory_lock_shared({StoreLock})", opened);
        if (command.ExecuteScalar() is true) return opened;
        opened.Dispose();
        throw new StoreInUseException(isRebuilding: true);
    }

    public override bool HasHappened(Pending act)
    {
        // The lock waits for a transaction of the lost session that the server may still be finishing.
        using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("begin"),
                new("select position from journal_head where id = 1 for update"),
                Command("select act from journal where stream = $1 and version = $2",
                    new NpgsqlParameter<Guid> { TypedValue = act.Change.Stream },
                    new NpgsqlParameter<int> { TypedValue = act.Change.ExpectedVersion + 1 }),
                new("commit"),
            },
        };
        using var reader = batch.ExecuteReader();
        reader.NextResult();
        return reader.Read() && reader.GetGuid(0) == act.Change.Act.Id;
    }

    public override void Dispose()
    {
        try
        {
            // The session may live on in the pool for a moment.
            using var command = new NpgsqlCommand("select pg_advisory_unlock_all()", connection);
            command.ExecuteNonQuery();
        }
        catch (Exception gone) when (gone is NpgsqlException or InvalidOperationException)
        {
            // The lock went with the session.
        }
        connection.Dispose();
    }
}

using System.Buffers;
using System.Collections.Concurrent;
using Npgsql;
using SQLitePCL;
using Yitong.Kernel;

namespace Yitong.Store;

/// <summary>The look-ups that acts need, by prepared statements: a tenth of what a query by EF Core costs.</summary>
internal abstract class Reader : IDisposable
{
    public abstract ValueTask<int> VersionAsync(Guid stream, CancellationToken cancellation);

    public abstract ValueTask<List<RecordedEvent>> StreamAsync(Guid stream, int after, CancellationToken cancellation);

    public abstract ValueTask<SeenKey?> KeyAsync(string caller, string key, CancellationToken cancellation);

    /// <summary>Commitments of later events, one behind the other, as many as there are and at most so many.</summary>
    public abstract ValueTask<byte[]> CommitmentsAsync(long after, int most, CancellationToken cancellation);

    protected static void Add(ArrayBufferWriter<byte> found, long after, long position, ReadOnlySpan<byte> commitment)
    {
        var expected = after + 1 + found.WrittenCount / CanonicalEvent.CommitmentBytes;
        if (position != expected || commitment.Length != CanonicalEvent.CommitmentBytes)
            throw new JournalDamagedException(expected);
        found.Write(commitment);
    }

    /// <inheritdoc/>
    public abstract void Dispose();
}

/// <summary>Reads in process, beside the writer: each reading thread borrows a connection.</summary>
internal sealed class SqliteReader(string connectionString) : Reader
{
    private readonly ConcurrentBag<SqliteHandle> idle = [];

    public override ValueTask<int> VersionAsync(Guid stream, CancellationToken cancellation) =>
        new(Use(handle => VersionOf(handle, stream)));

    public override ValueTask<List<RecordedEvent>> StreamAsync(
        Guid stream, int after, CancellationToken cancellation) => new(Use(handle => Events(handle, stream, after)));

    public override ValueTask<SeenKey?> KeyAsync(string caller, string key, CancellationToken cancellation) =>
        new(Use(handle => FindKey(handle, caller, key)));

    public override ValueTask<byte[]> CommitmentsAsync(long after, int most, CancellationToken cancellation) =>
        new(Use(handle => Commitments(handle, after, most)));

    public override void Dispose()
    {
        while (idle.TryTake(out var handle))
            handle.Dispose();
    }

    internal static int VersionOf(SqliteHandle handle, Guid stream)
    {
        var statement = handle.Statement("select max(version) from journal where stream = ?");
        SqliteHandle.Bind(statement, 1, stream);
        handle.Step(statement);
        var version = raw.sqlite3_column_int(statement, 0);
        raw.sqlite3_reset(statement);
        return version;
    }

    internal static SeenKey? FindKey(SqliteHandle handle, string caller, string key)
    {
        var statement = handle.Statement("select stream, request_hash from seen_keys where caller = ? and key = ?");
        raw.sqlite3_bind_text(statement, 1, caller);
        raw.sqlite3_bind_text(statement, 2, key);
        var seen = handle.Step(statement)
            ? new SeenKey(SqliteHandle.Guid(statement, 0), SqliteHandle.Text(statement, 1)!) : null;
        raw.sqlite3_reset(statement);
        return seen;
    }

    private static byte[] Commitments(SqliteHandle handle, long after, int most)
    {
        var statement = handle.Statement(
            "select position, commitment from journal where position > ? order by position limit ?");
        raw.sqlite3_bind_int64(statement, 1, after);
        raw.sqlite3_bind_int(statement, 2, most);
        var found = new ArrayBufferWriter<byte>();
        try
        {
            while (handle.Step(statement))
                Add(found, after, raw.sqlite3_column_int64(statement, 0), raw.sqlite3_column_blob(statement, 1));
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
        return found.WrittenSpan.ToArray();
    }

    private static List<RecordedEvent> Events(SqliteHandle handle, Guid stream, int after)
    {
        var statement = handle.Statement(
            "select position, version, type, data, act, at, actor, role, office, on_behalf_of, act_name "
            + "from journal where stream = ? and version > ? order by version");
        SqliteHandle.Bind(statement, 1, stream);
        raw.sqlite3_bind_int(statement, 2, after);
        var events = new List<RecordedEvent>();
        while (handle.Step(statement))
        {
            var by = new Actor(
                SqliteHandle.Text(statement, 6)!, (ActorRole)raw.sqlite3_column_int(statement, 7),
                SqliteHandle.Text(statement, 8), SqliteHandle.Text(statement, 9));
            var at = new DateTimeOffset(raw.sqlite3_column_int64(statement, 5), TimeSpan.Zero);
            events.Add(new(
                raw.sqlite3_column_int64(statement, 0), stream, raw.sqlite3_column_int(statement, 1),
                SqliteHandle.Text(statement, 2)!, SqliteHandle.Text(statement, 3)!,
                new(SqliteHandle.Guid(statement, 4), at, by, SqliteHandle.Text(statement, 10)!)));
        }
        return events;
    }

    private T Use<T>(Func<SqliteHandle, T> read)
    {
        if (!idle.TryTake(out var handle))
            handle = new SqliteHandle(connectionString, isDurable: true);
        try
        {
            return read(handle);
        }
        finally
        {
            idle.Add(handle);
        }
    }
}

/// <summary>Reads by prepared commands on pooled connections.</summary>
internal sealed class PostgresReader(NpgsqlDataSource source) : Reader
{
    public override async ValueTask<int> VersionAsync(Guid stream, CancellationToken cancellation)
    {
        await using var command = Command("select max(version) from journal where stream = $1", Value(stream));
        return await command.ExecuteScalarAsync(cancellation) as int? ?? 0;
    }

    public override async ValueTask<List<RecordedEvent>> StreamAsync(
        Guid stream, int after, CancellationToken cancellation)
    {
        await using var command = Command(
            "select position, version, type, data, act, at, actor, role, office, on_behalf_of, act_name "
            + "from journal where stream = $1 and version > $2 order by version", Value(stream), Value(after));
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var events = new List<RecordedEvent>();
        while (await row.ReadAsync(cancellation))
        {
            var by = new Actor(row.GetString(6), (ActorRole)row.GetInt32(7), Text(row, 8), Text(row, 9));
            events.Add(new(
                row.GetInt64(0), stream, row.GetInt32(1), row.GetString(2), row.GetString(3),
                new(row.GetGuid(4), row.GetFieldValue<DateTimeOffset>(5), by, row.GetString(10))));
        }
        return events;
    }

    public override async ValueTask<SeenKey?> KeyAsync(string caller, string key, CancellationToken cancellation)
    {
        await using var command = Command(
            "select stream, request_hash from seen_keys where caller = $1 and key = $2", Value(caller), Value(key));
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? new(row.GetGuid(0), row.GetString(1)) : null;
    }

    public override async ValueTask<byte[]> CommitmentsAsync(long after, int most, CancellationToken cancellation)
    {
        await using var command = Command(
            "select position, commitment from journal where position > $1 order by position limit $2",
            Value(after), Value(most));
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var found = new ArrayBufferWriter<byte>();
        while (await row.ReadAsync(cancellation))
            Add(found, after, row.GetInt64(0), row.GetFieldValue<byte[]>(1));
        return found.WrittenSpan.ToArray();
    }

    public override void Dispose() { }

    private NpgsqlCommand Command(string text, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = source.CreateCommand(text);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}

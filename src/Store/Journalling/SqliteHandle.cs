using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Yitong.Store;

/// <summary>A connection whose statements are prepared once and used without boxing. For one thread at a time.</summary>
internal sealed class SqliteHandle : IDisposable
{
    private const int BusyTimeoutMs = 5_000;
    private readonly SqliteConnection connection;
    private readonly sqlite3 handle;
    private readonly Dictionary<string, sqlite3_stmt> statements = [];

    public SqliteHandle(string connectionString, bool isDurable)
    {
        connection = new SqliteConnection(connectionString + ";Pooling=false");
        connection.Open();
        handle = connection.Handle!;
        raw.sqlite3_busy_timeout(handle, BusyTimeoutMs);
        Run($"pragma synchronous = {(isDurable ? "full" : "off")}");
    }

    public bool IsInTransaction => raw.sqlite3_get_autocommit(handle) == 0;

    public sqlite3_stmt Statement(string text)
    {
        if (statements.TryGetValue(text, out var statement))
            return statement;
        var code = raw.sqlite3_prepare_v3(handle, text, raw.SQLITE_PREPARE_PERSISTENT, out statement);
        if (code != raw.SQLITE_OK)
            throw Error(code);
        return statements[text] = statement;
    }

    /// <summary>Steps to the next row, to be followed by another step or a reset; at the end resets and says false.</summary>
    public bool Step(sqlite3_stmt statement)
    {
        var code = raw.sqlite3_step(statement);
        if (code == raw.SQLITE_ROW)
            return true;
        var error = code == raw.SQLITE_DONE ? null : Error(code);
        raw.sqlite3_reset(statement);
        return error is null ? false : throw error;
    }

    public void Run(string text)
    {
        var statement = Statement(text);
        if (Step(statement))
            raw.sqlite3_reset(statement);
    }

    public static void Bind(sqlite3_stmt statement, int index, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, true, out _);
        raw.sqlite3_bind_blob(statement, index, bytes);
    }

    public static Guid Guid(sqlite3_stmt statement, int column) => new(raw.sqlite3_column_blob(statement, column), true);

    public static string? Text(sqlite3_stmt statement, int column) =>
        raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL ? null
            : raw.sqlite3_column_text(statement, column).utf8_to_string();

    public void Dispose()
    {
        foreach (var statement in statements.Values)
            statement.Dispose();
        connection.Dispose();
    }

    private SqliteException Error(int code) =>
        new(raw.sqlite3_errmsg(handle).utf8_to_string(), code & 0xff, raw.sqlite3_extended_errcode(handle));
}

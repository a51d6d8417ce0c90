using Microsoft.Data.Sqlite;

namespace Yitong.Store;

/// <summary>
/// The rows that were found, in a file of their own that is thrown away: as many as there may be, memory holds none of them.
/// </summary>
internal sealed class SetOfRows : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"yitong-rows-{Guid.NewGuid():n}.db");
    private readonly SqliteConnection connection;
    private readonly SqliteTransaction transaction;
    private readonly SqliteCommand add;
    private readonly SqliteCommand take;

    public SetOfRows()
    {
        PrivateFile.Close(path);
        connection = new($"Data Source={path};Pooling=false");
        connection.Open();
        Run("pragma journal_mode = off; pragma synchronous = off; "
            + "create table found (name text, key text, digest blob, primary key (name, key)) without rowid");
        transaction = connection.BeginTransaction();
        add = Prepared("insert into found (name, key, digest) values ($name, $key, $digest)", "$name", "$key", "$digest");
        take = Prepared("delete from found where name = $name and key = $key returning digest", "$name", "$key");
    }

    /// <summary>Notes a row that was found.</summary>
    public void Add(string table, string key, UInt128 digest)
    {
        (add.Parameters[0].Value, add.Parameters[1].Value, add.Parameters[2].Value) = (table, key, BitConverter.GetBytes(digest));
        add.ExecuteNonQuery();
    }

    /// <summary>Takes a row away; null where it was not found.</summary>
    public UInt128? Take(string table, string key)
    {
        (take.Parameters[0].Value, take.Parameters[1].Value) = (table, key);
        return take.ExecuteScalar() is byte[] digest ? BitConverter.ToUInt128(digest) : null;
    }

    /// <summary>The first rows that nobody has taken.</summary>
    public IReadOnlyList<(string Table, string Key)> Left(int most)
    {
        using var command = new SqliteCommand(
            $"select name, key from found order by name, key limit {most}", connection, transaction);
        using var reader = command.ExecuteReader();
        var left = new List<(string, string)>();
        while (reader.Read()) left.Add((reader.GetString(0), reader.GetString(1)));
        return left;
    }

    public void Dispose()
    {
        add.Dispose();
        take.Dispose();
        transaction.Dispose();
        connection.Dispose();
        File.Delete(path);
    }

    private void Run(string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private SqliteCommand Prepared(string text, params IEnumerable<string> names)
    {
        var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (text, transaction);
        foreach (var name in names) command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }
}

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SQLitePCL;
using Yitong.Certificates;
using Yitong.Store;

namespace Yitong.Bench;

/// <summary>
/// Puts very many rows into a module's tables at once, past the journal: for measuring reads only, never in a city.
/// </summary>
internal static class BulkLoad
{
    private const int Chunk = 10_000;

    public static async Task WriteAsync<T>(Rows rows, IEnumerable<T> all)
        where T : class
    {
        await using var db = rows.Open();
        var table = RowTable.Of(db.Model).Single(table => table.RowType == typeof(T));
        await db.Database.OpenConnectionAsync();
        if (db.Database.GetDbConnection() is SqliteConnection sqlite) Write(sqlite, table, all);
        else await WriteAsync((NpgsqlConnection)db.Database.GetDbConnection(), table, all);
    }

    /// <summary>Tells the database how much there is, as a running city's has long been told.</summary>
    public static async Task AnalyseAsync(Rows rows)
    {
        await using var db = rows.Open();
        await db.Database.ExecuteSqlRawAsync(db.Database.IsNpgsql() ? "vacuum analyze" : "analyze");
    }

    private static async Task WriteAsync<T>(NpgsqlConnection connection, RowTable table, IEnumerable<T> all)
        where T : class
    {
        var arrays = string.Join(", ", table.Columns.Select((column, i) => $"${i + 1}::{column.StoreType}[]"));
        foreach (var chunk in all.Chunk(Chunk))
        {
            await using var command = new NpgsqlCommand(
                $"insert into {table.Quoted} ({table.ColumnList}) select * from unnest({arrays})", connection);
            foreach (var column in table.Columns)
            {
                column.Clear();
                foreach (var row in chunk) column.Gather(row);
                command.Parameters.Add(column.Gathered);
            }
            await command.ExecuteNonQueryAsync();
        }
    }

    private static void Write<T>(SqliteConnection connection, RowTable table, IEnumerable<T> all)
        where T : class
    {
        var places = string.Join(", ", table.Columns.Select(_ => "?"));
        var text = $"insert into {table.Quoted} ({table.ColumnList}) values ({places})";
        Check(raw.sqlite3_prepare_v2(connection.Handle, text, out var statement));
        using (statement)
            foreach (var chunk in all.Chunk(Chunk))
            {
                using var transaction = connection.BeginTransaction();
                foreach (var row in chunk)
                {
                    for (var i = 0; i < table.Columns.Length; i++) table.Columns[i].Bind(statement, i + 1, row);
                    raw.sqlite3_step(statement);
                    Check(raw.sqlite3_reset(statement));
                }
                transaction.Commit();
            }

        void Check(int code)
        {
            if (code != raw.SQLITE_OK)
                throw new InvalidOperationException($"{table.Quoted}: {raw.sqlite3_errmsg(connection.Handle).utf8_to_string()}");
        }
    }
}

/// <summary>Reads a benchmark's options.</summary>
internal static class Options
{
    public static int Number(string[] args, string name, int otherwise) =>
        Text(args, name) is { } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : otherwise;

    public static string[] Stores(string[] args) => (Text(args, "--store") ?? "sqlite,postgres").Split(',');

    public static IEnumerable<KeyProfile> Profiles(string[] args) => Text(args, "--profiles") is { } text
        ? text.Split(',').Select(Enum.Parse<KeyProfile>) : Enum.GetValues<KeyProfile>();

    public static int[] Numbers(string[] args, string name, params int[] otherwise) => Text(args, name) is { } text
        ? [.. text.Split(',').Select(each => int.Parse(each, System.Globalization.CultureInfo.InvariantCulture))]
        : otherwise;

    public static double At(List<double> sorted, double share) => sorted[(int)((sorted.Count - 1) * share)];

    private static string? Text(string[] args, string name) =>
        Array.IndexOf(args, name) is >= 0 and var i && i + 1 < args.Length ? args[i + 1] : null;
}

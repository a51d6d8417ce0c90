using System.Data.Common;
using System.Globalization;
using System.Text;
using DuckDB.NET.Data;
using Microsoft.Data.Sqlite;
using Npgsql;
using Yitong.Testing;

namespace Yitong.Rules.Tests.Engines;

/// <summary>A database that judges rules over a copy of a world's register.</summary>
internal sealed class SqlEngine : IDisposable
{
    private readonly DbConnection connection;

    private SqlEngine(SqlDialect dialect, DbConnection connection)
    {
        (Dialect, this.connection) = (dialect, connection);
        connection.Open();
    }

    public SqlDialect Dialect { get; }

    /// <summary>SQLite, DuckDB and PostgreSQL, each empty.</summary>
    public static async Task<SqlEngine[]> AllAsync()
    {
        var postgres = await (await PrivatePostgres.Shared).NewDatabaseAsync();
        return [
            new(SqlDialect.Sqlite, new SqliteConnection("Data Source=:memory:")),
            new(SqlDialect.DuckDb, new DuckDBConnection("Data Source=:memory:")),
            new(SqlDialect.Postgres, new NpgsqlConnection(postgres["postgres:".Length..])),
        ];
    }

    public void Load(Register register)
    {
        Run("DROP TABLE IF EXISTS register");
        Run(SqlText.TableOf(register.Facts, register.Subject));
        var text = new StringBuilder("INSERT INTO register VALUES ");
        for (var row = 0; row < register.Count; row++)
        {
            text.Append(row == 0 ? "(" : ", (").Append(CultureInfo.InvariantCulture, $"'{register.CodeOf(row)}'");
            foreach (var fact in register.Facts.Facts.Where(fact => fact.Subject == register.Subject))
            {
                var value = register[row, fact.Index];
                text.Append(", ").Append(value.IsKnown ? value.Number.ToString(CultureInfo.InvariantCulture) : "NULL");
                if (fact.Kind == FactKind.Ratio)
                    text.Append(", ").Append(value.IsKnown ? value.Over.ToString(CultureInfo.InvariantCulture) : "NULL");
            }
            text.Append(')');
        }
        Run(text.ToString());
    }

    public Dictionary<string, Verdict> Judge(BoundRule rule)
    {
        using var command = connection.CreateCommand();
        command.CommandText = SqlText.Of(rule, Dialect);
        using var reader = command.ExecuteReader();
        var verdicts = new Dictionary<string, Verdict>();
        while (reader.Read())
            verdicts[reader.GetString(0)] = new((Truth)reader.GetInt32(1), reader.GetInt32(2) == 1,
                reader.IsDBNull(3) ? null : reader.GetInt64(3));
        return verdicts;
    }

    public string Counts(BoundRule rule)
    {
        using var command = connection.CreateCommand();
        command.CommandText = SqlText.CountsOf(rule, Dialect);
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        return string.Join(' ', Enumerable.Range(0, 4).Select(at => Convert.ToString(reader.GetValue(at), CultureInfo.InvariantCulture)));
    }

    public void Dispose() => connection.Dispose();

    private void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

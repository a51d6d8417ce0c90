using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;
using Microsoft.Data.Sqlite;
using Npgsql;
using Yitong.Rules;
using Yitong.Testing;

namespace Yitong.Bench.Rules;

/// <summary>The three databases, each with the register as one table and one query a policy, in memory or fully cached.</summary>
internal static class SqlPeers
{
    public static DuckDBConnection DuckDb(RulesWorld world)
    {
        var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        Run(connection, "SET threads = 1");
        Run(connection, Table(world));
        using var appender = connection.CreateAppender("register");
        for (var at = 0; at < world.Register.Count; at++)
        {
            var row = appender.CreateRow();
            foreach (var value in Values(world, at))
                if (value is { } known) row.AppendValue(known);
                else row.AppendNullValue();
            row.EndRow();
        }
        return connection;
    }

    public static SqliteConnection Sqlite(RulesWorld world)
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        Run(connection, Table(world));
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        var count = Values(world, 0).Count();
        var places = string.Join(',', Enumerable.Range(0, count).Select(at => $"${at}"));
        insert.CommandText = $"INSERT INTO register VALUES ({places})";
        for (var at = 0; at < count; at++) insert.Parameters.Add(new SqliteParameter($"${at}", SqliteType.Integer));
        insert.Prepare();
        for (var at = 0; at < world.Register.Count; at++)
        {
            var place = 0;
            foreach (var value in Values(world, at)) insert.Parameters[place++].Value = value is { } known ? known : DBNull.Value;
            insert.ExecuteNonQuery();
        }
        transaction.Commit();
        return connection;
    }

    public static async Task<NpgsqlConnection> PostgresAsync(RulesWorld world)
    {
        var store = await (await PrivatePostgres.Shared).NewDatabaseAsync();
        var connection = new NpgsqlConnection(store["postgres:".Length..]);
        await connection.OpenAsync();
        Run(connection, Table(world));
        await using (var writer = await connection.BeginBinaryImportAsync("COPY register FROM STDIN BINARY"))
        {
            for (var at = 0; at < world.Register.Count; at++)
            {
                await writer.StartRowAsync();
                foreach (var value in Values(world, at))
                    if (value is { } known) await writer.WriteAsync(known);
                    else await writer.WriteNullAsync();
            }
            await writer.CompleteAsync();
        }
        Run(connection, "VACUUM (ANALYZE, FREEZE) register");
        Run(connection, "SET max_parallel_workers_per_gather = 0; SET jit = off");
        return connection;
    }

    /// <summary>Counts and costs one rule.</summary>
    public static Found Ask(DbConnection connection, BoundRule rule, SqlDialect dialect)
    {
        using var command = connection.CreateCommand();
        command.CommandText = TextOf(rule, dialect);
        command.CommandTimeout = 600;
        using var reader = command.ExecuteReader();
        reader.Read();
        return new(Convert.ToInt64(reader.GetValue(0), CultureInfo.InvariantCulture),
            Int128.Parse(Convert.ToString(reader.GetValue(1), CultureInfo.InvariantCulture)!, CultureInfo.InvariantCulture));
    }

    /// <summary>Runs every rule; on PostgreSQL the server's time counts.</summary>
    public static Measured Run(RulesWorld world, DbConnection connection, SqlDialect dialect)
    {
        var found = new Found[world.Rules.Count];
        Ask(connection, world.Rules[0], dialect);
        var server = dialect == SqlDialect.Postgres ? PrivatePostgres.Shared.Result : null;
        var before = server?.ProcessorTime ?? default;
        var own = Cpu.Of(() =>
        {
            for (var rule = 0; rule < found.Length; rule++) found[rule] = Ask(connection, world.Rules[rule], dialect);
        });
        return new(dialect.ToString(), server is null ? own : (server.ProcessorTime - before).TotalNanoseconds, found);
    }

    private static string TextOf(BoundRule rule, SqlDialect dialect)
    {
        var expressions = new SqlExpressions(rule.Facts, dialect);
        return $"SELECT count(*), COALESCE(sum({expressions.Of(rule.Amount!.Fen)}), 0) FROM register WHERE "
            + string.Join(" AND ", rule.Conditions.Select(condition => expressions.Of(condition.Test)));
    }

    private static string Table(RulesWorld world) => SqlText.TableOf(world.Facts, SubjectKind.Company)
        .Replace("subject TEXT PRIMARY KEY", "subject BIGINT", StringComparison.Ordinal);

    private static IEnumerable<long?> Values(RulesWorld world, int row)
    {
        yield return row;
        foreach (var fact in world.Facts.Facts)
        {
            var value = world.Register[row, fact.Index];
            yield return value.IsKnown ? value.Number : null;
            if (fact.Kind == FactKind.Ratio) yield return value.IsKnown ? value.Over : null;
        }
    }

    private static void Run(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

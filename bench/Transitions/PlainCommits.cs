using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Yitong.Store;

namespace Yitong.Bench;

/// <summary>The limit for single commits: each client inserts one row, each in its own transaction.</summary>
internal static class SingleRows
{
    public static async Task<Measured> PostgresAsync(NpgsqlDataSource source, int clients, TimeSpan length)
    {
        await using (var command = source.CreateCommand("create table single_rows (id uuid primary key, body text not null)"))
            await command.ExecuteNonQueryAsync();
        var idle = new System.Collections.Concurrent.ConcurrentBag<NpgsqlCommand>();
        return await ClosedLoop.RunAsync(clients, length, async () =>
        {
            if (!idle.TryTake(out var command))
            {
                command = new NpgsqlCommand("insert into single_rows values ($1, $2)", await source.OpenConnectionAsync());
                command.Parameters.Add(new NpgsqlParameter<Guid>());
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = new string('x', 200) });
                await command.PrepareAsync();
            }
            ((NpgsqlParameter<Guid>)command.Parameters[0]).TypedValue = Guid.CreateVersion7();
            await command.ExecuteNonQueryAsync();
            idle.Add(command);
            return 1;
        });
    }

    /// <summary>SQLite has one writer: the clients take turns.</summary>
    public static Task<Measured> SqliteAsync(SqliteConnection connection, int clients, TimeSpan length)
    {
        using (var create = connection.CreateCommand())
        {
            create.CommandText = "create table single_rows (id blob primary key, body text not null)";
            create.ExecuteNonQuery();
        }
        var command = connection.CreateCommand();
        command.CommandText = "insert into single_rows values ($1, $2)";
        var id = command.Parameters.Add("$1", SqliteType.Blob);
        command.Parameters.AddWithValue("$2", new string('x', 200));
        command.Prepare();
        var turn = new Lock();
        return ClosedLoop.RunAsync(clients, length, () =>
        {
            lock (turn)
            {
                id.Value = Guid.CreateVersion7().ToByteArray(true);
                command.ExecuteNonQuery();
            }
            return Task.FromResult(1);
        });
    }
}

/// <summary>The usual way: EF Core, one context and one transaction for each transition.</summary>
/// <remarks>SQLite has one writer: there the clients take turns, or they would sleep in its busy handler.</remarks>
internal sealed class EfCoreEach(Rows rows, bool isOneAtATime) : IDisposable
{
    private readonly SemaphoreSlim turn = new(isOneAtATime ? 1 : int.MaxValue);
    private long cases;
    private long position;

    public async Task<int> RunOneAsync()
    {
        var (id, number) = (Guid.CreateVersion7(), Interlocked.Increment(ref cases));
        StepState? state = null;
        for (var version = 1; version <= SyntheticCase.Transitions; version++)
        {
            var at = DateTimeOffset.UtcNow;
            var act = SyntheticCase.Act("do-step", at);
            var happened = SyntheticCase.Next(state, number, at);
            var recorded = SyntheticCase.Kind.Events.Write(happened);
            state = SyntheticCase.Fold(state, happened, new(id, version, act));
            await using var db = rows.Open();
            db.Add(new JournalRow
            {
                Position = Interlocked.Increment(ref position), Stream = id, Version = version, At = at,
                Type = recorded.Type, Data = recorded.Json, Act = act.Id, ActName = act.Name, Actor = act.By.Id,
                Role = act.By.Role, Office = act.By.Office,
            });
            db.Entry(SyntheticCase.CaseRow(state)).State =
                version == 1 ? EntityState.Added : EntityState.Modified;
            db.Add(SyntheticCase.TaskRow(state));
            await turn.WaitAsync();
            await db.SaveChangesAsync();
            turn.Release();
        }
        return SyntheticCase.Transitions;
    }

    public void Dispose() => turn.Dispose();
}

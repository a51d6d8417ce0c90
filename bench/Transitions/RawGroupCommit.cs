using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Npgsql;
using Yitong.Kernel;

namespace Yitong.Bench;

/// <summary>One transition's three rows, ready to be written.</summary>
internal sealed record RawTransition(
    Guid Stream, int Version, string Type, string Data, Act Act, StepCaseRow Case, StepTaskRow Task)
{
    public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>
/// The limit for a group commit: the same rows from as many clients, written by hand-made SQL, without versions, keys,
/// decisions, JSON or locks. One thread takes what has gathered and writes it in one transaction.
/// </summary>
internal abstract class RawGroupCommit : IDisposable
{
    private readonly Channel<RawTransition> queue = Channel.CreateUnbounded<RawTransition>(
        new UnboundedChannelOptions { SingleReader = true });

    private readonly Thread thread;
    private long cases;

    protected RawGroupCommit() => thread = new Thread(Run) { IsBackground = true };

    protected long Position { get; set; }

    public void Start() => thread.Start();

    public async Task<int> RunOneAsync()
    {
        var (id, number, at) = (Guid.CreateVersion7(), Interlocked.Increment(ref cases), DateTimeOffset.UtcNow);
        var state = new StepState(id, $"210200-2026-{number:00000000}", "M001", "party-1", 1, 1, at, at.AddDays(5));
        for (var version = 1; version <= SyntheticCase.Transitions; version++)
        {
            state = state with { Version = version, Step = version };
            var transition = new RawTransition(
                id, version, "step.done", "{\"Step\":1,\"Office\":\"office-01\",\"Opinion\":\"材料齐全，符合法定形式\"}",
                SyntheticCase.Act("do-step", at), SyntheticCase.CaseRow(state), SyntheticCase.TaskRow(state));
            queue.Writer.TryWrite(transition);
            await transition.Written.Task;
        }
        return SyntheticCase.Transitions;
    }

    public abstract long CountEvents();

    public virtual void Dispose()
    {
        queue.Writer.Complete();
        thread.Join();
    }

    protected abstract void Write(List<RawTransition> batch);

    private void Run()
    {
        var batch = new List<RawTransition>(1_000);
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (batch.Count < 1_000 && queue.Reader.TryRead(out var transition))
                batch.Add(transition);
            Write(batch);
            foreach (var transition in batch)
                transition.Written.SetResult();
            batch.Clear();
        }
    }
}

internal sealed class RawPostgres(NpgsqlDataSource source) : RawGroupCommit
{
    private readonly NpgsqlConnection connection = source.OpenConnection();

    private static readonly string Journal = """
        insert into journal (position, stream, version, type, at, act, act_name, actor, role, office, on_behalf_of, data, salt,
        commitment) select u.*, decode(repeat('00', 16), 'hex'), decode(repeat('00', 32), 'hex')
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) u
        """;

    private static readonly string Cases = """
        insert into step_cases (id, number, matter, applicant, step, version, opened_at, due)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do update set
        number = excluded.number, matter = excluded.matter, applicant = excluded.applicant, step = excluded.step,
        version = excluded.version, opened_at = excluded.opened_at, due = excluded.due
        """;

    private static readonly string Tasks = """
        insert into step_tasks ("case", step, office, is_done, due)
        select * from unnest($1, $2, $3, $4, $5) on conflict ("case", step) do update set
        office = excluded.office, is_done = excluded.is_done, due = excluded.due
        """;

    protected override void Write(List<RawTransition> batch)
    {
        using var commands = new NpgsqlBatch(connection);
        commands.BatchCommands.Add(Command(
            Journal, Array(batch, _ => ++Position), Array(batch, each => each.Stream),
            Array(batch, each => each.Version), Array(batch, each => each.Type), Array(batch, each => each.Act.At),
            Array(batch, each => each.Act.Id), Array(batch, each => each.Act.Name),
            Array(batch, each => each.Act.By.Id), Array(batch, each => (int)each.Act.By.Role),
            Array(batch, each => each.Act.By.Office), Array(batch, each => each.Act.By.OnBehalfOf),
            Array(batch, each => each.Data)));
        commands.BatchCommands.Add(Command(
            Cases, Array(batch, each => each.Case.Id), Array(batch, each => each.Case.Number),
            Array(batch, each => each.Case.Matter), Array(batch, each => each.Case.Applicant),
            Array(batch, each => each.Case.Step), Array(batch, each => each.Case.Version),
            Array(batch, each => each.Case.OpenedAt), Array(batch, each => each.Case.Due)));
        commands.BatchCommands.Add(Command(
            Tasks, Array(batch, each => each.Task.Case), Array(batch, each => each.Task.Step),
            Array(batch, each => each.Task.Office), Array(batch, each => each.Task.IsDone),
            Array(batch, each => each.Task.Due)));
        commands.ExecuteNonQuery();
    }

    public override long CountEvents()
    {
        using var command = source.CreateCommand("select count(*) from journal");
        return (long)command.ExecuteScalar()!;
    }

    public override void Dispose()
    {
        base.Dispose();
        connection.Dispose();
    }

    private static NpgsqlParameter<T[]> Array<T>(List<RawTransition> batch, Func<RawTransition, T> value)
    {
        var values = new T[batch.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = value(batch[i]);
        return new NpgsqlParameter<T[]> { TypedValue = values };
    }

    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }
}

internal sealed class RawSqlite : RawGroupCommit
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand journal;
    private readonly SqliteCommand cases;
    private readonly SqliteCommand tasks;

    public RawSqlite(SqliteConnection open)
    {
        connection = open;
        journal = Prepare("insert into journal (position, stream, version, type, at, act, act_name, actor, role, "
            + "office, on_behalf_of, data, salt, commitment) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
            + "zeroblob(16), zeroblob(32))", 12);
        cases = Prepare("insert into step_cases (id, number, matter, applicant, step, version, opened_at, due) "
            + "values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do update set number = excluded.number, "
            + "matter = excluded.matter, applicant = excluded.applicant, step = excluded.step, "
            + "version = excluded.version, opened_at = excluded.opened_at, due = excluded.due", 8);
        tasks = Prepare("insert into step_tasks (\"case\", step, office, is_done, due) values ($1, $2, $3, $4, $5) "
            + "on conflict (\"case\", step) do update set office = excluded.office, is_done = excluded.is_done, "
            + "due = excluded.due", 5);
    }

    protected override void Write(List<RawTransition> batch)
    {
        using var transaction = connection.BeginTransaction();
        foreach (var (stream, version, type, data, act, row, task) in batch)
        {
            Run(journal, transaction, ++Position, stream.ToByteArray(true), version, type, act.At.UtcTicks,
                act.Id.ToByteArray(true), act.Name, act.By.Id, (int)act.By.Role, act.By.Office, act.By.OnBehalfOf, data);
            Run(cases, transaction, row.Id.ToByteArray(true), row.Number, row.Matter, row.Applicant, row.Step,
                row.Version, row.OpenedAt.UtcTicks, row.Due.UtcTicks);
            Run(tasks, transaction, task.Case.ToByteArray(true), task.Step, task.Office, task.IsDone, task.Due.UtcTicks);
        }
        transaction.Commit();
    }

    public override long CountEvents()
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from journal";
        return (long)command.ExecuteScalar()!;
    }

    private SqliteCommand Prepare(string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= parameters; i++)
            command.Parameters.Add(new SqliteParameter($"${i}", null));
        command.Prepare();
        return command;
    }

    private static void Run(SqliteCommand command, SqliteTransaction transaction, params ReadOnlySpan<object?> values)
    {
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        command.ExecuteNonQuery();
    }
}

using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Yitong.Store;
using Yitong.Testing;

namespace Yitong.Bench;

/// <summary>
/// Durable transitions per second through the store, against raw single commits, a raw group commit of the same rows,
/// and EF Core with one transaction each; all in the same run, on the same machine.
/// </summary>
public static class TransitionsBench
{
    private sealed record Line(string Path, int InFlight, Func<TimeSpan, Task<Measured>> Run)
    {
        public List<Measured> Results { get; } = [];
        public double PerSecond => Median(Results.Select(result => result.PerSecond));
        public double P50 => Median(Results.Select(result => result.P50Ms));
        public double Processor => Median(Results.Select(result => result.ProcessorMicroseconds));
        public double P99 => Median(Results.Select(result => result.P99Ms));

        private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
    }

    /// <summary>Options: <c>--store sqlite|postgres</c> (default both), <c>--seconds 4</c>, <c>--repeats 3</c>.</summary>
    /// <returns>0, or an exception when what was written is not what was acknowledged.</returns>
    public static int Run(string[] args, TextWriter output) =>
        RunAsync(args, output, SyntheticCase.Path, PrebuiltCase.Path, RealCase.Path).GetAwaiter().GetResult();

    internal static async Task<int> RunAsync(string[] args, TextWriter output, params CasePath[] paths)
    {
        var length = TimeSpan.FromSeconds(double.Parse(Option(args, "--seconds", "4"), CultureInfo.InvariantCulture));
        var repeats = int.Parse(Option(args, "--repeats", "3"), CultureInfo.InvariantCulture);
        await output.WriteLineAsync(Machine.Describe() + "\n");
        foreach (var store in Option(args, "--store", "sqlite,postgres").Split(','))
        {
            var lines = Lines(store, paths, Option(args, "--only", ""));
            for (var repeat = 0; repeat < repeats; repeat++)
                foreach (var line in lines)
                    line.Results.Add(await line.Run(length));
            await output.WriteLineAsync(Table(store, lines));
        }
        return 0;
    }

    private static List<Line> Lines(string store, CasePath[] paths, string only)
    {
        List<Line> lines =
        [
            new("(a) single rows, one commit each", 32, length => SingleAsync(store, length)),
            new("(b) raw group commit, same rows", 32, length => RawAsync(store, 32, length)),
            new("(b) raw group commit, same rows", 256, length => RawAsync(store, 256, length)),
            new("(c) EF Core, one transaction each", 32, length => EfCoreAsync(store, length)),
        ];
        foreach (var path in paths)
            foreach (var inFlight in (int[])[1, 32, 256])
                lines.Add(new(path.Name, inFlight, length => PathAsync(store, path, inFlight, length)));
        return [.. lines.Where(line => line.Path.Contains(only, StringComparison.Ordinal))];
    }

    private static async Task<Measured> PathAsync(string store, CasePath path, int inFlight, TimeSpan length)
    {
        await using var place = await Place.NewAsync(store);
        await using var database = await place.OpenAsync(path.Tables);
        var running = path.Start(database);
        var warm = await ClosedLoop.RunAsync(inFlight, length / 4, running.RunOneAsync);
        var measured = await ClosedLoop.RunAsync(inFlight, length, running.RunOneAsync);
        await running.CheckAsync(warm.Cases + measured.Cases, warm.Transitions + measured.Transitions);
        return measured;
    }

    private static async Task<Measured> EfCoreAsync(string store, TimeSpan length)
    {
        await using var place = await Place.NewAsync(store);
        await using var database = await place.OpenAsync([new StepTables()]);
        using var each = new EfCoreEach(database.Rows, isOneAtATime: store == "sqlite");
        var warm = await ClosedLoop.RunAsync(32, length / 4, each.RunOneAsync);
        var measured = await ClosedLoop.RunAsync(32, length, each.RunOneAsync);
        await Expect(warm.Transitions + measured.Transitions, await database.Journal.ReadAllAsync().LongCountAsync());
        return measured;
    }

    private static async Task<Measured> RawAsync(string store, int inFlight, TimeSpan length)
    {
        await using var place = await Place.NewAsync(store);
        await using (await place.OpenAsync([new StepTables()]))
        {
        }
        using var source = place.Postgres();
        using var connection = place.Sqlite();
        using RawGroupCommit raw = source is null ? new RawSqlite(connection!) : new RawPostgres(source);
        raw.Start();
        var warm = await ClosedLoop.RunAsync(inFlight, length / 4, raw.RunOneAsync);
        var measured = await ClosedLoop.RunAsync(inFlight, length, raw.RunOneAsync);
        await Expect(warm.Transitions + measured.Transitions, raw.CountEvents());
        return measured;
    }

    private static async Task<Measured> SingleAsync(string store, TimeSpan length)
    {
        await using var place = await Place.NewAsync(store);
        using var source = place.Postgres();
        using var connection = place.Sqlite();
        return source is null
            ? await SingleRows.SqliteAsync(connection!, 32, length)
            : await SingleRows.PostgresAsync(source, 32, length);
    }

    private static Task Expect(long written, long found) => written == found ? Task.CompletedTask
        : throw new InvalidOperationException($"{written} events were acknowledged, {found} are there.");

    private static string Table(string store, List<Line> lines)
    {
        double Rate(string mark, int inFlight) =>
            lines.Find(line => line.Path.StartsWith(mark, StringComparison.Ordinal) && line.InFlight == inFlight)
                ?.PerSecond ?? double.NaN;
        var rows = lines.Select(line => string.Create(CultureInfo.InvariantCulture,
            $"| {line.Path} | {line.InFlight} | {line.PerSecond:N0} | {line.P50:N1} | {line.P99:N1} | {line.Processor:N1} "
            + $"| {line.PerSecond / Rate("(a)", 32):0.0} | {line.PerSecond / Rate("(b)", Math.Max(32, line.InFlight)):0.00} "
            + $"| {line.PerSecond / Rate("(c)", 32):0.0} | {line.PerSecond / Rate("(d)", line.InFlight):0.00} |"));
        return $"""
            ### {store}

            | path | in flight | per s | p50 ms | p99 ms | CPU µs | × (a) | × (b) | × (c) | × (d) |
            |---|---|---|---|---|---|---|---|---|---|
            {string.Join('\n', rows)}

            """;
    }

    private static string Option(string[] args, string name, string otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var i && i + 1 < args.Length ? args[i + 1] : otherwise;
}

/// <summary>A fresh database on one of the two, gone afterwards.</summary>
internal sealed class Place : IAsyncDisposable
{
    private readonly string connection;
    private readonly string? folder;

    private Place(string connection, string? folder) => (this.connection, this.folder) = (connection, folder);

    public string Connection => connection;

    public static async Task<Place> NewAsync(string store)
    {
        if (store == "postgres")
            return new(await (await PrivatePostgres.Shared).NewDatabaseAsync(), null);
        var folder = Directory.CreateTempSubdirectory("yitong-bench-").FullName;
        return new($"sqlite:{folder}/bench.db", folder);
    }

    public Task<Database> OpenAsync(IReadOnlyList<IRowModel> tables, int batchLimit = 1_000) =>
        Database.OpenAsync(new() { Connection = connection, BatchLimit = batchLimit }, tables);

    public NpgsqlDataSource? Postgres() => folder is not null ? null
        : NpgsqlDataSource.Create(connection["postgres:".Length..] + ";Max Auto Prepare=50;Auto Prepare Min Usages=2");

    public SqliteConnection? Sqlite()
    {
        if (folder is null)
            return null;
        var open = new SqliteConnection($"Data Source={folder}/bench.db;Pooling=false");
        open.Open();
        using var command = open.CreateCommand();
        command.CommandText = "pragma journal_mode = wal; pragma synchronous = full;";
        command.ExecuteNonQuery();
        return open;
    }

    public ValueTask DisposeAsync()
    {
        if (folder is not null)
            Directory.Delete(folder, true);
        return ValueTask.CompletedTask;
    }
}

using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Yitong.Benefits;
using Yitong.Store;

namespace Yitong.Bench;

/// <summary>
/// A payment run of 2.18 million people and 600 million yuan against a raw load of the same order rows into the same table, then
/// the same run again with its process killed ten times on the way.
/// </summary>
public static class PaymentsBench
{
    /// <summary>
    /// Options: <c>--people 2180000</c>, <c>--chunk 10000</c>, <c>--kills 10</c>, <c>--repeats 1</c>,
    /// <c>--store sqlite|postgres</c>.
    /// </summary>
    /// <returns>0, or an exception when the ledger or the orders are not exact to the fen.</returns>
    public static int Run(string[] args, TextWriter output) => RunAsync(args, output).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var chunk = Options.Number(args, "--chunk", ListDrawing.ChunkLines);
        if (args is ["--worker", var connection, ..])
            return await WorkAsync(connection, Options.Number(args, "--people", 0), chunk);
        var people = Options.Number(args, "--people", 2_180_000);
        await output.WriteLineAsync(Machine.Describe() + "\n");
        foreach (var store in Options.Stores(args))
        {
            var rounds = new List<Round>();
            for (var repeat = 0; repeat < Options.Number(args, "--repeats", 1); repeat++)
                rounds.Add(await MeasureAsync(store, people, chunk));
            var (kills, seconds) = await KilledAsync(store, people, chunk, Options.Number(args, "--kills", 10));
            await output.WriteLineAsync(Table(store, people, Median(rounds), kills, seconds));
        }
        return 0;
    }

    private sealed record Round(TimeSpan Raw, TimeSpan List, TimeSpan Orders, TimeSpan Bank)
    {
        public double Share => Raw / Orders;
    }

    private static Round Median(List<Round> rounds) => rounds.OrderBy(round => round.Share).ElementAt(rounds.Count / 2);

    private static async Task<Round> MeasureAsync(string store, int people, int chunk)
    {
        var raw = await RawAsync(store, people);
        await using var place = await Place.NewAsync(store);
        await using var database = await place.OpenAsync(PaymentWorkload.Tables);
        var workload = new PaymentWorkload(database, people, chunk);
        var list = await TimedAsync(workload.DrawAsync);
        await workload.SignAsync();
        var orders = await TimedAsync(workload.OrderAsync);
        await workload.CheckAsync(database.Rows, LedgerAccount.Payable);
        var bank = await TimedAsync(workload.SettleAsync);
        await workload.CheckAsync(database.Rows, LedgerAccount.Paid);
        return new(raw, list, orders, bank);
    }

    private static async Task<(int Kills, double Seconds)> KilledAsync(
        string store, int people, int chunk, int kills)
    {
        await using var place = await Place.NewAsync(store);
        await using (await place.OpenAsync(PaymentWorkload.Tables))
        {
        }
        var (random, killed, watch) = (new Random(people), 0, Stopwatch.StartNew());
        // Chunks of the list, of orders and of the bank's answers: the kills are spread over all of them.
        var apart = Math.Max(1, 3 * (people / chunk + 1) / (kills + 1));
        while (true)
        {
            using var worker = Process.Start(new ProcessStartInfo("dotnet")
            {
                ArgumentList =
                {
                    typeof(PaymentsBench).Assembly.Location, "payments", "--worker", place.Connection,
                    "--people", people.ToString(CultureInfo.InvariantCulture),
                    "--chunk", chunk.ToString(CultureInfo.InvariantCulture),
                },
                RedirectStandardOutput = true, RedirectStandardInput = true,
            })!;
            // It goes on after each line when it is told to: one that is to be killed is never done before.
            var lines = 0;
            while (await worker.StandardOutput.ReadLineAsync() is not null)
            {
                await worker.StandardInput.WriteLineAsync();
                if (killed == kills || ++lines < apart) continue;
                await Task.Delay(random.Next(60));
                worker.Kill();
                break;
            }
            await worker.WaitForExitAsync();
            if (lines >= apart) killed++;
            else if (worker.ExitCode == 0) break;
            else throw new InvalidOperationException($"The worker ended with {worker.ExitCode}.");
        }
        var seconds = watch.Elapsed.TotalSeconds;
        NpgsqlConnection.ClearAllPools();
        await using var database = await place.OpenAsync(PaymentWorkload.Tables);
        await new PaymentWorkload(database, people).CheckAsync(database.Rows, LedgerAccount.Paid);
        var replay = await Replay.VerifyAsync(database, PaymentWorkload.Tables,
            [
                BudgetHistory.Kind, RunHistory.Kind(PaymentWorkload.Pack), ReceivingAccount.Kind,
                ReferralHistory.Kind(PaymentWorkload.Pack),
            ]);
        return replay.IsSound ? (killed, seconds)
            : throw new InvalidOperationException(string.Join('\n', replay.Differences));
    }

    private static async Task<int> WorkAsync(string connection, int people, int chunk)
    {
        await using var store = await Database.OpenAsync(
            new StoreOptions { Connection = connection }, PaymentWorkload.Tables);
        await using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        var workload = new PaymentWorkload(store, people, chunk, line =>
        {
            output.WriteLine(line);
            Console.In.ReadLine();
        });
        await workload.DrawAsync();
        await workload.SignAsync();
        await workload.OrderAsync();
        await workload.SettleAsync();
        return 0;
    }

    private static async Task<TimeSpan> RawAsync(string store, int people)
    {
        await using var place = await Place.NewAsync(store);
        await using (await place.OpenAsync(PaymentWorkload.Tables))
        {
        }
        using var source = place.Postgres();
        using var connection = place.Sqlite();
        return await TimedAsync(async () =>
        {
            if (source is null) RawSqlite(connection!, people);
            else await RawPostgresAsync(source, people);
        });
    }

    private const string Columns =
        "claim, period, subject, attempt, account, chunk, fen, line, name, source, stream";

    private static async Task RawPostgresAsync(NpgsqlDataSource source, int people)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var importer = await connection.BeginBinaryImportAsync(
            $"copy payment_orders ({Columns}) from stdin (format binary)");
        var line = 0;
        foreach (var person in PaymentWorkload.People(people, ""))
        {
            importer.StartRow();
            importer.Write("P020");
            importer.Write("2026");
            importer.Write(person.Subject);
            importer.Write(1);
            importer.Write(person.Account!);
            importer.Write(1 + line / ListDrawing.ChunkLines);
            importer.Write(person.Fen);
            importer.Write(1 + line++ % ListDrawing.ChunkLines);
            importer.Write(person.Name);
            importer.Write(PaymentWorkload.RunId);
            importer.Write(PaymentWorkload.BudgetId);
        }
        await importer.CompleteAsync();
    }

    private static void RawSqlite(SqliteConnection connection, int people)
    {
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        insert.CommandText = $"insert into payment_orders ({Columns}) values ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
        var values = Enumerable.Range(0, 11).Select(i => insert.Parameters.Add(new SqliteParameter($"${i}", null))).ToArray();
        var (line, run, budget) = (0, PaymentWorkload.RunId.ToByteArray(true), PaymentWorkload.BudgetId.ToByteArray(true));
        foreach (var person in PaymentWorkload.People(people, ""))
        {
            object[] row =
            [
                "P020", "2026", person.Subject, 1L, person.Account!, 1L + line / ListDrawing.ChunkLines, person.Fen,
                1L + line++ % ListDrawing.ChunkLines, person.Name, run, budget,
            ];
            for (var i = 0; i < row.Length; i++) values[i].Value = row[i];
            insert.ExecuteNonQuery();
        }
        transaction.Commit();
    }

    private static async Task<TimeSpan> TimedAsync(Func<Task> work)
    {
        GC.Collect();
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed;
    }

    private static string Table(string store, int people, Round round, int kills, double seconds)
    {
        string Line(string what, TimeSpan time) => string.Create(CultureInfo.InvariantCulture,
            $"| {what} | {time.TotalSeconds:0.0} | {people / time.TotalSeconds:N0} | {round.Raw / time:0.00} |");
        return $"""
            ### {store}: {people.ToString("N0", CultureInfo.InvariantCulture)} people, 600 million yuan

            | step | s | rows/s | against raw |
            |---|---|---|---|
            {Line(store == "sqlite" ? "raw: one transaction, prepared insert" : "raw: one COPY into the same table with its key", round.Raw)}
            {Line("payment orders, with ledger, seals, journal", round.Orders)}
            {Line("list drawn up, with seals, journal", round.List)}
            {Line("files to the bank, answers booked", round.Bank)}

            With {kills} kill -9 on the way: {seconds.ToString("0", CultureInfo.InvariantCulture)} s from nothing to the last
            answer of the bank, every order there once, the ledger exact to the fen, a replay of the journal finds no difference.

            """;
    }
}

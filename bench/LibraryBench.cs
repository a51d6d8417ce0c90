using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Yitong.Demo.Population;
using Yitong.Kernel;
using Yitong.Store;
using Yitong.ThemeLibrary;

namespace Yitong.Bench;

/// <summary>
/// Any holder's page of the theme library at full size, against <c>pgbench -S</c>, which reads one row by its number, on the same
/// server and over as many rows. Pages are compared with a plain query before anything is measured.
/// </summary>
public static class LibraryBench
{
    private static readonly IReadOnlyList<IRowModel> Tables = [new LibraryTables()];
    private static readonly DateOnly Today = new(2026, 9, 21);

    /// <summary>
    /// Options: <c>--records 24510000</c>, <c>--holders 2510000</c>, <c>--seconds 5</c>, <c>--rounds 3</c>.
    /// </summary>
    /// <returns>0, or an exception when a page is not what it must be.</returns>
    public static int Run(string[] args, TextWriter output) => RunAsync(args, output).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var records = Options.Number(args, "--records", 24_510_000);
        var (seconds, rounds) = (Options.Number(args, "--seconds", 5), Options.Number(args, "--rounds", 3));
        await output.WriteLineAsync(Machine.Describe() + "\n");
        var invented = Invented(Options.Number(args, "--holders", 2_510_000), records);
        await using var place = await Place.NewAsync("postgres");
        await using var database = await place.OpenAsync(Tables);
        var watch = Stopwatch.StartNew();
        await new ArchiveDesk(database.Journal).TakeAsync(
            name => Act.Of(TimeProvider.System.GetUtcNow(), Actor.Engine, name), "bench", invented.From);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{records:N0} records of {invented.Holders.Count:N0} holders taken over in {watch.Elapsed.TotalSeconds:0} s\n"));
        await using var peer = await Place.NewAsync("postgres");
        await PgbenchAsync(peer, "-i", "-q", "-s", Math.Max(1, records / 100_000).ToString(CultureInfo.InvariantCulture));
        await SettleAsync(place);
        await CheckAsync(database.Rows, invented.Holders);
        await MeasureAsync(database.Rows, invented.Holders, 64, 2);
        await output.WriteLineAsync("""
            | at once | pgbench -S rows/s | pages/s | ratio | records/s | p50 ms | p99 ms |
            |---|---|---|---|---|---|---|
            """);
        foreach (var clients in (int[])[1, 8, 64])
            await output.WriteLineAsync(await RowAsync(database.Rows, invented.Holders, peer, clients, seconds, rounds));
        return 0;
    }

    private static async Task<string> RowAsync(
        Rows rows, IReadOnlyList<string> holders, Place peer, int clients, int seconds, int rounds)
    {
        var measured = new List<(double Peer, Measured Ours)>();
        for (var round = 0; round < rounds; round++)
        {
            var peerRate = await PeerAsync(peer, clients, seconds);
            measured.Add((peerRate, await MeasureAsync(rows, holders, clients, seconds)));
        }
        var (theirs, ours) = measured.OrderBy(each => each.Ours.Pages / each.Peer).ElementAt(rounds / 2);
        return string.Create(CultureInfo.InvariantCulture,
            $"| {clients} | {theirs:N0} | {ours.Pages:N0} | {ours.Pages / theirs:0.00} | {ours.Records:N0} | "
            + $"{ours.P50:0.00} | {ours.P99:0.00} |");
    }

    private sealed record Measured(double Pages, double Records, double P50, double P99);

    private static async Task<Measured> MeasureAsync(Rows rows, IReadOnlyList<string> holders, int clients, int seconds)
    {
        var shelf = new Shelf(rows);
        var end = Stopwatch.GetTimestamp() + seconds * Stopwatch.Frequency;
        var runs = await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var (random, took, read) = (new Random(client), new List<double>(), 0L);
            // Once at least, however late its turn comes.
            do
            {
                var (holder, begun) = (holders[random.Next(holders.Count)], Stopwatch.GetTimestamp());
                var page = await shelf.ReadAsync(holder);
                took.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                foreach (var record in page.Records)
                    if (record.Holder != holder)
                        throw new InvalidOperationException($"{holder} got a record of {record.Holder}.");
                read += page.Records.Count;
            }
            while (Stopwatch.GetTimestamp() < end);
            return (took, read);
        })));
        var all = runs.SelectMany(run => run.took).Order().ToList();
        return new((double)all.Count / seconds, (double)runs.Sum(run => run.read) / seconds,
            all[all.Count / 2], all[(int)(all.Count * 0.99)]);
    }

    private static async Task CheckAsync(Rows rows, IReadOnlyList<string> holders)
    {
        var shelf = new Shelf(rows);
        await using var db = rows.Open();
        var random = new Random(7);
        for (var sample = 0; sample < 200; sample++)
        {
            var holder = holders[random.Next(holders.Count)];
            var wanted = await db.Set<ArchivedRow>().Where(row => row.Holder == holder).OrderByDescending(row => row.At)
                .ThenByDescending(row => row.Id).Take(Shelf.PageLength).Select(row => row.Id).ToListAsync();
            if (!wanted.SequenceEqual((await shelf.ReadAsync(holder)).Records.Select(record => record.Id)))
                throw new InvalidOperationException($"The page of {holder} is wrong.");
        }
    }

    private static async Task SettleAsync(Place place)
    {
        await using var source = place.Postgres()!;
        await using var command = source.CreateCommand("vacuum (analyze) library_archive");
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<double> PeerAsync(Place peer, int clients, int seconds)
    {
        var said = await PgbenchAsync(peer, "-S", "-n", "-M", "prepared", "-c", $"{clients}", "-j", $"{Math.Min(clients, 2)}",
            "-T", $"{seconds}");
        var line = said.Split('\n').FirstOrDefault(each => each.StartsWith("tps = ", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"pgbench told no rate: {said}");
        return double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture);
    }

    private static async Task<string> PgbenchAsync(Place peer, params string[] arguments)
    {
        var at = new NpgsqlConnectionStringBuilder(peer.Connection["postgres:".Length..]);
        var program = Directory.GetDirectories("/usr/lib/postgresql").Order()
            .Select(each => $"{each}/bin/pgbench").Last(File.Exists);
        using var process = Process.Start(new ProcessStartInfo(program,
            [.. arguments, "-h", at.Host!, "-p", $"{at.Port}", "-U", at.Username!, at.Database!])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["PGPASSWORD"] = at.Password },
        })!;
        var faults = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? said : throw new InvalidOperationException(await faults);
    }

    private static InventedRecords Invented(int holders, long records) => new(
        [
            .. Enumerable.Range(0, 4).Select(kind => (IReadOnlyList<(string, string, string)>)
            [
                .. Enumerable.Range(0, 300)
                    .Select(each => ($"K{kind}{each:000}", $"Record of kind {kind} number {each:000}", "scjg")),
            ]),
        ],
        Enumerable.Range(0, holders).Select(number => $"2102{number:00000000}{number % 1_000_000:000000}"), records, 1, Today);
}

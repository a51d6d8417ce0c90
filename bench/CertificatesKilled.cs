using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Yitong.Certificates;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Store;

namespace Yitong.Bench;

/// <summary>
/// A process that issues certificates for a row of cases, from the first each time it starts, and is killed on the way: in the end
/// each case has one certificate that verifies, whoever was told of it before the kill.
/// </summary>
internal static class CertificatesKilled
{
    private const int Batch = 64;
    private const string End = " .";
    private const int Killed = 128 + 9;
    private const long Aimed = long.MaxValue / 2;
    private static readonly IReadOnlyList<IRowModel> Tables = [new CertificateTables(), new ThemeLibrary.LibraryTables()];

    public static async Task<string> RunAsync(string store, CityPack pack, int count, int kills)
    {
        await using var place = await Place.NewAsync(store);
        var keys = Directory.CreateTempSubdirectory("yitong-keys-").FullName;
        var (random, killed, told, watch) = (new Random(count), 0, new HashSet<string>(), Stopwatch.StartNew());
        await using (await place.OpenAsync(Tables)) { }
        while (true)
        {
            using var worker = Process.Start(new ProcessStartInfo("dotnet")
            {
                ArgumentList =
                {
                    typeof(CertificatesKilled).Assembly.Location, "certificates", "--worker", place.Connection, keys,
                    "--certificates", count.ToString(CultureInfo.InvariantCulture),
                },
                RedirectStandardOutput = true,
            })!;
            // The kills are spread over the row: each comes a share of it further on.
            var enough = (killed + 1L) * count / (kills + 1) / Batch;
            while (await worker.StandardOutput.ReadLineAsync() is { } line)
            {
                // A kill may cut the last line: what has no end was not told.
                if (!line.EndsWith(End, StringComparison.Ordinal)) continue;
                told.UnionWith(line[..^End.Length].Split(' '));
                if (killed == kills || enough >= Aimed || --enough > 0) continue;
                await Task.Delay(random.Next(20));
                worker.Kill();
                killed++;
                enough = Aimed;
            }
            await worker.WaitForExitAsync();
            if (worker.ExitCode == Killed) continue;
            if (worker.ExitCode != 0) throw new InvalidOperationException($"The worker ended with {worker.ExitCode}.");
            if (enough < Aimed) break;
            killed--; // It was done before the kill reached it: that was none.
        }
        var seconds = watch.Elapsed.TotalSeconds;
        NpgsqlConnection.ClearAllPools();
        await using var database = await place.OpenAsync(Tables);
        await CheckAsync(database, new(keys), pack, count, told);
        Directory.Delete(keys, true);
        return string.Create(CultureInfo.InvariantCulture,
            $"\n{store}: {count:N0} issued by a process with {killed} kill -9 on the way, {seconds:0.0} s: one certificate for each ")
            + "case, all verify, nothing that was told is missing, rows equal a replay.";
    }

    public static async Task<int> WorkAsync(string connection, string folder, CityPack pack, int count)
    {
        await using var store = await Database.OpenAsync(new() { Connection = connection }, Tables);
        await using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        var desk = CertificatesBench.IssuingOn(store, pack, new(folder));
        var type = pack.Section<CertificateTypes>().ByCode.Values.First(each => each.Matter == "M078").Code;
        foreach (var some in Enumerable.Range(0, count).Chunk(Batch))
        {
            var act = Act.Of(TimeProvider.System.GetUtcNow(), Actor.Engine, "issue-certificate");
            var done = await desk.IssueAsync(act, [.. some.Select(number => CertificatesBench.Wish(number, type))]);
            await output.WriteLineAsync(string.Join(' ', done.Select(each => each.Value.Content.Identifier)) + End);
        }
        return 0;
    }

    private static async Task CheckAsync(Database database, KeyRing keys, CityPack pack, int count, HashSet<string> told)
    {
        var lists = CertificatesBench.ListsOn(database);
        for (var number = 0; number < count; number++)
        {
            var wish = CertificatesBench.Wish(number, "");
            var found = await lists.FindAsync(IssueCertificate.IdOf(wish.Case, wish.Matter));
            CertificatesBench.Must(found?.Seal is { } seal && told.Remove(found.Content.Identifier)
                && seal.Verify(keys.Find(Convert.ToUInt32(seal.Key, 16))!, found.Content.Canonical()));
        }
        CertificatesBench.Must(told.Count == 0);
        var replay = await Replay.VerifyAsync(database, Tables, [CertificateHistory.Kind]);
        if (!replay.IsSound) throw new InvalidOperationException(string.Join('\n', replay.Differences));
    }
}

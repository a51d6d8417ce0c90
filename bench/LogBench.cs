using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Yitong.Kernel;
using Yitong.PublicLog;
using Yitong.Store;
using Yitong.Testing;
using Yitong.Transparency;

namespace Yitong.Bench;

/// <summary>
/// The public log: durable entries a second, with the sequencer at work, against one commit each; a full verification of a log in
/// files; the size of a proof.
/// </summary>
public static class LogBench
{
    private static readonly NoteSigner Key = new("bench.example/1", NoteKeyKind.Log, new byte[32]);

    /// <summary>
    /// Options: <c>--store sqlite|postgres</c> (default both), <c>--seconds 4</c>, <c>--in-flight 2000</c>,
    /// <c>--leaves 1000000</c>.
    /// </summary>
    /// <returns>0, or an exception when the log is not what was acknowledged.</returns>
    public static int Run(string[] args, TextWriter output) => RunAsync(args, output).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var length = TimeSpan.FromSeconds(double.Parse(Option(args, "--seconds", "4"), CultureInfo.InvariantCulture));
        var inFlight = int.Parse(Option(args, "--in-flight", "2000"), CultureInfo.InvariantCulture);
        var leaves = long.Parse(Option(args, "--leaves", "1000000"), CultureInfo.InvariantCulture);
        await output.WriteLineAsync(Machine.Describe() + "\n");
        await output.WriteLineAsync("| store | one commit each, entries/s | together, entries/s | ratio | p99 together, ms | in the log "
            + "when the load ends | rest logged, s |\n|---|---|---|---|---|---|---|");
        foreach (var store in Option(args, "--store", "sqlite,postgres").Split(','))
            await output.WriteLineAsync(await AppendAsync(store, length, inFlight));
        await output.WriteLineAsync("\n" + await VerifyAsync(leaves));
        return 0;
    }

    private static async Task<string> AppendAsync(string kind, TimeSpan length, int inFlight)
    {
        var folder = Directory.CreateTempSubdirectory("yitong-bench-");
        var connection = kind == "sqlite" ? $"sqlite:{folder.FullName}/log.db"
            : await (await PrivatePostgres.Shared).NewDatabaseAsync();
        await using var store = await Database.OpenAsync(
            new StoreOptions { Connection = connection, BatchLimit = inFlight, QueueLimit = 2 * inFlight },
            [new LogTables()]);
        using var sequencer = new Sequencer(
            store.Journal, store.Rows, new([Key], []), TimeProvider.System, NullLogger<Sequencer>.Instance);
        await LoadAsync(store, 1, length / 4); // Compiles what is measured.
        var alone = await LoadAsync(store, 1, length);
        await LoadAsync(store, inFlight, length / 4);
        using var stop = new CancellationTokenSource();
        var logging = LogAsync(sequencer, stop.Token);
        var together = await LoadAsync(store, inFlight, length);
        await stop.CancelAsync();
        var logged = await logging;
        var head = await store.Journal.ReadHeadAsync();
        var watch = Stopwatch.StartNew();
        if (await sequencer.AdvanceAsync() != head) throw new InvalidOperationException("The log has not every entry.");
        var rest = watch.Elapsed.TotalSeconds;
        var audit = await new DatabaseAudit(store.Journal, store.Rows, new(Key.Verifier), []).RunAsync();
        if (!audit.IsSound || audit.Entries != head) throw new InvalidOperationException($"{audit.Entries} of {head} entries: {string.Join(", ", audit.Faults)}");
        return string.Create(CultureInfo.InvariantCulture,
            $"| {kind} | {alone.Rate:N0} | {together.Rate:N0} | {together.Rate / alone.Rate:0.0} | {together.P99:0.0} "
            + $"| {100.0 * logged / head:0} % | {rest:0.0} |");
    }

    /// <summary>The sequencer as a server runs it: once a second. Says how far it has come.</summary>
    private static async Task<long> LogAsync(Sequencer sequencer, CancellationToken stop)
    {
        var size = 0L;
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
            if (!stop.IsCancellationRequested) size = await sequencer.AdvanceAsync(CancellationToken.None);
        }
        return size;
    }

    /// <summary>So many writers, each of which waits until its entry is durable before it writes the next.</summary>
    private static async Task<(double Rate, double P99)> LoadAsync(Database store, int writers, TimeSpan length)
    {
        var by = new Actor("evidence", ActorRole.Engine, "210200");
        var watch = Stopwatch.StartNew();
        var times = await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            var own = new List<double>();
            // Once at least, however late its turn comes.
            do
            {
                var began = watch.Elapsed;
                var change = new Change(
                    Guid.CreateVersion7(), 0, Act.Of(DateTimeOffset.UtcNow, by, "disclose"),
                    [new("evidence.disclosed", """{"case":"0192a000-0000-7000-8000-000000000001","items":["birth","address"]}""")], []);
                if (await store.Journal.CommitAsync(change) is not Committed) throw new InvalidOperationException("Not committed.");
                own.Add((watch.Elapsed - began).TotalMilliseconds);
            }
            while (watch.Elapsed < length);
            return own;
        })));
        var seconds = watch.Elapsed.TotalSeconds;
        var all = times.SelectMany(own => own).Order().ToList();
        return (all.Count / seconds, all[(int)(all.Count * 0.99)]);
    }

    private static async Task<string> VerifyAsync(long leaves)
    {
        var folder = Directory.CreateTempSubdirectory("yitong-bench-");
        try
        {
            var root = await WriteAsync(folder.FullName, leaves);
            using var files = new TileFiles(folder.FullName);
            var cpu = Process.GetCurrentProcess().TotalProcessorTime;
            var watch = Stopwatch.StartNew();
            var audit = new TreeAudit(leaves, tile => new(files.Read(tile)));
            if (await audit.RunAsync() is { } fault) throw new InvalidOperationException($"Not sound: {fault}");
            if (audit.Root != root) throw new InvalidOperationException("Another root.");
            var (seconds, used) = (watch.Elapsed.TotalSeconds, Process.GetCurrentProcess().TotalProcessorTime - cpu);
            var checkpoint = new Checkpoint(Key.Verifier.Name, leaves, root).Text;
            var path = Inclusion.Prove(leaves / 3, leaves, new TileReader((level, index) => files.Whole(level, index)).Read);
            var proof = new LogProof(leaves / 3, path, new byte[32], new(checkpoint, [Key.Sign(checkpoint, default)]));
            return string.Create(CultureInfo.InvariantCulture, $"""
                | leaves | full verification, s | processor, s | leaves/s | digests in a proof | their bytes | proof file, bytes |
                |---|---|---|---|---|---|---|
                | {leaves:N0} | {seconds:0.0} | {used.TotalSeconds:0.0} | {leaves / seconds:N0} | {path.Count} | {path.Count * 32} | {proof.ToString().Length} |
                """);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Writes a log of invented entries, one file for each level.</summary>
    private static async Task<Digest> WriteAsync(string folder, long leaves)
    {
        var files = new Dictionary<int, FileStream>();
        var edge = new Dictionary<(int, long), byte[]>();
        var writer = new TileWriter(0, (level, index) => edge.GetValueOrDefault((level, index)) ?? []);
        var (random, entry) = (new Random(1), new byte[32]);
        while (writer.Size < leaves)
        {
            for (var i = 0; i < 65_536 && writer.Size < leaves; i++)
            {
                random.NextBytes(entry);
                writer.Append(entry);
            }
            foreach (var (tile, bytes) in writer.Changed.OrderBy(each => each.Tile.Index))
            {
                if (!files.TryGetValue(tile.Level, out var file))
                    files.Add(tile.Level, file = File.Create(TileFiles.PathOf(folder, tile.Level)));
                file.Position = tile.Index * TileFiles.BytesOf(tile.Level);
                await file.WriteAsync(bytes);
                edge[(tile.Level, tile.Index)] = bytes;
                if (tile.IsFull) edge.Remove((tile.Level, tile.Index));
            }
            writer.Stored();
        }
        foreach (var file in files.Values) await file.DisposeAsync();
        return writer.Root;
    }

    private static string Option(string[] args, string name, string usual) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : usual;

    /// <summary>Tiles in files, a level in each.</summary>
    private sealed class TileFiles(string folder) : IDisposable
    {
        private readonly Dictionary<int, FileStream> files = [];

        public static string PathOf(string folder, int level) => Path.Combine(folder, $"level{level}");

        public static int BytesOf(int level) => Tile.Full * (level == Tile.Entries ? 34 : Digest.Size);

        public ReadOnlyMemory<byte>? Read(Tile tile)
        {
            var whole = Whole(tile.Level, tile.Index);
            var wanted = tile.Width * BytesOf(tile.Level) / Tile.Full;
            return whole.Length < wanted ? null : whole[..wanted];
        }

        public ReadOnlyMemory<byte> Whole(int level, long index)
        {
            if (!files.TryGetValue(level, out var file))
            {
                if (!File.Exists(PathOf(folder, level))) return default;
                files.Add(level, file = new(PathOf(folder, level), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20));
            }
            var bytes = new byte[BytesOf(level)];
            file.Position = index * bytes.Length;
            return bytes.AsMemory(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        }

        public void Dispose()
        {
            foreach (var file in files.Values) file.Dispose();
        }
    }
}

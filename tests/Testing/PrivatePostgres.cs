using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Yitong.Testing;

/// <summary>
/// A PostgreSQL server of this process alone: own folder, unix socket only, durable as in production. It ends with
/// the process, however that ends: its guard reads from a pipe that only this process holds open.
/// </summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    private static readonly Lazy<Task<PrivatePostgres>> Server = new(StartAsync);
    private static int databases;

    private readonly string folder;
    private readonly Process guard;

    private PrivatePostgres(string folder, Process guard) => (this.folder, this.guard) = (folder, guard);

    /// <summary>The server of this process, started on first use.</summary>
    public static Task<PrivatePostgres> Shared => Server.Value;

    /// <summary>Whether the shared server has been asked for.</summary>
    public static bool IsRunning => Server.IsValueCreated;

    private int ProcessId => int.Parse(
        File.ReadLines(Path.Combine(folder, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>Processor time that the server's processes have used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            var (main, ticks) = (ProcessId, 0L);
            foreach (var process in Directory.EnumerateDirectories("/proc", "*").Where(path => char.IsDigit(path[6])))
            {
                if (!TryRead(process + "/stat", out var stat))
                    continue;
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                var isMain = process == $"/proc/{main}";
                if (isMain || fields[1] == main.ToString(CultureInfo.InvariantCulture))
                    ticks += fields[11..(isMain ? 15 : 13)]
                        .Sum(number => long.Parse(number, CultureInfo.InvariantCulture));
            }
            return TimeSpan.FromMilliseconds(ticks * 10);
        }
    }

    /// <summary>A fresh database; the value is a store's connection setting.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        var name = $"t{Interlocked.Increment(ref databases)}";
        await using var connection = new NpgsqlConnection(Npgsql("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"create database {name}", connection);
        await command.ExecuteNonQueryAsync();
        return "postgres:" + Npgsql(name);
    }

    /// <summary>Starts a server of its own; dispose it. For tests that kill it.</summary>
    public static async Task<PrivatePostgres> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("yitong-pg-").FullName;
        var binaries = Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Last() + "/bin";
        var script = $"""
            {binaries}/initdb -D {folder}/data -U yitong -A trust -E UTF8 --locale=C --no-sync >{folder}/initdb.log 2>&1 || exit 1
            serve() {"{"}
              {binaries}/postgres -D {folder}/data -k {folder} -c listen_addresses= -c max_connections=200 \
                -c shared_buffers=256MB -c max_wal_size=4GB >>{folder}/server.log 2>&1 & pid=$!
            {"}"}
            is_ready() {"{"}
              [ "$(head -1 {folder}/data/postmaster.pid 2>/dev/null)" = $pid ] &&
                sed -n 8p {folder}/data/postmaster.pid | grep -q ready
            {"}"}
            serve
            while read -r again; do
              # One that crashed before it was seen to be ready was followed by another, unasked.
              kill -0 $pid 2>/dev/null && continue
              # What a killed server left behind keeps the next one from starting until it is gone.
              for attempt in $(seq 600); do
                serve
                until is_ready || ! kill -0 $pid 2>/dev/null; do sleep 0.1; done
                is_ready && break
                sleep 0.5
              done
            done
            kill -INT $pid 2>/dev/null; wait $pid; rm -rf {folder}
            """;
        var asRoot = Environment.UserName == "root";
        if (asRoot)
            using (var chown = Process.Start("chown", ["postgres", folder]))
                await chown.WaitForExitAsync();
        string[] shell = ["bash", "-c", script];
        var start = new ProcessStartInfo(asRoot ? "runuser" : "bash")
        {
            RedirectStandardInput = true,
            WorkingDirectory = "/tmp",
        };
        foreach (var word in asRoot ? ["-u", "postgres", "--", .. shell] : shell[1..])
            start.ArgumentList.Add(word);
        var server = new PrivatePostgres(folder, Process.Start(start)!);
        await server.WaitUntilReadyAsync();
        return server;
    }

    /// <summary>
    /// Ends the server's main process by a signal and waits until it is gone: as long as it is not, whoever asks whether a server
    /// is there hears of this one.
    /// </summary>
    public async Task CrashAsync(string signal = "-QUIT")
    {
        var main = ProcessId;
        using (var kill = Process.Start("kill", [signal, $"{main}"]))
            await kill.WaitForExitAsync();
        while (Directory.Exists($"/proc/{main}")) await Task.Delay(10);
    }

    /// <summary>Starts the server again in the same folder after it crashed.</summary>
    public async Task StartAgainAsync()
    {
        await guard.StandardInput.WriteLineAsync("again");
        await guard.StandardInput.FlushAsync();
        await WaitUntilReadyAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        guard.StandardInput.Close();
        await guard.WaitForExitAsync();
        guard.Dispose();
    }

    private string Npgsql(string database) =>
        $"Host={folder};Port=5432;Username=yitong;Database={database};Include Error Detail=true;Timeout=600;Command Timeout=600";

    private static bool TryRead(string path, out string text)
    {
        try
        {
            text = File.ReadAllText(path);
            return true;
        }
        catch (IOException)
        {
            text = "";
            return false;
        }
    }

    private async Task WaitUntilReadyAsync()
    {
        for (var since = Stopwatch.StartNew(); ; await Task.Delay(50))
            try
            {
                await using var connection = new NpgsqlConnection(Npgsql("postgres") + ";Pooling=false");
                await connection.OpenAsync();
                return;
            }
            catch (Exception e) when (e is NpgsqlException or System.Net.Sockets.SocketException)
            {
                if (since.Elapsed > Patience.Limit || guard.HasExited)
                    throw new InvalidOperationException(
                        $"PostgreSQL does not start, after {since.Elapsed.TotalSeconds:0} s: {e.Message}\n{Said()}", e);
            }
    }

    // The end of what its programs said.
    private string Said() => string.Join('\n', Directory.GetFiles(folder, "*.log").Order(StringComparer.Ordinal)
        .SelectMany(log => File.ReadLines(log).TakeLast(15).Prepend(log + ":")));
}

using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Yitong.Store;
using Yitong.Testing;

namespace Yitong.Core.Tests.Store;

/// <summary>Kills processes at random points under load and holds the store to what it had acknowledged.</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private readonly Random random = Seeded(output);

    [Fact]
    public async Task Killed_writers_on_sqlite_lose_no_acknowledged_act_and_leave_none_half_done()
    {
        var folder = Directory.CreateTempSubdirectory("yitong-crash-");
        var connection = $"sqlite:{folder.FullName}/crash.db";
        var acknowledged = new List<string>();
        for (var round = 0; round < Extent.Of(2, 5); round++)
            acknowledged.AddRange(await RunUntilKilledAsync(connection));
        await CheckAsync(connection, acknowledged);
        folder.Delete(true);
    }

    [Fact]
    public async Task Killed_writers_sessions_and_servers_on_postgresql_lose_no_acknowledged_act()
    {
        await using var server = await PrivatePostgres.StartAsync();
        var connection = await server.NewDatabaseAsync();
        var acknowledged = new List<string>();
        for (var round = 0; round < Extent.Of(1, 3); round++)
            acknowledged.AddRange(await RunUntilKilledAsync(connection));
        acknowledged.AddRange(await RunUntilKilledAsync(connection, () => KillSessionAsync(connection)));
        acknowledged.AddRange(await RunUntilKilledAsync(connection, async () =>
        {
            await server.CrashAsync("-KILL");
            await server.StartAgainAsync();
        }));
        NpgsqlConnection.ClearAllPools();
        await CheckAsync(connection, acknowledged);
    }

    [Fact]
    public async Task Two_nodes_on_one_database_lose_no_update_and_leave_no_gap()
    {
        var connection = await (await PrivatePostgres.Shared).NewDatabaseAsync();
        var nodes = await Task.WhenAll(RunToTheEndAsync(connection), RunToTheEndAsync(connection));
        await CheckAsync(connection, [.. nodes.SelectMany(lines => lines)]);
        Assert.All(nodes, lines => Assert.NotEmpty(lines));
        await using var store = await Stores.OpenAsync(new StoreOptions { Connection = connection });
        Assert.Equal(nodes.Sum(lines => lines.Count), await store.Journal.ReadHeadAsync());
    }

    private static Random Seeded(ITestOutputHelper output)
    {
        var seed = Environment.GetEnvironmentVariable("YITONG_SEED") is { } given
            ? int.Parse(given, CultureInfo.InvariantCulture) : Random.Shared.Next();
        output.WriteLine($"YITONG_SEED={seed}");
        return new Random(seed);
    }

    private static Process Start(string connection, int writers, int shared) => Process.Start(
        new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "Yitong.CrashWriter.dll"), connection,
                writers.ToString(CultureInfo.InvariantCulture), shared.ToString(CultureInfo.InvariantCulture),
            },
            RedirectStandardOutput = true,
        })!;

    /// <summary>Starts a writer, lets something happen after some acts, and kills the writer after some more.</summary>
    private async Task<List<string>> RunUntilKilledAsync(string connection, Func<Task>? disturb = null)
    {
        using var writer = Start(connection, 64, 0);
        var lines = new List<string>();
        await ReadAsync(writer, lines, random.Next(100, 1_500));
        if (disturb is not null)
        {
            await disturb();
            await ReadAsync(writer, lines, random.Next(500, 1_500));
        }
        writer.Kill();
        lines.AddRange((await writer.StandardOutput.ReadToEndAsync()).Split('\n'));
        await writer.WaitForExitAsync();
        return lines.FindAll(line => line.EndsWith('.')); // The last line may be cut.
    }

    private static async Task<List<string>> RunToTheEndAsync(string connection)
    {
        using var writer = Start(connection, 16, 60);
        var lines = (await writer.StandardOutput.ReadToEndAsync()).Split('\n');
        await writer.WaitForExitAsync();
        Assert.Equal(0, writer.ExitCode);
        return [.. lines.Where(line => line.EndsWith('.'))];
    }

    private static async Task ReadAsync(Process writer, List<string> lines, int count)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        for (var i = 0; i < count; i++)
            lines.Add(await writer.StandardOutput.ReadLineAsync(patience.Token)
                ?? throw new InvalidOperationException("The writer ended by itself."));
    }

    /// <summary>Kills the server process that serves the committer's session.</summary>
    private static async Task KillSessionAsync(string connection)
    {
        await using var session = new NpgsqlConnection(connection["postgres:".Length..]);
        await session.OpenAsync();
        await using var command = new NpgsqlCommand(
            "select pid from pg_stat_activity where query ~ 'journal' and pid <> pg_backend_pid() limit 1", session);
        int? found = null;
        // Between two acts its last words were others.
        await Patience.UntilAsync(
            async () => (found = (int?)await command.ExecuteScalarAsync()) is not null, () => "no session writes to the journal");
        using var backend = Process.GetProcessById(found!.Value);
        backend.Kill();
        NpgsqlConnection.ClearAllPools();
    }

    private async Task CheckAsync(string connection, List<string> acknowledged)
    {
        await using var store = await Stores.OpenAsync(new StoreOptions { Connection = connection });
        var events = await store.Journal.ReadAllAsync().ToListAsync();
        output.WriteLine($"{acknowledged.Count} acts acknowledged, {events.Count} events.");
        var byVersion = events.ToDictionary(each => (each.Stream, each.Version), each => each.Act.Id);
        foreach (var line in acknowledged)
        {
            var words = line.Split(' ');
            var key = (Guid.Parse(words[0]), int.Parse(words[1], CultureInfo.InvariantCulture));
            Assert.Equal(Guid.Parse(words[2]), byVersion[key]);
        }
        Assert.Equal(Enumerable.Range(1, events.Count).Select(i => (long)i), events.Select(each => each.Position));
        foreach (var stream in events.GroupBy(each => each.Stream))
            Assert.Equal(Enumerable.Range(1, stream.Count()), stream.Select(each => each.Version));
        foreach (var act in events.GroupBy(each => each.Act.Id).Where(act => act.First().Act.Name == "close"))
            Assert.Equal(["counter.counted", "counter.closed"], act.Select(each => each.Type));
        Assert.Empty((await Replay.VerifyAsync(store, [new CounterTables()], [Counters.Kind])).Differences);
    }
}

using System.Diagnostics;
using System.Globalization;
using Yitong.Testing;
using Yitong.Transparency;

namespace Yitong.PublicLog.Tests;

/// <summary>Kills real processes at random points under load and holds the log to what was acknowledged and published.</summary>
public sealed class LogCrashTests(ITestOutputHelper output)
{
    private readonly Random random = Seeds.Random(output);

    [Fact]
    public async Task Killed_on_sqlite_it_goes_on_with_one_history_and_every_acknowledged_entry()
    {
        var folder = Directory.CreateTempSubdirectory("yitong-log-crash-");
        var connection = $"sqlite:{folder.FullName}/crash.db";
        var lines = new List<string>();
        for (var round = 0; round < Extent.Of(2, 3); round++) lines.AddRange(await RunUntilKilledAsync(connection));
        await CheckAsync(connection, lines);
        folder.Delete(true);
    }

    [Fact]
    public async Task Two_nodes_killed_on_postgresql_publish_one_history_with_every_acknowledged_entry()
    {
        var connection = await (await PrivatePostgres.Shared).NewDatabaseAsync();
        var lines = new List<string>();
        for (var round = 0; round < Extent.Of(1, 2); round++)
            foreach (var node in await Task.WhenAll(RunUntilKilledAsync(connection), RunUntilKilledAsync(connection)))
                lines.AddRange(node);
        await CheckAsync(connection, lines);
    }

    private async Task<List<string>> RunUntilKilledAsync(string connection)
    {
        var count = random.Next(100, 900);
        using var writer = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Yitong.CrashWriter.dll"), connection, "32", "0", "log" },
            RedirectStandardOutput = true,
        })!;
        using var patience = new CancellationTokenSource(Patience.Limit);
        var lines = new List<string>();
        var isPublished = false;
        while (lines.Count < count || !isPublished)
        {
            lines.Add(await writer.StandardOutput.ReadLineAsync(patience.Token)
                ?? throw new InvalidOperationException("The writer ended by itself."));
            isPublished |= lines[^1].StartsWith("published ", StringComparison.Ordinal);
        }
        writer.Kill();
        lines.AddRange((await writer.StandardOutput.ReadToEndAsync()).Split('\n'));
        await writer.WaitForExitAsync();
        return lines.FindAll(line => line.EndsWith('.')); // The last line may be cut.
    }

    private async Task CheckAsync(string connection, List<string> lines)
    {
        await using var city = await City.OpenAtAsync(connection);
        var size = await city.Sequencer.AdvanceAsync();
        var events = await city.Store.Journal.ReadAllAsync().ToListAsync();
        var byVersion = events.ToDictionary(each => (each.Stream, each.Version), each => each.Act.Id);
        var roots = new Dictionary<long, string>();
        foreach (var words in lines.Select(line => line.Split(' ')))
        {
            if (words is ["published", _, var at, var root, _])
            {
                var length = long.Parse(at, CultureInfo.InvariantCulture);
                Assert.Equal(roots.GetValueOrDefault(length, root), root);
                roots[length] = root;
            }
            else if (words is [var stream, var version, var act, _])
                Assert.Equal(
                    Guid.Parse(act), byVersion[(Guid.Parse(stream), int.Parse(version, CultureInfo.InvariantCulture))]);
        }
        output.WriteLine($"{lines.Count} lines, {events.Count} events, {roots.Count} published checkpoints.");
        Assert.Equal(events.Count, size);
        Assert.NotEmpty(roots);
        var tree = new GrowingTree();
        foreach (var commitment in (await city.Store.Journal.ReadCommitmentsAsync(0, int.MaxValue)).Chunk(Digest.Size))
        {
            tree.Add(Digest.OfLeaf(commitment));
            if (roots.Remove(tree.Size, out var published)) Assert.Equal(published, tree.Root.ToString());
        }
        Assert.Empty(roots);
        var audit = await new DatabaseAudit(city.Store.Journal, city.Store.Rows, City.LogKeys, []).RunAsync();
        Assert.Empty(audit.Faults);
        Assert.Equal(size, audit.Entries);
    }
}

using System.Net;
using System.Net.Sockets;
using Yitong.Testing;
using Yitong.Transparency;

namespace Yitong.PublicLog.Tests;

/// <summary>An installation, two witnesses and somebody who watches, all real processes that are killed now and then.</summary>
public sealed class HostedLoopTests(ITestOutputHelper output) : IDisposable
{
    private readonly Random random = Seeds.Random(output);
    private readonly string folder = Directory.CreateTempSubdirectory("yitong-loop-").FullName;
    private readonly Dictionary<long, string> roots = [];
    private readonly List<WitnessProcess> witnesses = [];

    public void Dispose()
    {
        foreach (var witness in witnesses) witness.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Whichever_is_killed_in_the_end_the_last_checkpoint_is_cosigned_and_none_contradicts_another()
    {
        var keys = HostProcess.KeysIn(folder);
        foreach (var profile in (NoteProfile[])[NoteProfile.Ed25519, NoteProfile.Sm2])
            witnesses.Add(await WitnessProcess.StartAsync(DataOf(profile), 0, keys, profile));
        var addresses = witnesses.ConvertAll(witness => witness.At);
        OpenToAll(Path.Combine(folder, "demo-dalian"));
        using var host = new HostProcess(folder, FreePort(), addresses);
        await host.StartAsync();
        using var stop = new CancellationTokenSource();
        var acting = ActAsync(host, stop.Token);
        // The first witness, the installation, the second witness; in a long run the first again.
        foreach (var killed in Extent.Of<int[]>([0, 2, 1], [0, 2, 1, 0]))
        {
            await WatchAsync(host, keys, random.Next(3, 15));
            if (killed == 2)
            {
                await host.KillAsync();
                await host.StartAsync();
                continue;
            }
            witnesses[killed].Dispose();
            await WatchAsync(host, keys, random.Next(3, 15));
            var profile = addresses[killed].Key.Profile;
            witnesses[killed] = await WitnessProcess.StartAsync(
                DataOf(profile), addresses[killed].Address.Port, keys, profile);
        }
        await stop.CancelAsync();
        var acts = await acting;

        SignedNote? last = null;
        await Patience.UntilAsync(
            async () => (last = await WatchAsync(host, keys, 1)) is { } note && addresses.All(each => each.Key.Verify(note, out _)),
            () => $"the witnesses have not signed {last}");
        output.WriteLine($"{acts} acts, {roots.Count} checkpoints seen");
        await TreeHasAllRootsAsync(host);
        foreach (var key in keys.All)
            Assert.Contains("2 signatures of witnesses", await WitnessProcess.RunAsync(
                0, "log", "verify", "--url", host.Url, "--log-key", $"{key}",
                "--witness-key", $"{addresses[0].Key}", "--witness-key", $"{addresses[1].Key}"), StringComparison.Ordinal);
        Assert.Contains("All rows are what the journal says.", await WitnessProcess.RunAsync(
            0, "log", "verify", "--database", $"sqlite:{Path.Combine(folder, "demo-dalian", "yitong.db")}", "--rows",
            "--pack", HostProcess.PackFolder, "--log-key", $"{keys.All[0]}"), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder, "*.other-*", SearchOption.AllDirectories));
        if (!OperatingSystem.IsWindows())
            Assert.All(Directory.GetFileSystemEntries(Path.Combine(folder, "demo-dalian"), "*", SearchOption.AllDirectories)
                .Append(Path.Combine(folder, "demo-dalian")), OnlyMine);
    }

    // As a folder and a database are that an operator, or an earlier release, has made.
    private static void OpenToAll(string data)
    {
        if (OperatingSystem.IsWindows()) return;
        foreach (var file in (string[])["yitong.db", "old.log"]) File.WriteAllText(Path.Combine(data, file), "");
        foreach (var path in Directory.GetFiles(data).Append(data))
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
    }

    private static void OnlyMine(string path)
    {
        var mode = OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path);
        const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.True((mode & ~own) == 0, $"{path} {mode}");
    }

    private string DataOf(NoteProfile profile) => Path.Combine(folder, $"witness-{profile}");

    private static async Task<int> ActAsync(HostProcess host, CancellationToken stop)
    {
        for (var acts = 0; ;)
        {
            if (stop.IsCancellationRequested) return acts;
            if (await host.ActAsync()) acts++;
        }
    }

    /// <summary>Looks so many times at what is published: no size ever has two roots.</summary>
    private async Task<SignedNote?> WatchAsync(HostProcess host, NoteKeys keys, int looks)
    {
        SignedNote? last = null;
        for (var look = 0; look < looks; look++)
        {
            if (await host.CheckpointAsync() is not { } note) continue;
            last = note;
            Assert.True(keys.Verify(note) && Checkpoint.TryParse(note.Text, out _));
            Assert.True(Checkpoint.TryParse(note.Text, out var checkpoint));
            Assert.Equal(roots.GetValueOrDefault(checkpoint.Size, $"{checkpoint.Root}"), $"{checkpoint.Root}");
            roots[checkpoint.Size] = $"{checkpoint.Root}";
        }
        return last;
    }

    /// <summary>Every checkpoint that was ever seen lies on the way of one tree.</summary>
    private async Task TreeHasAllRootsAsync(HostProcess host)
    {
        using var http = new HttpClient { BaseAddress = new(host.Url) };
        var (tree, size) = (new GrowingTree(), roots.Keys.Max());
        for (long index = 0; index * Tile.Full < size; index++)
        {
            var tile = new Tile(Tile.Entries, index, (int)Math.Min(Tile.Full, size - index * Tile.Full));
            foreach (var entry in Bundle.Read(await http.GetByteArrayAsync(new Uri($"log/{tile.Path}", UriKind.Relative)))!)
            {
                tree.Add(Digest.OfLeaf(entry.Span));
                if (roots.Remove(tree.Size, out var seen)) Assert.Equal(seen, $"{tree.Root}");
            }
        }
        Assert.Empty(roots);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

using System.Diagnostics;
using Yitong.Testing;
using Yitong.Transparency;

namespace Yitong.PublicLog.Tests;

/// <summary>A witness in a process of its own, by <c>yitong witness</c>.</summary>
internal sealed class WitnessProcess : IDisposable
{
    private readonly Process process;

    private WitnessProcess(Process process, WitnessAddress at) => (this.process, At) = (process, at);

    public WitnessAddress At { get; }

    public static Task<WitnessProcess> StartAsync(string folder, int port = 0) =>
        StartAsync(folder, port, City.LogKeys, NoteProfile.Ed25519);

    public static async Task<WitnessProcess> StartAsync(string folder, int port, NoteKeys log, NoteProfile profile)
    {
        var process = Cli(
        [
            "witness", "--listen", $"127.0.0.1:{port}", .. log.All.SelectMany(key => (string[])["--log-key", $"{key}"]),
            "--data", folder, "--name", $"witness.example/{(int)profile}", "--profile", $"{profile}",
        ]);
        using var patience = new CancellationTokenSource(Patience.Limit);
        var said = await process.StandardOutput.ReadLineAsync(patience.Token) ?? "";
        Assert.True(NoteVerifier.TryParse(await process.StandardOutput.ReadLineAsync(patience.Token) ?? "", out var key), said);
        var address = said.Split(' ').Single(word => word.StartsWith("http://", StringComparison.Ordinal));
        return new(process, new(key, new(address + "/")));
    }

    /// <summary>Starts the program; its standard output can be read.</summary>
    public static Process Cli(params string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Yitong.Cli.dll"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;

    /// <summary>Runs the program to its end; all that it said.</summary>
    public static async Task<string> RunAsync(int expected, params string[] arguments)
    {
        using var program = Cli(arguments);
        var errors = program.StandardError.ReadToEndAsync();
        var said = await program.StandardOutput.ReadToEndAsync() + await errors;
        await program.WaitForExitAsync();
        Assert.True(program.ExitCode == expected, said);
        return said;
    }

    /// <summary>Kills it as a power cut would.</summary>
    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}

using System.CommandLine;
using Microsoft.Extensions.Hosting;
using Yitong.Cli.Rebuilding;
using Yitong.Shell;
using Yitong.Store;
using Yitong.Web;

namespace Yitong.Cli.Serving;

/// <summary><c>yitong serve</c>: a city's own installation.</summary>
internal static class ServeVerb
{
    public static readonly Option<string> Pack = new("--pack")
    {
        Description = "Folder of the city pack.",
        DefaultValueFactory = _ => Path.Combine("packs", "dalian"),
    };

    public static readonly Option<string> Data = new("--data")
    {
        Description = "Folder for the database, uploads and keys.",
        DefaultValueFactory = _ => "data",
    };

    public static readonly Option<string> Urls = new("--urls")
    {
        Description = "Addresses to listen on.",
        DefaultValueFactory = _ => "http://127.0.0.1:5080",
    };

    public static readonly Option<string?> StoreAt = new("--store")
    {
        Description = "sqlite:FILE or postgres:Host=…;Database=…. When missing, serve and doctor ask YITONG_STORE; "
            + "else it is a SQLite file in the data folder.",
    };

    /// <summary>The store named in the environment, where a password is not seen by every account of the machine.</summary>
    public static string? StoreOfEnvironment => Environment.GetEnvironmentVariable("YITONG_STORE");

    public static Command Make()
    {
        var verb = new Command("serve", "Serves the city of a pack.") { Pack, Data, Urls, StoreAt };
        verb.SetAction((parsed, cancellation) => RunAsync(
            new HostSettings
            {
                PackFolder = parsed.GetValue(Pack)!,
                DataFolder = parsed.GetValue(Data)!,
                Urls = parsed.GetValue(Urls)!,
                More = StoreOf(parsed.GetValue(StoreAt) ?? StoreOfEnvironment),
            },
            _ => { }, cancellation));
        return verb;
    }

    /// <summary>Serves until stopped; says in a sentence why it cannot start.</summary>
    public static async Task<int> RunAsync(
        HostSettings settings, Action<IHost> started, CancellationToken cancellation)
    {
        try
        {
            // Before anything is made: a mistyped folder must not leave an empty database behind.
            if (!File.Exists(Path.Combine(settings.PackFolder, "pack.yaml")))
                throw new IOException($"{settings.PackFolder} is no city pack: it has no pack.yaml. Name another with --pack.");
            PrivateFile.MakeFolder(settings.DataFolder);
            var store = settings.More.GetValueOrDefault("store") ?? $"sqlite:{Path.Combine(settings.DataFolder, "yitong.db")}";
            await using var database = await OpenAsync(settings, store, cancellation);
            await using var app = YitongHost.Build(settings, database);
            await app.StartAsync(cancellation);
            started(app);
            await app.WaitForShutdownAsync(cancellation);
            return 0;
        }
        catch (Exception fault) when (fault is InvalidOperationException or IOException or UnauthorizedAccessException
            or StoreClosedException or StoreUnavailableException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            await Console.Error.WriteLineAsync("yitong doctor says what to mend.");
            return 1;
        }
    }

    // A demonstration of an older release is nobody's to look after: it rebuilds by itself.
    private static async Task<Database> OpenAsync(HostSettings settings, string store, CancellationToken cancellation)
    {
        try
        {
            return await Database.OpenAsync(new() { Connection = store }, Modules.Tables, cancellation);
        }
        catch (RebuildNeededException) when (settings.Demo && Modules.ReadPack(settings.PackFolder).Pack is { } pack)
        {
            await RebuildVerb.RunAsync(store, pack, new(), cancellation);
            return await Database.OpenAsync(new() { Connection = store }, Modules.Tables, cancellation);
        }
    }

    /// <summary>The setting for the store, when one was given.</summary>
    public static Dictionary<string, string?> StoreOf(string? store) => store is null ? [] : new() { ["store"] = store };
}

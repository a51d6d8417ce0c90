using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Yitong.Evidence;
using Yitong.Web;

namespace Yitong.Cli.Sources;

/// <summary><c>yitong evidence check</c>: whether every source keeps to the declaration of its connector.</summary>
internal static class EvidenceVerb
{
    private static readonly Argument<string?> Connector = new("connector")
    {
        Description = "Code of one connector; all when none is named.", Arity = ArgumentArity.ZeroOrOne,
    };
    private static readonly Option<bool> Live = new("--live")
    {
        Description = "Ask the sources themselves, at the addresses that the settings name, after the recorded people.",
    };
    private static readonly Option<string> Pack = new("--pack")
    {
        Description = "Folder of the city pack.", DefaultValueFactory = _ => "packs/dalian",
    };

    public static Command Make()
    {
        var check = new Command(
            "check", "Asks every resource of every connector; exits with 1 when an answer does not fit.")
        {
            Connector, Live, Pack,
        };
        check.SetAction((parsed, cancellation) => CheckAsync(
            parsed.GetValue(Pack)!, parsed.GetValue(Connector), parsed.GetValue(Live), cancellation));
        return new Command("evidence", "Works on the sources of evidence.") { check };
    }

    private static async Task<int> CheckAsync(string folder, string? connector, bool live, CancellationToken cancellation)
    {
        var reading = Modules.ReadPack(folder);
        if (reading.Pack is not { } pack)
        {
            await Console.Error.WriteLineAsync($"The pack {folder} cannot be read; yitong pack check {folder} says why.");
            return 2;
        }
        var library = pack.Evidence();
        if (connector is not null && !library.Connectors.ContainsKey(connector))
        {
            await Console.Error.WriteLineAsync(
                $"No connector {connector}. Known: {string.Join(", ", library.Connectors.Keys.Order(StringComparer.Ordinal))}");
            return 2;
        }
        var settings = live ? Settings() : ConnectorSettings.Recorded;
        await using var sources = new ConnectedSources(library, settings, TimeProvider.System);
        var lines = await ConnectorContract.CheckAsync(library, sources, connector, cancellation);
        foreach (var line in lines)
            Console.WriteLine(
                $"{(line.IsKept ? "ok   " : "FAULT")} {line.Connector} {line.Resource}: {line.Outcome} {line.Note}");
        var faults = lines.Count(line => !line.IsKept);
        Console.WriteLine(
            $"connectors: {lines.DistinctBy(line => line.Connector).Count()}, questions: {lines.Count}, faults: {faults}");
        return faults == 0 ? 0 : 1;
    }

    private static ConnectorSettings Settings() =>
        EvidenceModule.ConnectorsOf(YitongHost.AddEnvironment(new ConfigurationBuilder()).Build(), recorded: false);
}

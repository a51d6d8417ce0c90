using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Yitong.Catalogue;
using Yitong.Cli.Serving;
using Yitong.Store;
using Yitong.Web;

namespace Yitong.Cli.Doctor;

/// <summary>One thing looked at.</summary>
/// <param name="Name">What.</param>
/// <param name="Found">What was found.</param>
/// <param name="Remedy">What to do; null when all is well.</param>
internal sealed record Finding(string Name, string Found, string? Remedy = null);

/// <summary><c>yitong doctor</c>: says what is wrong with an installation and how to mend it.</summary>
internal static class DoctorVerb
{
    public static Command Make()
    {
        var verb = new Command("doctor", "Looks for what keeps an installation from working, and says how to mend it.")
        {
            ServeVerb.Pack, ServeVerb.Data, ServeVerb.Urls, ServeVerb.StoreAt,
        };
        verb.SetAction(async (parsed, cancellation) =>
        {
            List<Finding> findings =
            [
                Runtime(),
                .. Pack(parsed.GetValue(ServeVerb.Pack)!),
                Folder(parsed.GetValue(ServeVerb.Data)!),
                .. Ports(parsed.GetValue(ServeVerb.Urls)!),
                await DatabaseAsync(
                    parsed.GetValue(ServeVerb.StoreAt) ?? ServeVerb.StoreOfEnvironment, parsed.GetValue(ServeVerb.Data)!,
                    cancellation),
                Clock(),
            ];
            foreach (var finding in findings)
            {
                Console.WriteLine($"{(finding.Remedy is null ? "ok  " : "MEND")}  {finding.Name}: {finding.Found}");
                if (finding.Remedy is not null) Console.WriteLine($"      → {finding.Remedy}");
            }
            return findings.Any(finding => finding.Remedy is not null) ? 1 : 0;
        });
        return verb;
    }

    private static Finding Runtime() => Environment.Version.Major == 10
        ? new("runtime", $".NET {Environment.Version}")
        : new("runtime", $".NET {Environment.Version}", "Install the .NET 10 SDK.");

    private static IEnumerable<Finding> Pack(string folder)
    {
        var reading = Modules.ReadPack(folder);
        if (reading.Pack is not { } pack)
        {
            yield return new("pack", $"{folder} has {reading.Faults.Count} faults", $"yitong pack check {folder} lists them.");
            yield break;
        }
        yield return new("pack", $"{pack.City.Name}, {pack.Catalogue().Matters.Count} matters");
        var horizon = pack.Catalogue().Calendar.Horizon;
        var left = horizon.DayNumber - DateOnly.FromDateTime(DateTime.UtcNow).DayNumber;
        yield return left > 60
            ? new("calendar", $"covers {left} more days, to {horizon:yyyy-MM-dd}")
            : new("calendar", $"ends {horizon:yyyy-MM-dd}, in {left} days; limits past it get no date",
                "Add packs/common/calendars/YEAR.yaml when the State Council announces the holidays.");
    }

    private static Finding Folder(string data)
    {
        try
        {
            // Only what is made here is made private: looking changes nothing that is there.
            if (!Directory.Exists(data)) PrivateFile.MakeFolder(data);
            if (PrivateFile.OpenIn(data) is [var open, ..])
                return new("data folder", $"other accounts of this machine may read {open}",
                    $"chmod -R go= '{Path.GetFullPath(data)}', or start the server once: it does so itself.");
            var probe = Path.Combine(data, ".doctor");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            var free = new DriveInfo(Path.GetFullPath(data)).AvailableFreeSpace >> 20;
            return free > 1024
                ? new("data folder", $"{Path.GetFullPath(data)}, {free >> 10} GiB free")
                : new("data folder", $"only {free} MiB free", "Free space, or name another folder with --data.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new("data folder", fault.Message, "Give this account the right to write there, or use --data.");
        }
    }

    private static IEnumerable<Finding> Ports(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
            {
                yield return new("address", url, "Write it as http://127.0.0.1:5080.");
                continue;
            }
            yield return IsFree(address)
                ? new("address", $"{url} is free")
                : new("address", $"{url} is taken", "Stop what listens there, or choose another with --urls.");
        }
    }

    private static bool IsFree(Uri address)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.TryParse(address.Host, out var ip) ? ip : IPAddress.Any, address.Port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task<Finding> DatabaseAsync(string? store, string data, CancellationToken cancellation)
    {
        var connection = store ?? $"sqlite:{Path.Combine(data, "yitong.db")}";
        // Looking must not make anything.
        if (connection.StartsWith("sqlite:", StringComparison.Ordinal) && !File.Exists(connection["sqlite:".Length..]))
            return new("database", $"none yet at {connection}; the first start makes it");
        try
        {
            await using var database =
                await Database.OpenAsync(new() { Connection = connection }, Modules.Tables, cancellation);
            var found = $"{connection.Split(':')[0]}, {await database.Journal.ReadHeadAsync(cancellation)} events";
            var parked = await ParkedEvent.ReadAsync(database.Rows, cancellation: cancellation);
            return parked is not [var first, ..] ? new("database", found)
                : new("database", $"{found}; {parked.Count} parked, first since {first.Since:yyyy-MM-dd HH:mm} that at "
                    + $"{first.Position} for {first.Follower}: {first.Fault}",
                    "What follows from these events was not done yet and is tried again; the log has the whole fault.");
        }
        catch (StoreClosedException fault)
        {
            return new("database", fault.Message, "Do as it says; see docs/operate.md.");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new("database", fault.Message,
                "Check the address, the account and that the server runs; see docs/operate.md.");
        }
    }

    private static Finding Clock() => DateTime.UtcNow.Year is >= 2024 and < 2100
        ? new("clock", $"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC")
        : new("clock", $"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC", "Set the machine's clock: every legal deadline rests on it.");
}

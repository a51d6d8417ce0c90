using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Yitong.Cli.Rebuilding;
using Yitong.Cli.Serving;
using Yitong.PublicLog;
using Yitong.Store;
using Yitong.Web;

namespace Yitong.Cli.Log;

/// <summary><c>yitong log verify</c>: recomputes a whole log and names the first entry that is not right.</summary>
internal static class LogVerb
{
    private static readonly Option<string?> Url = new("--url")
    {
        Description = "Address of the installation: verifies what it serves below /log, as anybody can.",
    };

    private static readonly Option<string?> At = new("--database")
    {
        Description = "sqlite:FILE or postgres:Host=…: verifies events, commitments, tiles and every checkpoint of a database.",
    };

    private static readonly Option<string?> State = new("--state")
    {
        Description = "With --url: a file that remembers the last verified checkpoint. The next one must extend it.",
    };

    private static readonly Option<bool> Rows = new("--rows")
    {
        Description = "With --database and --pack: holds all derived rows against the journal as well, while servers work.",
    };

    public static Command Make()
    {
        var verify = new Command("verify", "Recomputes everything and names the first entry that is not right.")
        {
            Url, State, At, LogKeys.Log, LogKeys.Witnesses, Rows, ServeVerb.Pack,
        };
        verify.SetAction(VerifyAsync);
        return new Command("log", "The public log.") { verify };
    }

    private static async Task<int> VerifyAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (LogKeys.Read(parsed) is not var (log, witnesses)) return 2;
        var (url, at) = (parsed.GetValue(Url), parsed.GetValue(At) ?? ServeVerb.StoreOfEnvironment);
        var watch = Stopwatch.StartNew();
        try
        {
            if (url is not null)
            {
                using var http = new HttpClient { BaseAddress = new(new Uri(url.TrimEnd('/') + "/"), "log/") };
                return await ServedAsync(
                    new(http, log, witnesses), parsed.GetValue(State) is { } path ? new(path, log) : null, watch, cancellation);
            }
            if (at is null)
            {
                await Console.Error.WriteLineAsync("Say --url or --database.");
                return 2;
            }
            if (at.StartsWith("sqlite:", StringComparison.Ordinal) && !File.Exists(at["sqlite:".Length..]))
                throw new IOException($"There is no database at {at}.");
            await using var database = await Database.OpenAsync(new() { Connection = at }, Modules.Tables, cancellation);
            var entries = Tell(
                await new DatabaseAudit(database.Journal, database.Rows, log, witnesses).RunAsync(cancellation), watch);
            var rows = parsed.GetValue(Rows) ? await RowsAsync(database, parsed.GetValue(ServeVerb.Pack)!, cancellation) : 0;
            return Math.Max(entries, rows);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or InvalidDataException
            or UriFormatException or StoreClosedException || DatabaseFaults.IsPassing(fault))
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return 2;
        }
    }

    private static async Task<int> RowsAsync(Database database, string folder, CancellationToken cancellation)
    {
        var reading = Modules.ReadPack(folder);
        if (reading.Pack is not { } pack)
            throw new InvalidDataException($"The pack {folder} has {reading.Faults.Count} faults; yitong pack check lists them.");
        var watch = Stopwatch.StartNew();
        var found = await new RowsAudit(database, Modules.Tables, Modules.Kinds(pack), Modules.Fillers(pack))
            .RunAsync(new Ticker().Tell, cancellation);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{found.Rows:N0} derived rows of {found.Events:N0} events; {watch.Elapsed.TotalSeconds:0.0} s"));
        if (found.Passed.Count > 0) Console.WriteLine($"Not yet filled, so not held: {string.Join(", ", found.Passed)}.");
        foreach (var fault in found.Faults) await Console.Error.WriteLineAsync($"NOT RIGHT  {fault}");
        Console.WriteLine(found.IsSound ? "All rows are what the journal says."
            : "The rows that differ are named above; yitong rebuild puts them right.");
        return found.IsSound ? 0 : 1;
    }

    private static async Task<int> ServedAsync(
        HttpAudit audit, LastVerified? last, Stopwatch watch, CancellationToken cancellation)
    {
        var before = last?.Read();
        var found = await audit.RunAsync(before, cancellation);
        if (found.Note is { } note)
        {
            VerifyVerb.TellSeen(found.Seen);
            if (found.IsSound && before is not null)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"extends the checkpoint of size {before.Size} that was verified before"));
            if (last?.Keep(found) is { } other)
                await Console.Error.WriteLineAsync($"What the log signed is kept in {other}:\n{note}");
        }
        return Tell(found, watch);
    }

    private static int Tell(LogFindings found, Stopwatch watch)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{found.Entries:N0} entries, {found.Checkpoints:N0} checkpoints, {found.Cosignatures:N0} signatures of witnesses, "
            + $"{found.Erased:N0} erased; {watch.Elapsed.TotalSeconds:0.0} s"));
        foreach (var fault in found.Faults) Console.Error.WriteLine($"NOT RIGHT  {fault}");
        Console.WriteLine(found.IsSound ? "All is as it was recorded." : "The first that is not right is named above.");
        return found.IsSound ? 0 : 1;
    }
}

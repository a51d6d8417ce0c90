using System.CommandLine;
using System.Diagnostics;
using Yitong.Cli.Serving;
using Yitong.Packs;
using Yitong.Store;
using Yitong.Web;

namespace Yitong.Cli.Rebuilding;

/// <summary><c>yitong rebuild</c>: fills derived tables anew from the journal, while no server runs.</summary>
internal static class RebuildVerb
{
    private static readonly Option<bool> All = new("--all")
    {
        Description = "All derived tables, and the seals of append-only ones; else those that this release makes otherwise.",
    };

    private static readonly Option<string[]> Table = new("--table")
    {
        Description = "This table in any case; may be given several times.", DefaultValueFactory = _ => [],
    };

    private static readonly Option<int> Rows = new("--rows")
    {
        Description = "About how many rows share a transaction.", DefaultValueFactory = _ => new RebuildWish().RowsAtOnce,
    };

    public static Command Make()
    {
        var verb = new Command("rebuild", "Fills derived tables anew from the journal. Killed, it goes on the next time.")
        {
            ServeVerb.Pack, ServeVerb.Data, ServeVerb.StoreAt, All, Table, Rows,
        };
        verb.SetAction(async (parsed, cancellation) =>
        {
            if (Modules.ReadPack(parsed.GetValue(ServeVerb.Pack)!).Pack is not { } pack)
            {
                await Console.Error.WriteLineAsync("The pack has faults; yitong pack check lists them.");
                return 1;
            }
            var store = parsed.GetValue(ServeVerb.StoreAt) ?? ServeVerb.StoreOfEnvironment
                ?? $"sqlite:{Path.Combine(parsed.GetValue(ServeVerb.Data)!, "yitong.db")}";
            var wish = new RebuildWish
            {
                IsAll = parsed.GetValue(All), Tables = parsed.GetValue(Table)!, RowsAtOnce = Math.Max(1, parsed.GetValue(Rows)),
            };
            return await RunAsync(store, pack, wish, cancellation);
        });
        return verb;
    }

    /// <summary>Rebuilds, and tells how far it is where that takes longer than a second.</summary>
    public static async Task<int> RunAsync(string store, CityPack pack, RebuildWish wish, CancellationToken cancellation)
    {
        try
        {
            // Looking must not make anything.
            if (store.StartsWith("sqlite:", StringComparison.Ordinal) && !File.Exists(store["sqlite:".Length..]))
                throw new ArgumentException($"There is no database {store}. Name another with --data or --store.");
            var watch = Stopwatch.StartNew();
            var report = await Rebuild.RunAsync(
                new() { Connection = store }, Modules.Tables, Modules.Kinds(pack), Modules.Fillers(pack), wish,
                new Ticker().Tell, cancellation);
            Console.WriteLine(report.Tables.Count == 0 ? "Every derived table is as this release makes it."
                : $"Filled {string.Join(", ", report.Tables)}: {report.Rows:N0} rows from {report.Events:N0} events "
                    + $"in {watch.Elapsed.TotalSeconds:0.0} s.");
            if (report.Parked > 0) Console.WriteLine($"{report.Parked} events are parked; the server tries them again.");
            foreach (var fault in report.Faults) await Console.Error.WriteLineAsync(fault);
            return report.Faults.Count == 0 ? 0 : 1;
        }
        catch (Exception fault) when (fault is StoreClosedException or ArgumentException || DatabaseFaults.IsPassing(fault))
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped. The next start goes on from here; until then no server starts.");
            return 1;
        }
    }
}

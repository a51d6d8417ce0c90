using System.Diagnostics;
using System.Globalization;
using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Packs;
using Yitong.Parties;
using Yitong.Store;
using Yitong.ThemeLibrary;
using Yitong.Web;

namespace Yitong.Bench;

/// <summary>
/// How fast derived tables are filled from the journal: cases that were submitted and whose clocks rang a week long. Compared with
/// how long the same acts took, all at once, when they happened.
/// </summary>
public static class RebuildBench
{
    private static readonly DateOnly Received = new(2026, 9, 7);
    private static readonly DateOnly AfterAWeek = new(2026, 9, 21);

    /// <summary>
    /// Options: <c>--cases 40000</c>, <c>--store sqlite|postgres</c>, <c>--pack packs/dalian</c>.
    /// </summary>
    /// <returns>0, or an exception when a row is not as it was.</returns>
    public static int Run(string[] args, TextWriter output) => RunAsync(args, output).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var folder = Array.IndexOf(args, "--pack") is >= 0 and var i ? args[i + 1] : Path.Combine("packs", "dalian");
        var pack = Modules.ReadPack(folder).Pack ?? throw new ArgumentException($"The pack {folder} has faults.");
        await output.WriteLineAsync(Machine.Describe() + "\n");
        foreach (var store in Options.Stores(args))
            await output.WriteLineAsync(await MeasureAsync(store, pack, Options.Number(args, "--cases", 40_000)));
        return 0;
    }

    private static async Task<string> MeasureAsync(string store, CityPack pack, int cases)
    {
        IReadOnlyList<IRowModel> tables = Modules.Tables;
        await using var place = await Place.NewAsync(store);
        var (start, written) = (Stopwatch.GetTimestamp(), TimeSpan.Zero);
        IReadOnlyList<string> before;
        await using (var database = await place.OpenAsync(tables))
        {
            using var city = new Workload(database, pack);
            await city.SubmitAsync(cases, each => Received.AddDays(each % 5));
            await city.SweepAsync(AfterAWeek);
            written = Stopwatch.GetElapsedTime(start);
            before = await TextsAsync(database);
        }
        start = Stopwatch.GetTimestamp();
        var report = await Rebuild.RunAsync(
            new() { Connection = place.Connection }, tables, Modules.Kinds(pack), Modules.Fillers(pack), new() { IsAll = true });
        var took = Stopwatch.GetElapsedTime(start);
        await using (var database = await place.OpenAsync(tables))
            if (!before.SequenceEqual(await TextsAsync(database)))
                throw new InvalidOperationException("The rows are not those that were there.");
        return string.Create(CultureInfo.InvariantCulture, $"""
            ### {store}

            | | events | rows | s | events/s | rows/s |
            |---|---|---|---|---|---|
            | as it happened | {report.Events:N0} | {before.Count:N0} at the end | {written.TotalSeconds:0.0} | {report.Events / written.TotalSeconds:N0} | |
            | rebuilt | {report.Events:N0} | {report.Rows:N0} written | {took.TotalSeconds:0.0} | {report.Events / took.TotalSeconds:N0} | {report.Rows / took.TotalSeconds:N0} |

            """);
    }

    private static async Task<IReadOnlyList<string>> TextsAsync(Database database)
    {
        var derived = TableShape.Sqlite(Modules.Tables).Where(table => table.IsDerived).Select(table => table.RowType);
        return [.. (await Replay.TextsAsync(database.Rows, derived)).Order(StringComparer.Ordinal)];
    }
}

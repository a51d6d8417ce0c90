using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yitong.Acting;
using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Packs;
using Yitong.Parties;
using Yitong.Store;
using Yitong.ThemeLibrary;
using Yitong.Web;

namespace Yitong.Bench;

/// <summary>
/// What a sweep costs when ten thousand to a million clocks are armed and the same thousand are due, and how fast the
/// clocks of a week's standstill are caught up. The cases that ring are real ones, in the journal.
/// </summary>
public static class SweepBench
{
    private static readonly DateOnly Received = new(2026, 9, 7);
    private static readonly DateOnly YellowOn = new(2026, 9, 11);
    private static readonly DateOnly AfterAWeek = new(2026, 9, 21);

    /// <summary>
    /// Options: <c>--armed 10000,100000,1000000</c>, <c>--due 1000</c>, <c>--behind 40000</c> (cases whose clocks rang
    /// unheard for a week), <c>--repeats 5</c>, <c>--store sqlite|postgres</c>, <c>--pack packs/dalian</c>.
    /// </summary>
    /// <returns>0, or an exception when a rung came not at all or twice.</returns>
    public static int Run(string[] args, TextWriter output) => RunAsync(args, output).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var folder = Array.IndexOf(args, "--pack") is >= 0 and var i ? args[i + 1] : Path.Combine("packs", "dalian");
        var pack = Modules.ReadPack(folder).Pack ?? throw new ArgumentException($"The pack {folder} has faults.");
        await output.WriteLineAsync(Machine.Describe() + "\n");
        foreach (var store in Options.Stores(args))
        {
            await output.WriteLineAsync(await ArmedAsync(
                store, pack, Options.Numbers(args, "--armed", 10_000, 100_000, 1_000_000),
                Options.Number(args, "--due", 1_000), Options.Number(args, "--repeats", 5)));
            await output.WriteLineAsync(await BehindAsync(store, pack, Options.Number(args, "--behind", 40_000)));
        }
        return 0;
    }

    private static async Task<string> ArmedAsync(string store, CityPack pack, int[] armed, int due, int repeats)
    {
        await using var place = await Place.NewAsync(store);
        await using var database = await place.OpenAsync([new PartyTables(), new CaseTables(), new LibraryTables(), new DutyTables()]);
        using var city = new Workload(database, pack);
        var (lines, loaded, first) = (new List<string>(), 0, 0.0);
        foreach (var size in armed)
        {
            await BulkLoad.WriteAsync(database.Rows, Workload.Armed(loaded, size));
            await BulkLoad.AnalyseAsync(database.Rows);
            loaded = size;
            var (idle, busy) = (new List<double>(), new List<double>());
            for (var repeat = 0; repeat <= repeats; repeat++)
            {
                idle.Add((await TimedAsync(city, YellowOn)).TotalMilliseconds);
                await city.SubmitAsync(due, _ => Received);
                busy.Add((await TimedAsync(city, YellowOn)).TotalMilliseconds);
            }
            // The first round warms up.
            (idle, busy) = ([.. idle.Skip(1).Order()], [.. busy.Skip(1).Order()]);
            var median = Options.At(busy, 0.5);
            first = first == 0 ? median : first;
            lines.Add(string.Create(CultureInfo.InvariantCulture,
                $"| {size:N0} | {Options.At(idle, 0.5):0.0} | {median:0} | {median / first:0.00} |"));
        }
        await city.CheckAsync(ringsOfEach: 1);
        return $"""
            ### {store}: {due} due

            | armed | nothing due, ms | {due} due, ms | ratio |
            |---|---|---|---|
            {string.Join('\n', lines)}

            """;
    }

    private static async Task<string> BehindAsync(string store, CityPack pack, int cases)
    {
        await using var place = await Place.NewAsync(store);
        await using var database = await place.OpenAsync([new PartyTables(), new CaseTables(), new LibraryTables(), new DutyTables()]);
        using var city = new Workload(database, pack);
        await city.SubmitAsync(cases, i => Received.AddDays(i % 5));
        await BulkLoad.AnalyseAsync(database.Rows);
        var took = await TimedAsync(city, AfterAWeek);
        var rings = await city.CheckAsync(ringsOfEach: null);
        return string.Create(CultureInfo.InvariantCulture, $"""
            ### {store}: a week behind

            | cases | rings caught up | s | rings/s |
            |---|---|---|---|
            | {cases:N0} | {rings:N0} | {took.TotalSeconds:0.0} | {rings / took.TotalSeconds:N0} |

            """);
    }

    private static async Task<TimeSpan> TimedAsync(Workload city, DateOnly day)
    {
        var start = Stopwatch.GetTimestamp();
        await city.SweepAsync(day);
        return Stopwatch.GetElapsedTime(start);
    }
}

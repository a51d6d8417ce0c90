using System.Diagnostics;
using System.Globalization;
using Yitong.Catalogue;
using Yitong.Catalogue.Searching;
using Yitong.Web;

namespace Yitong.Bench;

/// <summary>
/// How often the first hit is right, and what a query costs, against a peer that scans every text for the query,
/// in the same run on the same machine.
/// </summary>
public static class SearchBench
{
    private const int Rounds = 200;

    /// <summary>Runs it over the pack named by the first argument, or <c>packs/dalian</c>.</summary>
    public static int Run(string[] args, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(output);
        var folder = args.Length > 0 ? args[0] : Path.Combine("packs", "dalian");
        if (Modules.ReadPack(folder).Pack is not { } pack)
        {
            output.WriteLine($"The pack {folder} has faults.");
            return 1;
        }
        var city = pack.Catalogue();
        var texts = Texts(city);
        output.WriteLine("| query set | queries | right first: search | right first: scan |");
        output.WriteLine("|---|---|---|---|");
        foreach (var set in city.JudgedQueries.GroupBy(query => query.IsHeldOut))
            output.WriteLine(Row(set.Key ? "held out" : "tuned on", set.Count(),
                Rate(set, query => query.IsMetBy(city.Search.Look(query.Say, 1))),
                Rate(set, query => query.IsMetBy(new(Scan(texts, query.Say), null)))));
        output.WriteLine();
        output.WriteLine("| per query | p50 µs | p99 µs |");
        output.WriteLine("|---|---|---|");
        string[] says = [.. city.JudgedQueries.Select(query => query.Say)];
        var (own50, own99) = Cost(says, say => city.Search.Find(say, 20).Count);
        var (scan50, scan99) = Cost(says, say => Scan(texts, say).Count);
        output.WriteLine(Row("search", own50, own99));
        // Queries with Latin letters are read by their sound, too.
        var (plain50, plain99) = Cost(
            [.. says.Where(say => !say.Any(char.IsAsciiLetter))], say => city.Search.Find(say, 20).Count);
        output.WriteLine(Row("search, without Latin letters", plain50, plain99));
        output.WriteLine(Row("substring scan", scan50, scan99));
        output.WriteLine(Row("search ÷ scan", own50 / scan50, own99 / scan99));
        output.WriteLine(Row("search without Latin letters ÷ scan", plain50 / scan50, plain99 / scan99));
        return 0;
    }

    private static List<(SearchHit Hit, string[] Texts)> Texts(CityCatalogue city) =>
    [
        .. city.Journeys.Values.Select(journey => (new SearchHit(HitKind.Journey, journey.Code, journey.PlainTitle, 1),
            (string[])[journey.PlainTitle, journey.Title, .. journey.Keywords])),
        .. city.Matters.Values.Select(matter => matter.Editions[^1]).Select(edition => (
            new SearchHit(HitKind.Matter, edition.Matter, edition.PlainTitle, 1),
            (string[])[edition.PlainTitle, edition.Title, edition.MainTitle, edition.Conditions, .. edition.Keywords])),
    ];

    private static List<SearchHit> Scan(List<(SearchHit Hit, string[] Texts)> texts, string say) =>
        [.. texts.Where(entry => entry.Texts.Any(text => text.Contains(say, StringComparison.Ordinal))).Select(entry => entry.Hit)];

    private static double Rate(IEnumerable<JudgedQuery> queries, Func<JudgedQuery, bool> isRight)
    {
        var all = queries.ToList();
        return Math.Round(100.0 * all.Count(isRight) / all.Count, 1);
    }

    private static (double P50, double P99) Cost(string[] says, Func<string, int> find)
    {
        foreach (var say in says) find(say);
        var micros = new List<double>(says.Length * Rounds);
        for (var round = 0; round < Rounds; round++)
            foreach (var say in says)
            {
                var start = Stopwatch.GetTimestamp();
                find(say);
                micros.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
        micros.Sort();
        return (Math.Round(micros[micros.Count / 2], 1), Math.Round(micros[micros.Count * 99 / 100], 1));
    }

    private static string Row(string name, params ReadOnlySpan<double> values)
    {
        var cells = new List<string>();
        foreach (var value in values) cells.Add(value.ToString("0.##", CultureInfo.InvariantCulture));
        return $"| {name} | {string.Join(" | ", cells)} |";
    }
}

using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Yitong.Benefits;
using Yitong.Catalogue;
using Yitong.Cli.Serving;
using Yitong.Demo.Population;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Rules;
using Yitong.Store;
using Yitong.ThemeLibrary;
using Yitong.Web;

namespace Yitong.Cli.Matching;

/// <summary>
/// <c>yitong seed</c>: loads an invented city into the registers of a store; broken off, it goes on where it stopped.
/// </summary>
internal static class SeedVerb
{
    private static readonly Option<int> Companies =
        new("--companies") { DefaultValueFactory = _ => 330_000, Description = "Companies." };
    private static readonly Option<int> People =
        new("--people") { DefaultValueFactory = _ => 2_180_000, Description = "People." };
    private static readonly Option<long> Seed = new("--seed") { DefaultValueFactory = _ => 1, Description = "Seed of the city." };

    private static readonly Option<long> Records = new("--theme-library")
    {
        DefaultValueFactory = _ => 0, Description = "Records of the theme library, about these companies and people.",
    };

    public static Command Make()
    {
        var verb = new Command("seed", "Loads an invented city of companies and people into the registers of a store.")
        {
            ServeVerb.Pack, ServeVerb.Data, ServeVerb.StoreAt, Companies, People, Seed, Records,
        };
        verb.SetAction(RunAsync);
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var reading = Modules.ReadPack(parsed.GetValue(ServeVerb.Pack)!);
        if (reading.Pack is not { } pack) return Refuse(string.Join('\n', reading.Faults));
        var data = parsed.GetValue(ServeVerb.Data)!;
        PrivateFile.MakeFolder(data);
        var store = parsed.GetValue(ServeVerb.StoreAt) ?? ServeVerb.StoreOfEnvironment
            ?? $"sqlite:{Path.Combine(data, "yitong.db")}";
        await using var database = await Database.OpenAsync(new() { Connection = store }, Modules.Tables, cancellation);
        var desk = new RegisterLoading(
            new(new(database.Journal, LoadHistory.Kind), pack, TimeProvider.System), database.Rows);
        var (facts, seed) = (pack.Catalogue().Facts, parsed.GetValue(Seed));
        Console.WriteLine($"seed {seed}");
        foreach (var (kind, count) in new[]
            { (SubjectKind.Company, parsed.GetValue(Companies)), (SubjectKind.Person, parsed.GetValue(People)) })
        {
            // The day belongs to the city: one that was begun on a day goes on with that day.
            var begun = (await desk.FindAsync(kind))?.Source.Split(' ');
            var day = begun is [_, _, _, var text] ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture)
                : DateOnly.FromDateTime(DateTime.Today);
            var source = string.Create(CultureInfo.InvariantCulture, $"invented seed {seed} {day:yyyy-MM-dd}");
            var (city, watch) = (new City(facts, seed, day), Stopwatch.StartNew());
            var done = await desk.LoadAsync(
                Actor.Engine, kind, source, facts,
                (from, values) => city.Make(kind, count, values, from),
                loaded => Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{kind} {loaded:N0} of {count:N0}, {watch.Elapsed.TotalSeconds:0.0} s")),
                cancellation);
            if (done.Refusal is { } refusal) return Refuse($"{refusal.Code} {string.Join(' ', refusal.Args.Values)}");
        }
        return parsed.GetValue(Records) is > 0 and var records
            ? await ArchiveAsync(pack, database, parsed, records, cancellation) : 0;
    }

    private static async Task<int> ArchiveAsync(
        CityPack pack, Database database, ParseResult parsed, long records, CancellationToken cancellation)
    {
        var (facts, seed, desk) = (pack.Catalogue().Facts, parsed.GetValue(Seed), new ArchiveDesk(database.Journal));
        var begun = (await desk.FindAsync())?.Source.Split(' ');
        var day = begun is [_, _, _, _, var text] ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture)
            : DateOnly.FromDateTime(DateTime.Today);
        var (city, values, watch) = (new City(facts, seed, day), new FactValue[facts.Facts.Count], Stopwatch.StartNew());
        var holders = city.Make(SubjectKind.Company, parsed.GetValue(Companies), values)
            .Concat(city.Make(SubjectKind.Person, parsed.GetValue(People), values));
        var invented = new InventedRecords(AboutOf(pack.Catalogue()), holders, records, seed, day);
        var done = await desk.TakeAsync(
            name => Act.Of(TimeProvider.System.GetUtcNow(), Actor.Engine, name),
            string.Create(CultureInfo.InvariantCulture, $"invented seed {seed} {records} {day:yyyy-MM-dd}"), invented.From,
            count =>
            {
                if (count % 1_000_000 < ArchiveDesk.ChunkRecords || count == records)
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                        $"Record {count:N0} of {records:N0}, {watch.Elapsed.TotalSeconds:0.0} s"));
            },
            cancellation);
        return done.Refusal is { } refusal ? Refuse($"{refusal.Code} {string.Join(' ', refusal.Args.Values)}") : 0;
    }

    // What the records of an invented city are about: its own matters, materials, results and types of evidence.
    private static (string, string, string)[][] AboutOf(CityCatalogue city)
    {
        var editions = city.Matters.Values.OrderBy(matter => matter.Code, StringComparer.Ordinal)
            .Select(matter => matter.Editions[^1]).ToList();
        return
        [
            [.. editions.Select(edition => (edition.Matter, edition.Title, edition.Agency))],
            [.. editions.SelectMany(edition => edition.Materials.Select(each => (each.Key, each.Name, edition.Agency)))],
            [.. editions.Select(edition => (edition.Matter, edition.Result.Name, edition.Agency))],
            [
                .. city.EvidenceTypes.Values.OrderBy(each => each.Code, StringComparer.Ordinal)
                    .Select(each => (each.Code, each.Name, each.Holder)),
            ],
        ];
    }

    private static int Refuse(string why)
    {
        Console.Error.WriteLine(why);
        return 1;
    }
}

using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Yitong.Benefits;
using Yitong.Benefits.Population;
using Yitong.Catalogue;
using Yitong.Cli.Serving;
using Yitong.Kernel;
using Yitong.Rules;
using Yitong.Store;
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

    public static Command Make()
    {
        var verb = new Command("seed", "Loads an invented city of companies and people into the registers of a store.")
        {
            ServeVerb.Pack, ServeVerb.Data, ServeVerb.StoreAt, Companies, People, Seed,
        };
        verb.SetAction(RunAsync);
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var reading = HostedPack.Read(parsed.GetValue(ServeVerb.Pack)!);
        if (reading.Pack is not { } pack) return Refuse(string.Join('\n', reading.Faults));
        var data = parsed.GetValue(ServeVerb.Data)!;
        Directory.CreateDirectory(data);
        var store = parsed.GetValue(ServeVerb.StoreAt) ?? ServeVerb.StoreOfEnvironment
            ?? $"sqlite:{Path.Combine(data, "yitong.db")}";
        await using var database = await Database.OpenAsync(new() { Connection = store }, YitongHost.Tables, cancellation);
        var desk = new RegisterDesk(database.Journal, database.Rows);
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
                name => Act.Of(TimeProvider.System.GetUtcNow(), Actor.Engine, name), kind, source, facts,
                (from, values) => city.Make(kind, count, values, from),
                loaded => Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{kind} {loaded:N0} of {count:N0}, {watch.Elapsed.TotalSeconds:0.0} s")),
                cancellation);
            if (done.Refusal is { } refusal) return Refuse($"{refusal.Code} {string.Join(' ', refusal.Args.Values)}");
        }
        return 0;
    }

    private static int Refuse(string why)
    {
        Console.Error.WriteLine(why);
        return 1;
    }
}

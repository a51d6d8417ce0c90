using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Yitong.Benefits;
using Yitong.Catalogue;
using Yitong.Demo.Population;
using Yitong.Packs;
using Yitong.Rules;
using Yitong.Web;

namespace Yitong.Cli.Matching;

/// <summary>
/// <c>yitong match</c>: matches a made-up city with all policies of a pack that are in force on a day, and says how long each
/// phase took.
/// </summary>
internal static class MatchVerb
{
    private static readonly JsonSerializerOptions Written =
        new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Option<string> Folder =
        new("--pack") { DefaultValueFactory = _ => "packs/dalian", Description = "The city pack." };
    private static readonly Option<int> Companies = Number("--companies", 330_000, "Invented companies.");
    private static readonly Option<int> People = Number("--people", 0, "Invented people.");
    private static readonly Option<int> Threads = Number("--threads", 1, "Threads that share the rows.");
    private static readonly Option<long> Seed = new("--seed") { DefaultValueFactory = _ => 1, Description = "Seed of the city." };
    private static readonly Option<string> AsOf =
        new("--as-of") { Description = "The day, such as 2026-06-01; today by default." };
    private static readonly Option<bool> Json = new("--json") { Description = "Prints JSON." };

    public static Command Make()
    {
        var verb = new Command("match", "Matches an invented city with a pack's policies: who, how much, who just not.")
        {
            Folder, Companies, People, Seed, AsOf, Threads, Json,
        };
        verb.SetAction(parsed => Run(parsed, Console.Out));
        return verb;
    }

    private static int Run(ParseResult parsed, TextWriter output)
    {
        var text = parsed.GetValue(AsOf);
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            if (text is not null) return Refuse($"{text} is no day such as 2026-06-01.");
            day = DateOnly.FromDateTime(DateTime.Today);
        }
        var watch = Stopwatch.StartNew();
        var reading = Modules.ReadPack(parsed.GetValue(Folder)!);
        if (reading.Pack is not { } pack) return Refuse(string.Join('\n', reading.Faults));
        var phases = new Dictionary<string, double> { ["read_pack_ms"] = watch.Elapsed.TotalMilliseconds };
        var (seed, threads) = (parsed.GetValue(Seed), Math.Max(1, parsed.GetValue(Threads)));
        var city = new City(pack.Catalogue().Facts, seed, day);
        var policies = new List<PolicyCount>();
        foreach (var (subject, count) in new[]
            { (SubjectKind.Company, parsed.GetValue(Companies)), (SubjectKind.Person, parsed.GetValue(People)) })
        {
            if (count == 0) continue;
            watch.Restart();
            var register = city.Register(subject, count);
            var matching = new Matching(pack, subject, day, phases);
            matching.Note("make_city_ms", watch);
            if (matching.Faults.Count > 0) return Refuse(string.Join('\n', matching.Faults));
            policies.AddRange(matching.Run(register, threads));
        }
        Write(new(day, seed, policies, phases), parsed.GetValue(Json), output);
        return 0;
    }

    private static void Write(MatchAnswer answer, bool json, TextWriter output)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(answer, Written));
            return;
        }
        foreach (var each in answer.Policies)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{each.Policy,-6} {each.Matched,9:N0} matched {each.Unknown,9:N0} unknown {each.Near,9:N0} near ")
                + $"{each.TotalFen,22} fen  {each.Title}");
        foreach (var (phase, time) in answer.Phases)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{phase,-28} {time,12:N2}"));
    }

    private static int Refuse(string why)
    {
        Console.Error.WriteLine(why);
        return 1;
    }

    private static Option<int> Number(string name, int usual, string description) =>
        new(name) { DefaultValueFactory = _ => usual, Description = description };

    private sealed record MatchAnswer(
        DateOnly AsOf, long Seed, IReadOnlyList<PolicyCount> Policies, IReadOnlyDictionary<string, double> Phases);
}

/// <summary>
/// What one policy comes to; the sum as text, because a sum of a whole city may leave what JSON readers keep exact.
/// </summary>
internal sealed record PolicyCount(
    string Policy, string Title, string Subject, long Matched, long Unknown, long Near, string TotalFen, long AmountUnknown);

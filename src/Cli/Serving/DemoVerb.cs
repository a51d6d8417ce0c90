using System.CommandLine;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;
using Yitong.Web;

namespace Yitong.Cli.Serving;

/// <summary><c>yitong demo</c>: a believable small city on SQLite, with personas to sign in as.</summary>
internal static class DemoVerb
{
    private static readonly Option<bool> Fresh = new("--fresh") { Description = "Throws the demo's data away and seeds anew." };

    public static Command Make()
    {
        var people = Size("--people", 3_000, "Invented residents; one business for four of them.");
        var cases = Size("--cases", 1_200, "Invented cases in every state.");
        var companies = Size("--companies", 33_000, "Invented companies of the policy sandbox.");
        var residents = Size("--residents", 50_000, "Invented residents of the policy sandbox.");
        var verb = new Command("demo", "Serves an invented city to try everything in.")
        {
            ServeVerb.Pack, ServeVerb.Data, ServeVerb.Urls, ServeVerb.StoreAt, Fresh, people, cases, companies, residents,
        };
        verb.SetAction((parsed, cancellation) =>
        {
            var pack = parsed.GetValue(ServeVerb.Pack)!;
            var data = Path.Combine(parsed.GetValue(ServeVerb.Data)!, "demo-" + Path.GetFileName(Path.GetFullPath(pack)));
            if (parsed.GetValue(Fresh) && Directory.Exists(data)) Directory.Delete(data, recursive: true);
            var more = ServeVerb.StoreOf(parsed.GetValue(ServeVerb.StoreAt));
            more["demo:people"] = $"{parsed.GetValue(people)}";
            more["demo:cases"] = $"{parsed.GetValue(cases)}";
            more["demo:companies"] = $"{parsed.GetValue(companies)}";
            more["demo:residents"] = $"{parsed.GetValue(residents)}";
            var settings = new HostSettings
            {
                PackFolder = pack, DataFolder = data, Urls = parsed.GetValue(ServeVerb.Urls)!, Demo = true, More = more,
            };
            Console.WriteLine("Loading the pack and, the first time, seeding the city …");
            return ServeVerb.RunAsync(settings, app => Tell(app, settings.Urls), cancellation);
        });
        return verb;
    }

    private static Option<int> Size(string name, int usual, string description) =>
        new(name) { Description = description, DefaultValueFactory = _ => usual };

    private static void Tell(IHost app, string urls)
    {
        var pack = app.Services.GetRequiredService<CityPack>();
        var waited = DateTime.Now - Process.GetCurrentProcess().StartTime;
        Console.WriteLine($"\n{pack.City.Name} · {pack.Texts["shell.name"]} · {urls}   (ready in {waited.TotalSeconds:0.0} s)\n");
        foreach (var persona in pack.Personas)
        {
            var place = persona.Role switch
            {
                ActorRole.Clerk => "/desk",
                ActorRole.Official => "/work",
                ActorRole.Supervisor => "/supervision",
                _ => "/my",
            };
            var office = persona.Mandate is { } mandate ? $" → {mandate.Company}"
                : persona.Office is { } code ? $" @ {code}" : "";
            Console.WriteLine($"  {persona.Id,-11} {persona.Name}{office}   {urls.Split(';')[0]}{place}");
        }
        Console.WriteLine($"\nSign in at {urls.Split(';')[0]}/sign-in · API at /openapi/v1.json · stop with Ctrl+C");
    }
}

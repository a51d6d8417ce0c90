using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Yitong.Cli.Serving;
using Yitong.Store;
using Yitong.Web;

namespace Yitong.Cli.Describing;

/// <summary><c>yitong describe</c>: what the host consists of, as it is really put together.</summary>
internal static class DescribeVerb
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Make()
    {
        var json = new Option<bool>("--json") { Description = "As JSON, for programs." };
        var verb = new Command("describe", "Prints modules with tables, streams and events, background work and routes.")
        {
            ServeVerb.Pack, json,
        };
        verb.SetAction((parsed, cancellation) =>
            PrintAsync(parsed.GetValue(ServeVerb.Pack)!, parsed.GetValue(json), cancellation));
        return verb;
    }

    // Nothing is started: a host on an empty store says all there is to say, and leaves nothing behind.
    private static async Task<int> PrintAsync(string pack, bool isForPrograms, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("yitong-describe-");
        try
        {
            await using var database = await Database.OpenAsync(
                new() { Connection = "sqlite::memory:" }, Modules.Tables, cancellation);
            await using var app = YitongHost.Build(new() { PackFolder = pack, DataFolder = folder.FullName }, database);
            var modules = ModuleDescription.Of(app);
            Console.WriteLine(isForPrograms ? JsonSerializer.Serialize(modules, Json)
                : string.Join('\n', modules.SelectMany(module => module.Lines())));
            return 0;
        }
        catch (InvalidOperationException fault)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

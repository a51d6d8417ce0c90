using System.CommandLine;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yitong.PublicLog;
using Yitong.Transparency;

namespace Yitong.Cli.Log;

/// <summary><c>yitong witness</c>: signs of a log only what extends what it signed before (C2SP tlog-witness).</summary>
internal static class WitnessVerb
{
    private const int LongestBody = SignedNote.Longest;

    private static readonly Option<string> Listen =
        new("--listen") { Description = "Address and port.", DefaultValueFactory = _ => "127.0.0.1:5090" };

    private static readonly Option<string> Data =
        new("--data") { Description = "Folder for the key and what was signed last.", DefaultValueFactory = _ => "witness" };

    private static readonly Option<string> Name = new("--name")
    {
        Description = "The witness's name, such as witness.example/1.", DefaultValueFactory = _ => "yitong/witness",
    };

    private static readonly Option<NoteProfile> Profile = new("--profile")
    {
        Description = "Algorithm of the witness's own key: ed25519, which every log reads, or sm2.",
        DefaultValueFactory = _ => NoteProfile.Ed25519,
    };

    public static Command Make()
    {
        var verb = new Command("witness", "Witnesses a public log: signs its checkpoints as long as it shows one history.")
        {
            Listen, LogKeys.Log, Data, Name, Profile,
        };
        verb.SetAction(RunAsync);
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (LogKeys.LogOf(parsed) is not { } log) return 2;
        try
        {
            var folder = parsed.GetValue(Data)!;
            var key = NoteKeyFile.Open(Path.Combine(folder, "secret-key"), parsed.GetValue(Name)!, NoteKeyKind.Witness,
                parsed.GetValue(Profile));
            var witness = new Witness(key, new Dictionary<string, NoteKeys> { [log.Name] = log });
            using var desk = new WitnessDesk(witness, folder, TimeProvider.System);
            await using var app = Build($"http://{parsed.GetValue(Listen)}", desk);
            await app.StartAsync(cancellation);
            Console.WriteLine($"Witnessing {log.Name} at {string.Join(' ', app.Urls)} with the public key");
            Console.WriteLine(key.Verifier);
            await app.WaitForShutdownAsync(cancellation);
            return 0;
        }
        catch (Exception fault) when (fault is IOException or InvalidOperationException or ArgumentException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return 1;
        }
    }

    /// <summary>The witness's one route.</summary>
    internal static WebApplication Build(string address, WitnessDesk desk)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(address).ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = LongestBody;
        });
        var app = builder.Build();
        app.MapPost("/add-checkpoint", async (HttpContext http) =>
        {
            using var body = new StreamReader(http.Request.Body, new UTF8Encoding(false, throwOnInvalidBytes: true));
            string text;
            try
            {
                text = await body.ReadToEndAsync(http.RequestAborted);
            }
            catch (Exception fault) when (fault is DecoderFallbackException or BadHttpRequestException)
            {
                return Results.StatusCode(StatusCodes.Status400BadRequest);
            }
            return Answer(desk.Answer(text), app.Logger);
        });
        return app;
    }

    private static IResult Answer(WitnessAnswer answer, ILogger logger)
    {
        if (answer is WitnessAnswer.Fork or WitnessAnswer.NoExtension)
            logger.LogCritical("The log showed another history: {Answer}. Both notes are kept in the data folder.", answer);
        return answer switch
        {
            WitnessAnswer.Cosigned cosigned => Results.Text(cosigned.Signature.Line, "text/plain; charset=utf-8"),
            WitnessAnswer.OtherSize other => Conflict(other.Size),
            WitnessAnswer.Fork fork => Conflict(fork.Before.Size),
            WitnessAnswer.NoExtension => Results.StatusCode(StatusCodes.Status422UnprocessableEntity),
            WitnessAnswer.UnknownLog => Results.StatusCode(StatusCodes.Status404NotFound),
            WitnessAnswer.NotSigned => Results.StatusCode(StatusCodes.Status403Forbidden),
            _ => Results.StatusCode(StatusCodes.Status400BadRequest),
        };
    }

    private static IResult Conflict(long size) => Results.Text(
        $"{size.ToString(CultureInfo.InvariantCulture)}\n", "text/x.tlog.size", statusCode: StatusCodes.Status409Conflict);
}

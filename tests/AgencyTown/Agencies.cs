using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Npgsql;

namespace Yitong.AgencyTown;

/// <summary>Three agencies: population (JSON over HTTP), tax (as behind X-Road), social insurance (a view).</summary>
public static class Agencies
{
    private static volatile string mood = "well";
    private static long asked;
    private static long written;

    public static async Task<int> RunAsync(string connection)
    {
        if (connection != "none") await InsureAsync(connection);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(server => server.AllowSynchronousIO = true);
        var app = builder.Build();
        app.MapPost("/mood/{name}", (string name) => mood = name);
        app.MapGet("/asked", () => Interlocked.Read(ref asked));
        app.MapGet("/written", () => Interlocked.Read(ref written));
        app.MapPost("/rk/v2/identity/query", async context =>
        {
            var question = await JsonNode.ParseAsync(context.Request.Body);
            var subject = (string)question!["sfzh"]!;
            await AnswerAsync(context, subject, Population(subject, (string)question["bjbh"]!));
        });
        app.MapGet("/r1/{**path}", async context =>
        {
            var subject = context.Request.Path.Value!.Split('/')[^1];
            if (context.Request.Headers["X-Road-Client"].Count != 1)
            {
                context.Response.StatusCode = 400;
                return;
            }
            if (mood != "unbound") context.Response.Headers["X-Road-Id"] = context.Request.Headers["X-Road-Id"].ToString();
            context.Response.Headers["X-Road-Request-Id"] = context.Request.Headers["Town-Request-Id"].ToString();
            context.Response.Headers["X-Road-Request-Hash"] = mood == "other-question"
                ? "14sEri8SmLNy/DJyTob0ZddAskmdRy5ZUyhbr33iLkaA+gLpWcivUH16fzbuIs7hhs2AnA4lJDloyIihXMlVQA=="
                : context.Request.Headers["Town-Request-Hash"].ToString();
            if (mood == "fabric") context.Response.Headers["X-Road-Error"] = "Server.ServerProxy.ServiceFailed";
            await AnswerAsync(context, subject, Tax(subject));
        });
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        Console.WriteLine(SecurityServer.Start(new Uri(app.Urls.First()).Port));
        // The process ends with the one that started it, which holds the other end of this pipe.
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static async Task AnswerAsync(HttpContext context, string subject, JsonNode? answer)
    {
        Interlocked.Increment(ref asked);
        switch (mood)
        {
            case "slow": await Task.Delay(Timeout.Infinite, context.RequestAborted); break;
            case "down": context.Abort(); return;
            case "busy":
                context.Response.Headers.RetryAfter = "120";
                context.Response.StatusCode = 503;
                return;
            case "refusing": context.Response.StatusCode = 403; return;
            case "elsewhere": context.Response.Redirect("http://127.0.0.1:1/"); return;
            case "huge": await FloodAsync(context); return;
        }
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(mood switch
        {
            "garbage" => "<html>\0\uFFFF{{{",
            "schema" => """{"head":{"code":"0","time":"now"},"data":[{"subject":"%","name":{"a":1}}],"record":[1,2]}"""
                .Replace("%", subject, StringComparison.Ordinal),
            "stranger" => Population("210299199003151289", "").ToJsonString(),
            "deep" => new string('[', 100_000),
            _ => answer?.ToJsonString() ?? """{"head":{"code":"10","time":"2026-11-20T02:00:00+08:00"},"data":[]}""",
        });
    }

    // A hundred megabytes of a name that does not end; what the other side takes of it is counted.
    private static async Task FloodAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        var chunk = Encoding.ASCII.GetBytes(new string('x', 64 * 1024));
        await context.Response.WriteAsync("""{"head":{"code":"0"},"data":[{"name":" """);
        for (var sent = 0; sent < 1_600 && !context.RequestAborted.IsCancellationRequested; sent++)
        {
            await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
            Interlocked.Add(ref written, chunk.Length);
            // Time for the news that nobody listens any more.
            if (sent % 16 == 15) await Task.Delay(2);
        }
    }

    private static JsonObject Population(string subject, string issue) =>
        subject.StartsWith("999", StringComparison.Ordinal)
            ? new() { ["head"] = new JsonObject { ["code"] = "10", ["time"] = "2026-11-20T02:00:00+08:00" }, ["data"] = new JsonArray() }
            : new()
            {
                ["head"] = new JsonObject { ["code"] = "0", ["time"] = "2026-11-20T02:00:00+08:00", ["issue"] = issue },
                ["data"] = new JsonArray(new JsonObject
                {
                    ["subject"] = subject, ["name"] = $"N{subject[^4..]}", ["number"] = subject,
                    ["birthDay"] = "19900315", ["sex"] = "2", ["issuer"] = "PSB", ["validUntil"] = "20360520",
                }),
            };

    private static JsonObject Tax(string subject) => new()
    {
        ["asOf"] = "2026-11-20T02:00:00+08:00",
        ["record"] = new JsonObject
        {
            ["taxpayer"] = subject, ["period"] = "2026-10", ["declaredOn"] = "2026-11-13", ["arrears"] = 123_450,
            ["lateReturns"] = 0, ["status"] = "无欠税",
        },
    };

    private static async Task InsureAsync(string connection)
    {
        await using var database = NpgsqlDataSource.Create(connection);
        await using var command = database.CreateCommand("""
            create schema yitong;
            create table people as select
                '2102991990' || lpad(n::text, 8, '0') as id, 60 + n as months, date '2026-10-01' as last_paid from generate_series(1, 1000) n;
            create view yitong.sbzx_contributions as select id as subject, 'P' || id as personal_number, 'ACME' as unit,
                'paying' as status, date '2012-08-01' as first_paid, months, 12 as months_in_row, last_paid,
                5500.50::numeric as base, null::numeric as pension, null::date as retired_on from people;
            """);
        await command.ExecuteNonQueryAsync();
    }
}

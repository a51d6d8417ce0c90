using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yitong.Shell;
using Yitong.Store;
using Yitong.Web;

namespace Yitong.Bench;

/// <summary>
/// Pages a second of the real portal against a static page of the same bytes on the same server, and how long one page takes
/// the server. The load comes from wrk, a process of its own; the two take turns, so that the machine's mood hits both.
/// </summary>
internal static partial class PortalBench
{
    private static readonly string[] Pages = ["/", "/matters/M009", "/journeys/Y02", "/search?q=%E5%BC%80%E9%A4%90%E9%A6%86"];

    public static int Run(string[] args, TextWriter output) => RunAsync(args, output).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var seconds = Option(args, "--seconds", 5);
        var repeats = Option(args, "--repeats", 3);
        if (!File.Exists("/usr/bin/wrk"))
        {
            await output.WriteLineAsync("The load generator wrk is missing: apt-get install wrk");
            return 1;
        }
        var folder = Directory.CreateTempSubdirectory("yitong-bench-").FullName;
        await using var database = await Database.OpenAsync(
            new() { Connection = $"sqlite:{Path.Combine(folder, "bench.db")}" }, Modules.Tables);
        await using var portal = YitongHost.Build(SettingsFor(folder), database);
        await portal.StartAsync();
        var address = AddressOf(portal);

        await output.WriteLineAsync(Machine.Describe());
        await output.WriteLineAsync();
        await output.WriteLineAsync("| page | bytes | portal, pages/s | static, pages/s | portal ÷ static | server time p50 | p95 |");
        await output.WriteLineAsync("|---|---|---|---|---|---|---|");
        foreach (var page in Pages)
        {
            var bytes = await FetchAsync(address, page);
            await using var still = await StaticAsync(bytes);
            var rates = new List<(double Portal, double Static)>();
            for (var i = 0; i < repeats; i++)
                rates.Add((await LoadAsync(new(address, page), seconds), await LoadAsync(AddressOf(still), seconds)));
            var (p50, p95) = await TimesAsync(new(address, page));
            var (ours, peer) = (Median(rates.Select(rate => rate.Portal)), Median(rates.Select(rate => rate.Static)));
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"| `{Uri.UnescapeDataString(page)}` | {bytes.Length:N0} | {ours:N0} | {peer:N0} | {ours / peer:0.000} | {p50:0.00} ms | {p95:0.00} ms |"));
        }
        await portal.StopAsync();
        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static HostSettings SettingsFor(string folder) => new()
    {
        PackFolder = Path.Combine(Checkout.Root, "packs", "dalian"),
        DataFolder = folder,
        Demo = true,
        Urls = "http://127.0.0.1:0",
        More = new Dictionary<string, string?>
        {
            ["limits:requests-per-minute"] = "0",
            ["Logging:LogLevel:Default"] = "Warning",
            ["demo:people"] = "400",
            ["demo:cases"] = "200",
        },
    };

    private static async Task<WebApplication> StaticAsync(byte[] bytes)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(http =>
        {
            http.Response.ContentType = "text/html; charset=utf-8";
            http.Response.ContentLength = bytes.Length;
            return http.Response.Body.WriteAsync(bytes).AsTask();
        });
        await app.StartAsync();
        return app;
    }

    private static async Task<byte[]> FetchAsync(Uri address, string page)
    {
        using var http = new HttpClient { BaseAddress = address };
        using var answer = await http.GetAsync(page);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static async Task<double> LoadAsync(Uri address, int seconds)
    {
        using var wrk = Process.Start(new ProcessStartInfo("/usr/bin/wrk", ["-t1", "-c32", $"-d{seconds}s", address.AbsoluteUri])
        {
            RedirectStandardOutput = true,
        })!;
        var said = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        if (said.Contains("Non-2xx", StringComparison.Ordinal)) throw new InvalidOperationException("The page failed under load:\n" + said);
        return double.Parse(Rate().Match(said).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    // One request at a time: what a page takes the server, without queueing.
    private static async Task<(double P50, double P95)> TimesAsync(Uri page)
    {
        using var http = new HttpClient();
        var times = new double[1_000];
        for (var i = 0; i < times.Length; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await http.GetByteArrayAsync(page);
            times[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }
        Array.Sort(times);
        return (times[500], times[950]);
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    private static Uri AddressOf(WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    private static int Option(string[] args, string name, int usual) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length
            ? int.Parse(args[at + 1], CultureInfo.InvariantCulture)
            : usual;

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();
}

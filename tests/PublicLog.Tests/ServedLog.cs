using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Yitong.Transparency;

namespace Yitong.PublicLog.Tests;

/// <summary>A server that shows one log today and may show another tomorrow.</summary>
internal sealed class ServedLog : IAsyncDisposable
{
    private readonly WebApplication app;

    private ServedLog(WebApplication app, City shown) => (this.app, Shown) = (app, shown);

    /// <summary>What it shows now.</summary>
    public City Shown { get; set; }

    /// <summary>What it changes in the checkpoint that it shows.</summary>
    public Func<SignedNote, SignedNote> Checkpoint { get; set; } = note => note;

    public string Url => app.Urls.Single();

    public static async Task<ServedLog> StartAsync(City city)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var served = new ServedLog(builder.Build(), city);
        served.app.MapGet("/log/checkpoint", async () => await served.Shown.Tree.LatestAsync() is { } latest
            ? Results.Text(served.Checkpoint(latest.Note).ToString()) : Results.NotFound());
        served.app.MapGet("/log/tile/{**path}", async (string path) => Tile.TryParse($"tile/{path}", out var tile)
            && await served.Shown.Tree.TileAsync(tile) is { } bytes ? Results.Bytes(bytes) : Results.NotFound());
        await served.app.StartAsync();
        return served;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

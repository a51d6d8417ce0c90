using System.Globalization;
using Yitong.Shell;
using Yitong.Transparency;

namespace Yitong.PublicLog;

/// <summary>
/// The public log (透明日志) as its specification lays it out below <c>/log</c>, and the page that explains it. Nobody signs in:
/// what is shown are commitments, which tell nothing of an event.
/// </summary>
internal static class LogRoutes
{
    private const string Plain = "text/plain; charset=utf-8";
    private const string Bytes = "application/octet-stream";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/log", async (LogStates states, LogIdentity log) =>
            Screens.Show(new LogPage { State = await states.NowAsync(), Keys = log.Keys })).ExcludeFromDescription();
        routes.MapGet("/log/checkpoint", async (LogTree tree) => await tree.LatestAsync() is { } latest
            ? Results.Text(latest.Note.ToString(), Plain) : Results.NotFound())
            .WithSummary("The log's last checkpoint with its signatures (C2SP tlog-checkpoint).");
        routes.MapGet("/log/key", (LogIdentity log) => Results.Text(
            string.Concat(log.Keys.All.Select(key => $"{key}\n")), Plain)).WithSummary("The log's public keys, one in a line.");
        routes.MapGet("/log/tile/{**path}", TileAsync).WithSummary("A tile of digests or of entries (C2SP tlog-tiles).");
        routes.MapGet("/log/proof", ProofAsync)
            .WithSummary("The proof that the entry at a position of the journal is in the log (C2SP tlog-proof).");
    }

    private static async Task<IResult> TileAsync(string path, LogTree tree, HttpContext http)
    {
        if (!Tile.TryParse($"tile/{path}", out var tile)
            || await tree.TileAsync(tile, http.RequestAborted) is not { } bytes) return Results.NotFound();
        // What a tile of this width holds never changes, full or not.
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return Results.Bytes(bytes, Bytes);
    }

    private static async Task<IResult> ProofAsync(string? position, LogProofs proofs, HttpContext http)
    {
        if (!long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            || await proofs.ForAsync(place, http.RequestAborted) is not { } proof) return Results.NotFound();
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{place}.tlog-proof\"";
        return Results.Text(proof, Plain);
    }
}

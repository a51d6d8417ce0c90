using Yitong.PublicLog;
using Yitong.Shell;
using Yitong.Store;

namespace Yitong.Web;

/// <summary>Whether the process lives, and whether it can serve.</summary>
internal static class HealthApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Json(new { status = "live" })).For(Access.Anyone).OwnedBy("api")
            .WithSummary("The process lives.");
        routes.MapGet("/health/ready", async (
            Journal journal, LogStates log, Followers followers, RowsWatch rows, IEnumerable<IHostedService> works) =>
        {
            try
            {
                var state = await log.NowAsync();
                return Results.Json(new
                {
                    status = "ready", journal = await journal.ReadHeadAsync(),
                    log = state.Word, logged = state.Latest?.Size ?? 0,
                    rows = rows.Last is not { Report: var report } ? "unchecked" : report.IsSound ? "sound" : "differ",
                    rowsCheckedAt = rows.Last?.At, parked = await followers.CountParkedAsync(), behind = followers.Behind,
                    failing = followers.Failing.Concat(Failing(works)).Order(StringComparer.Ordinal),
                });
            }
            catch (Exception unreachable) when (unreachable is not OperationCanceledException)
            {
                return Results.Json(new { status = "no-database" }, statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        }).For(Access.Anyone).OwnedBy("api").WithSummary("The database answers.");
    }

    // Names alone: what was wrong is in the log, and not everybody's business.
    private static IEnumerable<string> Failing(IEnumerable<IHostedService> works) =>
        works.OfType<Sweep>().Where(sweep => sweep.Fault is not null).Select(sweep => sweep.GetType().Name);
}

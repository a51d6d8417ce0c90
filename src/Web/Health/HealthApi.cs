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
        routes.MapGet("/health/ready", async (Journal journal, LogStates log) =>
        {
            try
            {
                var state = await log.NowAsync();
                return Results.Json(new
                {
                    status = "ready", journal = await journal.ReadHeadAsync(), log = state.Word, logged = state.Latest?.Size ?? 0,
                });
            }
            catch (Exception unreachable) when (unreachable is not OperationCanceledException)
            {
                return Results.Json(new { status = "no-database" }, statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        }).For(Access.Anyone).OwnedBy("api").WithSummary("The database answers.");
    }
}

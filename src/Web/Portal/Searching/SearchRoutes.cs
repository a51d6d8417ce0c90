using Yitong.Catalogue;
using Yitong.Hotline;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Web.Portal.Searching;

/// <summary>Searching in plain words.</summary>
internal static class SearchRoutes
{
    private const int LongestQuery = 80;
    private const int Shown = 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/search", (string? q, string? left, CityCatalogue city) =>
        {
            var query = (q ?? "").Trim();
            if (query.Length > LongestQuery)
                query = query[..LongestQuery];
            var hits = city.Search.Find(query, Shown);
            return Screens.Show<SearchPage>(new { Query = query, IsLeft = left is not null, Hits = hits });
        }).For(Access.Anyone).OwnedBy("portal");

        routes.MapPost("/search/leave", async (
            HttpContext http, Visitor visitor, UnansweredQueries queries, Texts texts, TimeProvider clock) =>
        {
            var query = (await SentForm.Read(http))["q"];
            var left = await queries.LeaveAsync(visitor.ToActor(), clock.GetUtcNow(), query);
            return left.Refusal is { } refusal
                ? Screens.Refused(refusal, texts, "/search")
                : Screens.SeeOther("/search?left=yes&q=" + Uri.EscapeDataString(query!));
        }).TakesForm().For(Access.Anyone).OwnedBy("portal");
    }
}

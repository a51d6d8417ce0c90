using Yitong.Catalogue;
using Yitong.Web.Shell;

namespace Yitong.Web.Portal.Searching;

/// <summary>Searching in plain words.</summary>
internal static class SearchRoutes
{
    private const int LongestQuery = 80;
    private const int Shown = 20;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/search", (string? q, CityCatalogue city) =>
        {
            var query = (q ?? "").Trim();
            if (query.Length > LongestQuery)
                query = query[..LongestQuery];
            return Screens.Show<SearchPage>(new { Query = query, Hits = city.Search.Find(query, Shown) });
        }).For(Access.Anyone).OwnedBy("portal");
}

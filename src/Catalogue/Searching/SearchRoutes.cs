using Yitong.Shell;

namespace Yitong.Catalogue;

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
            return Screens.Show(new SearchPage
            {
                Query = query, IsLeft = left is not null, Found = city.Search.Look(query, Shown),
            });
        }).For(Access.Anyone).OwnedBy("portal");
    }
}

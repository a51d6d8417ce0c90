using Yitong.Shell;

namespace Yitong.Catalogue;

/// <summary>Halls and stations nearby: a list that needs no map.</summary>
internal static class StationRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/stations", (CityCatalogue city, string? district, bool? accessible) =>
            Screens.Show(new StationsPage
            {
                Halls = city.Halls.Values.Where(hall => In(district, hall.District))
                    .OrderBy(hall => hall.Code, StringComparer.Ordinal).ToList(),
                Stations = city.Stations.Values
                    .Where(station => In(district, station.District) && (accessible != true || station.IsAccessible))
                    .OrderBy(station => station.Code, StringComparer.Ordinal).ToList(),
                District = district,
                Accessible = accessible == true,
            })).For(Access.Anyone).OwnedBy("portal");

    private static bool In(string? wanted, string district) => string.IsNullOrEmpty(wanted) || wanted == district;
}

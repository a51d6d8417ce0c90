using Yitong.Packs;

namespace Yitong.Catalogue.Parsing;

/// <summary>Reads what the first page shows; a city that says nothing shows the first of everything.</summary>
internal static class StorefrontParser
{
    private const int Shown = 8;
    private const int Services = 6;

    public static Storefront Read(
        PackSource source, IEnumerable<Matter> matters, IEnumerable<Journey> journeys, IEnumerable<ServiceStation> stations)
    {
        if (source.File("portal", "home.yaml", "home") is not { } home)
            return new([], First(journeys.Select(journey => journey.Code)), First(matters.Select(matter => matter.Code)),
                [.. stations.Select(station => station.Code).Order(StringComparer.Ordinal).Take(3)], []);
        var read = new Storefront(home.Texts("hotWords"), home.NamesAll("journey", "journeys"),
            home.NamesAll("matter", "matters"), home.NamesAll("station", "stations"), home.List("elder", ReadService));
        if (read.Elder.Count > Services)
            home.Fault("elder", "elder.too-many", ("most", Services));
        home.Close();
        return read;
    }

    private static string[] First(IEnumerable<string> codes) => [.. codes.Order(StringComparer.Ordinal).Take(Shown)];

    private static ElderService ReadService(PackRecord record)
    {
        var read = new ElderService(record.Text("title"), record.NamesOrNull("matter", "matter"),
            record.NamesOrNull("journey", "journey"), record.TextOrNull("query"));
        if (new[] { read.Matter, read.Journey, read.Query }.Count(way => way is not null) != 1)
            record.Fault(null, "elder.one-way");
        return read;
    }
}

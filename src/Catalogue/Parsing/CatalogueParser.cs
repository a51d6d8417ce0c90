using System.Collections.Frozen;
using Yitong.Catalogue.Facts;
using Yitong.Catalogue.Searching;
using Yitong.Kernel;
using Yitong.Packs;

namespace Yitong.Catalogue.Parsing;

/// <summary>Reads the catalogue's folders of a pack.</summary>
internal static class CatalogueParser
{
    public static readonly string[] Folders =
    [
        "agencies", "districts", "stations", "halls", "evidence-types", "forms", "matters", "journeys", "search",
        "reported", "clocks", "portal", "facts", "rules",
    ];

    public static CityCatalogue Read(PackSource source)
    {
        var forms = FormParser.Forms(source);
        var matters = MatterParser.Matters(source, forms);
        var journeys = JourneyParser.Journeys(source, forms);
        var agencies = PlaceParser.Agencies(source);
        CatalogueChecks.Run(source, forms, agencies, matters, journeys);
        var places = PlaceParser.Districts(source);
        var stations = PlaceParser.Stations(source);
        var (calendar, facts) = (source.Section<WorkCalendar>(), FactParser.Read(source, places));
        return new()
        {
            Partners = source.City.Areas.SelectMany(area => area.Cities)
                .Where(city => city.Code is not null && city.Code != source.City.Code).DistinctBy(city => city.Code)
                .ToFrozenDictionary(city => city.Code!, city => city.Name, StringComparer.Ordinal),
            Agencies = ByCode(agencies, agency => agency.Code),
            Districts = places.Districts,
            PilotZones = places.Zones,
            Stations = ByCode(stations, station => station.Code),
            Halls = ByCode(PlaceParser.Halls(source), hall => hall.Code),
            EvidenceTypes = ByCode(PlaceParser.EvidenceTypes(source), type => type.Code),
            Matters = ByCode(matters.Select(read => read.Record), matter => matter.Code),
            Journeys = ByCode(journeys.Select(read => read.Record), journey => journey.Code),
            Reported = PlaceParser.Reported(source),
            Storefront = StorefrontParser.Read(source, matters.Select(read => read.Record),
                journeys.Select(read => read.Record), stations),
            Calendar = calendar,
            Periods = LegalPeriodParser.Periods(source),
            Search = SearchParser.Search(source, matters.Select(read => read.Record), journeys.Select(read => read.Record)),
            JudgedQueries = JudgedQuery.Read(source),
            Facts = facts,
            Rules = ByCode(MatterRuleParser.Rules(source, facts, calendar), rule => rule.Id),
        };
    }

    // A code given twice is a fault already; the first one stays.
    private static FrozenDictionary<string, T> ByCode<T>(IEnumerable<T> records, Func<T, string> code) =>
        records.DistinctBy(code).ToFrozenDictionary(code, StringComparer.Ordinal);
}

/// <summary>A record together with the map it was read from, so that a later check can name the line.</summary>
internal sealed record ReadFrom<T>(T Record, PackRecord Source);

using System.Collections.Frozen;
using Yitong.Catalogue.Searching;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Rules;

namespace Yitong.Catalogue;

/// <summary>
/// All that a city offers, read once from its pack: immutable, in memory, safe to share between threads.
/// </summary>
public sealed class CityCatalogue
{
    /// <summary>With a division code behind it the agency code that stands for all offices of another city.</summary>
    public const string CityPrefix = "city:";

    /// <summary>The section to register when a pack is read.</summary>
    public static PackSection Section { get; } = PackSection.Of(Parsing.CatalogueParser.Folders, Parsing.CatalogueParser.Read);

    /// <summary>Names of the cities with which this one takes applications for each other (区域通办), by division code.</summary>
    public required FrozenDictionary<string, string> Partners { get; init; }
    /// <summary>Agencies by code.</summary>
    public required FrozenDictionary<string, Agency> Agencies { get; init; }
    /// <summary>Districts in the order of their codes.</summary>
    public required IReadOnlyList<District> Districts { get; init; }
    /// <summary>Pilot zones.</summary>
    public required IReadOnlyList<PilotZone> PilotZones { get; init; }
    /// <summary>Stations by code.</summary>
    public required FrozenDictionary<string, ServiceStation> Stations { get; init; }
    /// <summary>Halls by code.</summary>
    public required FrozenDictionary<string, ServiceHall> Halls { get; init; }
    /// <summary>Types of evidence by code.</summary>
    public required FrozenDictionary<string, EvidenceType> EvidenceTypes { get; init; }
    /// <summary>Matters by code.</summary>
    public required FrozenDictionary<string, Matter> Matters { get; init; }
    /// <summary>Journeys by code.</summary>
    public required FrozenDictionary<string, Journey> Journeys { get; init; }
    /// <summary>Figures that the city reports of its catalogue.</summary>
    public required IReadOnlyList<ReportedFigure> Reported { get; init; }
    /// <summary>What the first page shows.</summary>
    public required Storefront Storefront { get; init; }
    /// <summary>The working days of the years whose notices are in the pack.</summary>
    public required WorkCalendar Calendar { get; init; }

    /// <summary>The periods that laws set, whatever the matter.</summary>
    public required IReadOnlyList<LegalPeriod> Periods { get; init; }
    /// <summary>Search by plain words over journeys and matters.</summary>
    public required CatalogueSearch Search { get; init; }
    /// <summary>What people say and what must come first: the measure of the search.</summary>
    public required IReadOnlyList<JudgedQuery> JudgedQueries { get; init; }
    /// <summary>The facts that the city's rules may speak of, and the lists of their codes.</summary>
    public required FactBook Facts { get; init; }
    /// <summary>The rules by which matters are decided, by id.</summary>
    public required FrozenDictionary<string, RuleCard> Rules { get; init; }

    /// <summary>The journeys that a matter is a member of, by code.</summary>
    public IEnumerable<Journey> JourneysWith(string matter) => Journeys.Values
        .Where(journey => journey.Members.Any(member => member.Matter == matter))
        .OrderBy(journey => journey.Code, StringComparer.Ordinal);
}

/// <summary>What a pack holds for the catalogue.</summary>
public static class PackCatalogue
{
    /// <summary>The catalogue of the pack, read with <see cref="CityCatalogue.Section"/>.</summary>
    public static CityCatalogue Catalogue(this CityPack pack) => pack.Section<CityCatalogue>();

    /// <summary>The facts of the pack, read with <see cref="CityCatalogue.Section"/>.</summary>
    public static FactBook Facts(this CityPack pack) => pack.Catalogue().Facts;
}

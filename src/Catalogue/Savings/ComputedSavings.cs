using Yitong.Packs;

namespace Yitong.Catalogue.Savings;

/// <summary>Computes the savings of journeys from the editions in force on a day.</summary>
internal static class ComputedSavings
{
    /// <summary>
    /// The savings of a journey with all members that can apply together: of members whose conditions exclude each
    /// other, the first in the pack's order counts.
    /// </summary>
    /// <param name="city">The catalogue.</param>
    /// <param name="journey">The journey.</param>
    /// <param name="day">The day whose editions count.</param>
    /// <param name="standard">The city's standard, which names the shared steps.</param>
    public static JourneySavings Of(CityCatalogue city, Journey journey, DateOnly day, JourneyStandard standard)
    {
        ArgumentNullException.ThrowIfNull(journey);
        return Of(city, journey, Together(journey), day, standard);
    }

    /// <summary>The savings of a journey for the members that apply to one applicant.</summary>
    /// <param name="city">The catalogue.</param>
    /// <param name="journey">The journey.</param>
    /// <param name="members">The members that apply.</param>
    /// <param name="day">The day whose editions count; members without one are left out.</param>
    /// <param name="standard">The city's standard, which names the shared steps.</param>
    public static JourneySavings Of(
        CityCatalogue city, Journey journey, IReadOnlyList<JourneyMember> members, DateOnly day, JourneyStandard standard)
    {
        ArgumentNullException.ThrowIfNull(city);
        ArgumentNullException.ThrowIfNull(journey);
        ArgumentNullException.ThrowIfNull(standard);
        var editions = members.Select(member => city.Matters.GetValueOrDefault(member.Matter)?.On(day))
            .OfType<MatterEdition>().DistinctBy(edition => edition.Matter)
            .ToDictionary(edition => edition.Matter, StringComparer.Ordinal);
        var graph = members.Where(member => editions.ContainsKey(member.Matter)).DistinctBy(member => member.Matter)
            .ToDictionary(member => member.Matter, member => member.Needs, StringComparer.Ordinal);
        return new(journey.Code, [.. graph.Keys],
            Steps([.. editions.Values], standard), Time(editions, graph), Materials([.. editions.Values]),
            Trips(editions, graph), IsIllustrative(journey, editions.Values))
        {
            MaterialsWithoutExchange = Materials([.. editions.Values.Select(WithoutExchange)]),
        };
    }

    private static Saving Steps(IReadOnlyList<MatterEdition> editions, JourneyStandard standard)
    {
        var all = editions.SelectMany(edition => edition.Steps).ToList();
        var shared = all.Where(standard.SharedSteps.Contains).ToList();
        return new(all.Count, shared.Distinct(StringComparer.Ordinal).Count() + all.Count - shared.Count);
    }

    private static Saving Time(
        Dictionary<string, MatterEdition> editions, Dictionary<string, IReadOnlyList<string>> graph) => new(
        editions.Values.Sum(edition => WorkingTime.Of(edition.Statutory?.Limit ?? edition.Promised)),
        Graph.LongestPath(graph, code => WorkingTime.Of(editions[code].Promised)));

    private static Saving Materials(IReadOnlyList<MatterEdition> editions)
    {
        var all = editions.SelectMany(edition => edition.Materials)
            .Where(material => material.Supply != MaterialSupply.City).ToList();
        var brought = all.Where(material => material.Supply == MaterialSupply.Applicant)
            .Select(material => material.Key).Distinct(StringComparer.Ordinal).Count();
        var jointForm = all.Any(material => material.Supply == MaterialSupply.Generated) ? 1 : 0;
        return new(all.Count, brought + jointForm);
    }

    // What there would be to hand in if nobody fetched anything: whatever the city holds is brought.
    private static MatterEdition WithoutExchange(MatterEdition edition) => edition with
    {
        Materials = [.. edition.Materials.Select(material => material.Supply == MaterialSupply.City
            ? material with { Supply = MaterialSupply.Applicant } : material)],
    };

    private static Saving Trips(
        Dictionary<string, MatterEdition> editions, Dictionary<string, IReadOnlyList<string>> graph)
    {
        var ranks = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var code in Graph.InOrder(graph))
            ranks[code] = graph[code].Where(ranks.ContainsKey).Select(need => ranks[need] + 1).DefaultIfEmpty().Max();
        return new(
            editions.Values.Sum(edition => edition.Trips),
            ranks.GroupBy(rank => rank.Value).Sum(rank => rank.Max(member => editions[member.Key].Trips)));
    }

    private static List<JourneyMember> Together(Journey journey)
    {
        var kept = new List<JourneyMember>();
        foreach (var member in journey.Members)
            if (!kept.Any(other => ExcludeEachOther(other.When, member.When))) kept.Add(member);
        return kept;
    }

    private static bool ExcludeEachOther(MemberCondition? one, MemberCondition? other) =>
        one is not null && other is not null && one.Question == other.Question
        && !one.Options.Intersect(other.Options, StringComparer.Ordinal).Any();

    private static bool IsIllustrative(Journey journey, IEnumerable<MatterEdition> editions) =>
        journey.Provenance.Kind == ProvenanceKind.Illustrative
        || editions.Any(edition => edition.Provenance.Kind == ProvenanceKind.Illustrative);
}

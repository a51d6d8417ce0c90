namespace Yitong.Catalogue;

/// <summary>What the city puts on its first page (<c>portal/home.yaml</c>).</summary>
/// <param name="HotWords">Words that people search for most.</param>
/// <param name="Journeys">Codes of the journeys shown.</param>
/// <param name="Matters">Codes of the matters shown.</param>
/// <param name="Stations">Codes of the stations shown to those whose district is not known.</param>
/// <param name="Elder">What the elder mode (长辈版) offers: at most six.</param>
public sealed record Storefront(
    IReadOnlyList<string> HotWords, IReadOnlyList<string> Journeys, IReadOnlyList<string> Matters,
    IReadOnlyList<string> Stations, IReadOnlyList<ElderService> Elder);

/// <summary>One large button of the elder mode; exactly one of the three ways is there.</summary>
/// <param name="Title">What it says.</param>
/// <param name="Matter">The matter it opens.</param>
/// <param name="Journey">The journey it opens.</param>
/// <param name="Query">The words it searches for.</param>
public sealed record ElderService(string Title, string? Matter, string? Journey, string? Query);

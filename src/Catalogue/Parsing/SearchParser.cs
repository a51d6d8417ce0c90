using Yitong.Catalogue.Searching;
using Yitong.Packs;

namespace Yitong.Catalogue.Parsing;

/// <summary>Builds the search from titles, keywords and the words of everyday speech.</summary>
internal static class SearchParser
{
    public static CatalogueSearch Search(PackSource source, IEnumerable<Matter> matters, IEnumerable<Journey> journeys)
    {
        var words = SearchWords.Read(source);
        var aliases = words.Aliases.ToLookup(alias => alias.Code, alias => alias.Words, StringComparer.Ordinal);
        IReadOnlyList<string> Called(string code) => [.. aliases[code].SelectMany(line => line)];
        // Journeys first: of two entries that fit alike the earlier one comes first.
        return new(
            [
                .. journeys.OrderBy(journey => journey.Code, StringComparer.Ordinal).Select(journey => new SearchEntry(
                    HitKind.Journey, journey.Code, journey.PlainTitle,
                    [journey.Title, journey.PlainTitle, .. journey.Keywords, .. Called(journey.Code)], journey.Outcomes)),
                .. matters.Where(matter => matter.Editions.Count > 0).OrderBy(matter => matter.Code, StringComparer.Ordinal)
                    .Select(matter => Entry(matter.Code, matter.Editions[^1], Called(matter.Code))),
            ],
            words);
    }

    private static SearchEntry Entry(string code, MatterEdition edition, IReadOnlyList<string> called) => new(
        HitKind.Matter, code, edition.PlainTitle,
        [edition.Title, edition.PlainTitle, .. edition.Keywords, .. called], [edition.MainTitle, edition.Result.Name]);
}

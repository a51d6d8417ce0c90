using Yitong.Catalogue;
using Yitong.Packs;

namespace Yitong.Evidence;

/// <summary>Resources to choose from in a form.</summary>
internal static class ResourceChoices
{
    /// <summary>Code and words of each, by provider.</summary>
    public static IEnumerable<(string Value, string Words)> Of(
        IEnumerable<EvidenceResource> resources, CityCatalogue city, Texts texts) => resources
        .OrderBy(each => each.Provider, StringComparer.Ordinal).ThenBy(each => each.Code, StringComparer.Ordinal)
        .Select(each => (each.Code, texts.Say(
            "disclosures.of", ("title", city.AgencyName(each.Provider)), ("items", each.Title))));
}

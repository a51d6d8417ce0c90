using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Evidence;

/// <summary>A resource of the catalogue of data: what it holds and on what terms it is shared.</summary>
internal sealed record ResourceView(
    string Code, string Type, string TypeName, string Title, string Provider, string ProviderName, EvidenceHolder Holder,
    Sharing Sharing, string? Ground, GradeOfData Grade, Freshness Freshness, bool Consent, bool Authoritative,
    IReadOnlyList<ItemView> Items, Provenance Provenance);

/// <summary>An item of a resource; a question is answered with yes or no.</summary>
internal sealed record ItemView(string Code, string Title, ItemKind Kind, bool Sensitive, bool Usual, string? Asks);

/// <summary>A change that was announced.</summary>
internal sealed record ChangeView(string Resource, DateOnly On);

/// <summary>The catalogue of data, and what changed at its sources, for programs of agencies.</summary>
internal static class EvidenceApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/evidence/resources", Resources).For(Access.Anyone).Produces<ListView<ResourceView>>()
            .WithSummary("The resources that evidence comes from, with items, sharing, ground and provider; q narrows them.");
        api.MapPost("/evidence/changes", async (
            Asked<AnnounceChange> asked, Desk<DataChanged, DataChanged> desk, Caller caller, Texts texts) =>
            (await asked.DoAsync(command => desk.BeginAsync(caller, command)))
                .Answer(texts, changed => new ChangeView(changed.Resource, changed.On)))
            .For(Access.Official).Produces<ChangeView>()
            .ProducesProblem(403).ProducesProblem(422)
            .WithSummary("The provider tells that somebody's data changed: kept copies are dropped, open cases ask again.")
            .WithDescription("Nothing is disclosed by it, not even whether the city holds anything of them.");
    }

    private static IResult Resources(EvidenceLibrary library, CityCatalogue city, string? q = null) => Results.Json(
        new ListView<ResourceView>([.. Found(library, city, q).Select(each => ViewOf(each, city))], null), ApiJson.Options);

    /// <summary>The resources in whose names or items all words stand, in the order of provider and code.</summary>
    internal static IEnumerable<EvidenceResource> Found(EvidenceLibrary library, CityCatalogue city, string? words)
    {
        var wanted = (words ?? "").Split([' ', '\u3000'], StringSplitOptions.RemoveEmptyEntries).Take(10).ToArray();
        return library.Resources.Values
            .Where(each => wanted.All(word =>
                Names(each, city).Any(name => LikeText.Holds(name, word))))
            .OrderBy(each => each.Provider, StringComparer.Ordinal).ThenBy(each => each.Code, StringComparer.Ordinal);
    }

    private static IEnumerable<string> Names(EvidenceResource resource, CityCatalogue city) =>
    [
        resource.Title, resource.Code, city.AgencyName(resource.Provider), TypeName(resource, city),
        .. resource.Items.Select(item => item.Title),
    ];

    private static string TypeName(EvidenceResource resource, CityCatalogue city) =>
        city.EvidenceTypes.TryGetValue(resource.Type, out var type) ? type.Name : resource.Type;

    private static ResourceView ViewOf(EvidenceResource each, CityCatalogue city) => new(
        each.Code, each.Type, TypeName(each, city), each.Title, each.Provider, city.AgencyName(each.Provider), each.Holder,
        each.Sharing, each.Ground, each.Grade, each.Freshness, each.NeedsConsent, each.IsAuthoritative,
        [.. each.Items.Select(item => new ItemView(
            item.Code, item.Title, item.Kind, item.IsSensitive, item.IsUsual, item.Asks?.Of))],
        each.Provenance);
}

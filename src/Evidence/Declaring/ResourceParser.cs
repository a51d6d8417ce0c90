using System.Collections.Frozen;
using System.Collections.Immutable;
using Yitong.Catalogue;
using Yitong.Packs;

namespace Yitong.Evidence;

/// <summary>Reads resources, purposes and agreements of a pack.</summary>
internal static class ResourceParser
{
    public static readonly string[] Folders =
    [
        "evidence-resources", "evidence-purposes", "evidence-agreements",
        "evidence-connectors", "evidence-recordings",
    ];

    public static EvidenceLibrary Read(PackSource source)
    {
        var cities = source.Section<CityCatalogue>().Partners;
        var resources = All(source, "evidence-resources", "resources", record => ReadResource(record, cities));
        var byCode = resources.DistinctBy(each => each.Code).ToDictionary(each => each.Code, StringComparer.Ordinal);
        var purposes = All(source, "evidence-purposes", "purposes", record => new Purpose(
            record.Defines("purpose", "code"), record.Text("text"), record.Text("basis"),
            record.Number("withheldDays", 0, 3_650, 0), record.Provenance()));
        var agreements = All(source, "evidence-agreements", "agreements", record => ReadAgreement(record, byCode, cities));
        var library = new EvidenceLibrary(resources, purposes, agreements,
            ConnectorParser.Connectors(source, byCode, cities), ConnectorParser.Recordings(source));
        if (resources.Count > 0) SupplyChecks.Run(source, library);
        return library;
    }

    internal static List<T> All<T>(PackSource source, string folder, string list, Func<PackRecord, T> read) =>
        [.. source.Files(folder, folder).SelectMany(file =>
        {
            var all = file.List(list, read, required: true);
            file.Close();
            return all;
        })];

    private static EvidenceResource ReadResource(PackRecord record, FrozenDictionary<string, string> cities)
    {
        var sharing = record.Choice<Sharing>("sharing");
        var ground = record.TextOrNull("ground");
        if (sharing != Sharing.Unconditional && ground is null) record.Fault("sharing", "resource.no-ground");
        var items = record.List("items", ReadItem, required: true).ToImmutableArray();
        if (items.Length > EvidenceResource.MostItems)
            record.Fault("items", "resource.too-many-items", ("most", EvidenceResource.MostItems));
        CheckItems(record, items);
        return new()
        {
            Code = record.Defines("resource", "code"), Type = record.Names("evidence-type", "type"),
            Provider = record.Names("agency", "provider"), Title = record.Text("title"),
            Holder = record.Choice<EvidenceHolder>("holder"), Sharing = sharing, Ground = ground,
            Grade = record.Choice<GradeOfData>("grade"), Freshness = record.Choice<Freshness>("freshness"),
            NeedsConsent = record.Flag("consent", false), IsAuthoritative = record.Flag("authoritative", true),
            Items = items.Length > EvidenceResource.MostItems ? items[..EvidenceResource.MostItems] : items,
            Places = PartnerCity(record, cities) is { } city ? [city] : [.. record.NamesAll("district", "places")],
            Connector = record.Names("connector", "connector"), Provenance = record.Provenance(),
        };
    }

    /// <summary>The partner city that a record names under <c>city</c>; null when it names none.</summary>
    internal static string? PartnerCity(PackRecord record, FrozenDictionary<string, string> cities)
    {
        var city = record.TextOrNull("city");
        if (city is null || cities.ContainsKey(city)) return city;
        record.Fault("city", "evidence.no-such-city", ("city", city));
        return null;
    }

    private static EvidenceItem ReadItem(PackRecord record)
    {
        var asks = record.Map("asks", map => new Predicate(
            map.Code("of"), map.Choice<PredicateTest>("test"), map.TextOrNull("than") ?? ""), required: false);
        return new(record.Code("code"), record.Text("title"),
            asks is null ? record.Choice<ItemKind>("kind") : record.ChoiceOrNull<ItemKind>("kind") ?? ItemKind.Flag,
            record.Flag("sensitive", false), record.Flag("usual", false))
        {
            Asks = asks, Identifies = record.ChoiceOrNull<EvidenceRelation>("identifies"),
        };
    }

    private static void CheckItems(PackRecord record, ImmutableArray<EvidenceItem> items)
    {
        foreach (var twice in items.GroupBy(item => item.Code, StringComparer.Ordinal).Where(same => same.Count() > 1))
            record.Fault("items", "resource.item-twice", ("item", twice.Key));
        foreach (var item in items)
            if (item.Asks is { } predicate && !items.Any(other => other.Code == predicate.Of && other.Asks is null))
                record.Fault("items", "resource.no-such-item", ("item", predicate.Of));
    }

    private static Agreement ReadAgreement(
        PackRecord record, Dictionary<string, EvidenceResource> resources, FrozenDictionary<string, string> cities)
    {
        var resource = resources.GetValueOrDefault(record.Names("resource", "resource"));
        var items = record.Texts("items", required: false);
        var bits = items.Count == 0 ? resource?.All : resource?.BitsOf(items);
        if (resource is not null && bits is null)
            record.Fault("items", "resource.no-such-item", ("item", items.First(item => resource.Find(item) is null)));
        var agreement = new Agreement(
            record.Defines("agreement", "code"), resource?.Code ?? "",
            [.. record.NamesAll("purpose", "purposes", required: true)],
            [.. record.NamesAll("matter", "matters")], bits ?? 0, record.Date("from"), record.Date("until"),
            record.Text("approvedBy"), record.Provenance())
        {
            City = PartnerCity(record, cities), BasicCodes = [.. record.Texts("basicCodes", required: false)],
        };
        // A city shows another nothing without saying for what.
        if (agreement.City is null != agreement.BasicCodes.IsEmpty) record.Fault("basicCodes", "agreement.city-and-codes");
        if (agreement.Until < agreement.From) record.Fault("until", "date.until-before-from");
        return agreement;
    }
}

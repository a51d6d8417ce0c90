using System.Collections.Frozen;
using System.Collections.Immutable;
using Yitong.Packs;

namespace Yitong.Evidence;

/// <summary>Reads connectors and recorded answers of a pack, and checks that they fit the resources.</summary>
internal static class ConnectorParser
{
    public static List<EvidenceConnector> Connectors(
        PackSource source, Dictionary<string, EvidenceResource> resources, FrozenDictionary<string, string> cities) =>
        ResourceParser.All(source, "evidence-connectors", "connectors",
            record => ReadConnector(record, resources, cities, source.City.UtcOffset));

    public static List<EvidenceRecording> Recordings(PackSource source) =>
        [.. source.Files("evidence-recordings", "evidence-recordings").SelectMany(file =>
        {
            var connector = file.Names("connector", "connector");
            var answers = file.List("answers", record => new EvidenceRecording(
                connector, record.Names("resource", "resource"), record.Text("subject"),
                record.Number("status", 100, 599, 200), record.Text("body"), record.Place), required: true);
            file.Provenance();
            file.Close();
            return answers;
        })];

    private static EvidenceConnector ReadConnector(
        PackRecord record, Dictionary<string, EvidenceResource> resources, FrozenDictionary<string, string> cities,
        TimeSpan offset)
    {
        var transport = record.Choice<ConnectorTransport>("transport");
        var calls = record.List("calls", call => ReadCall(call, transport, resources, offset), required: true);
        var code = record.Defines("connector", "code");
        foreach (var resource in resources.Values)
            if (resource.Connector == code && resource.Sharing != Sharing.None
                && calls.All(call => call.Resource != resource.Code))
                record.Fault("calls", "connector.no-call", ("resource", resource.Code));
        if (transport == ConnectorTransport.XRoad && !record.Has("client"))
            record.Fault(null, "key.missing", ("key", "client"));
        var city = ResourceParser.PartnerCity(record, cities);
        if (transport == ConnectorTransport.Yitong)
            CheckPartner(record, city, resources.Values.Where(each => each.Connector == code));
        return new()
        {
            Code = code, Title = record.Text("title"), Transport = transport, Address = record.TextOrNull("address"),
            Client = record.TextOrNull("client"), City = city, Retries = record.Number("retries", 0, 5, 1),
            Timeout = TimeSpan.FromMilliseconds(record.Number("timeoutMilliseconds", 50, 60_000, 3_000)),
            BreakAfter = record.Number("breakAfter", 2, 1_000, 5),
            BreakFor = TimeSpan.FromSeconds(record.Number("breakSeconds", 1, 3_600, 30)),
            PerSecond = record.Number("perSecond", 1, 100_000, 50),
            MostBytes = 1024 * record.Number("mostKilobytes", 1, 65_536, 256),
            Calls = calls.DistinctBy(call => call.Resource).ToFrozenDictionary(call => call.Resource, StringComparer.Ordinal),
            Provenance = record.Provenance(),
        };
    }

    // The holding city answers each time, and questions too, or its people would not see every look at as little as was needed.
    private static void CheckPartner(PackRecord record, string? city, IEnumerable<EvidenceResource> resources)
    {
        if (city is null) record.Fault(null, "key.missing", ("key", "city"));
        foreach (var resource in resources)
            if (resource.Freshness != Freshness.Live || resource.Items.Any(item => item.Asks is not null))
                record.Fault("calls", "connector.partner-answers", ("resource", resource.Code));
    }

    private static ConnectorCall ReadCall(
        PackRecord record, ConnectorTransport transport, Dictionary<string, EvidenceResource> resources, TimeSpan offset)
    {
        var resource = resources.GetValueOrDefault(record.Names("resource", "resource"));
        var fields = record.List("fields", field => ReadField(field, resource));
        if (transport is ConnectorTransport.SqlView or ConnectorTransport.FileDrop && !record.Has("subject"))
            record.Fault(null, "key.missing", ("key", "subject"));
        foreach (var item in resource?.Items ?? [])
            if (item.Asks is null && fields.All(field => field.Item != item.Code))
                record.Fault("fields", "connector.item-unmapped", ("item", item.Code));
        return new()
        {
            Resource = resource?.Code ?? "", Path = record.Text("path"), Body = record.TextOrNull("body"),
            Subject = record.TextOrNull("subject"), Record = record.TextOrNull("record") ?? "", AsOf = record.TextOrNull("asOf"),
            Result = record.TextOrNull("result"), None = [.. record.Texts("none", required: false)],
            Refused = [.. record.Texts("refused", required: false)], Busy = [.. record.Texts("busy", required: false)],
            Fields = [.. fields], UtcOffset = offset,
        };
    }

    private static FieldMapping ReadField(PackRecord record, EvidenceResource? resource)
    {
        var item = record.Code("item");
        if (resource is not null && resource.Find(item) is not { Asks: null })
            record.Fault("item", "resource.no-such-item", ("item", item));
        return new(item, record.Text("at"), record.ChoiceOrNull<FieldForm>("form") ?? FieldForm.Plain,
            record.Flag("required", false),
            record.List("codes", code => (From: code.Text("from"), To: code.Text("to"))).DistinctBy(code => code.From)
                .ToFrozenDictionary(code => code.From, code => code.To, StringComparer.Ordinal));
    }
}

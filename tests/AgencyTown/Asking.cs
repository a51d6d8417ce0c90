using System.Collections.Frozen;
using Yitong.Catalogue;
using Yitong.Evidence;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Web;

namespace Yitong.AgencyTown;

/// <summary>Requests that the gate allows, for tests to change.</summary>
public static class Asking
{
    private static readonly Lazy<CityPack> Read = new(() =>
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Yitong.slnx"))) folder = folder.Parent!;
        var reading = Modules.ReadPack(Path.Combine(folder.FullName, "packs", "dalian"));
        return reading.Pack ?? throw new InvalidOperationException(string.Join('\n', reading.Faults.Take(10)));
    });

    public static CityPack Pack => Read.Value;

    public static EvidenceLibrary Library => Read.Value.Evidence();

    public static DateOnly Today { get; } = new(2026, 9, 1);

    public static Act Act() => Yitong.Kernel.Act.Of(
        DateTimeOffset.UtcNow, new("account:test", ActorRole.Official, "scjg"), "ask-evidence");

    /// <summary>The calls of a connector with one of them changed.</summary>
    public static FrozenDictionary<string, ConnectorCall> Renamed(
        FrozenDictionary<string, ConnectorCall> calls, string resource, Func<ConnectorCall, ConnectorCall> change) =>
        calls.Values.Select(call => call.Resource == resource ? change(call) : call)
            .ToFrozenDictionary(call => call.Resource, StringComparer.Ordinal);

    /// <summary>A request for the usual items of a resource in an open case of the subject's.</summary>
    public static EvidenceAsk For(string resource, string subject, string? items = null)
    {
        var source = Library.Resources[resource];
        var asked = items is null ? source.Usual : source.BitsOf(items.Split(' '))!.Value;
        return new()
        {
            Id = Guid.CreateVersion7(), Case = Guid.CreateVersion7(), CaseNumber = "DL2026-1", Matter = "M061",
            Requirement = "material", Purpose = EvidenceLibrary.CaseHandling, Resource = source, Subject = subject,
            Office = "scjg", Channel = "workbench",
            Facts = new()
            {
                IsCaseOpen = true, IsNeededNow = true, HoldsTask = true, Relation = EvidenceRelation.Subject,
                IsRelationDeclared = true, HasConsent = true, Asked = asked, Declared = asked,
                ChannelCarries = GradeOfData.Important,
            },
        };
    }
}

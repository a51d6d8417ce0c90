using Yitong.Catalogue;
using Yitong.Evidence;
using Yitong.Packs;

namespace Yitong.Spine.Tests.Casework;

/// <summary>Resources as a pack would declare them, for tests that want to know each of them.</summary>
internal static class Library
{
    private static readonly Provenance Invented = new(ProvenanceKind.Illustrative, "test");

    public static EvidenceResource Licence { get; } = Of("licence", "yyzz", EvidenceHolder.Company,
        Item("name", true), Item("representative", true) with { Identifies = EvidenceRelation.LegalRepresentative }, Item("capital"));
    public static EvidenceResource Identity { get; } = Of("identity", "sfz", EvidenceHolder.Person, Item("name", true), Item("born"));
    public static EvidenceResource Household { get; } = Of("household", "hkb", EvidenceHolder.Person,
        Item("address", true), Item("child", true) with { Identifies = EvidenceRelation.Child });

    public static EvidenceLibrary With(params EvidenceResource[] resources) => new(
        resources, [new Purpose(EvidenceLibrary.CaseHandling, "办理您的事项", "政务数据共享条例", 0, Invented)],
        resources.Select(each => new Agreement("a-" + each.Code, each.Code, [EvidenceLibrary.CaseHandling], [], each.All,
            new(2024, 1, 1), new(2030, 1, 1), "数据局", Invented)));

    public static EvidenceLibrary All { get; } = With(Licence, Identity, Household);

    private static EvidenceItem Item(string code, bool isUsual = false) => new(code, code, ItemKind.Text, false, isUsual);

    private static EvidenceResource Of(string code, string type, EvidenceHolder holder, params EvidenceItem[] items) => new()
    {
        Code = code, Type = type, Provider = "gaj", Title = code, Holder = holder, Sharing = Sharing.Unconditional,
        Grade = GradeOfData.Personal, Freshness = Freshness.Live, IsAuthoritative = true, Items = [.. items],
        Connector = "none", Provenance = Invented,
    };
}

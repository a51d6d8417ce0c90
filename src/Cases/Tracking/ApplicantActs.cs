using Yitong.Catalogue;

namespace Yitong.Cases;

/// <summary>What the applicant's pages offer: each command is asked itself, with nothing filled in.</summary>
internal static class ApplicantActs
{
    /// <summary>What may be done with the whole, and with a member that waits for a supplement.</summary>
    public static IReadOnlyList<string> Open(Case current, CaseFacts facts) =>
    [
        .. Named("rate", new RateCase(null), current, facts),
        .. Named("withdraw", new WithdrawCase(), current, facts),
        .. Promises.Of(current, facts.Catalogue)
            .SelectMany(promise => Named("promised", HandingOver(promise.Material), current, facts)).Distinct(),
        .. current.Members.SelectMany(member =>
            Named($"supplement {member.Matter}", new SupplyGaps(member.Matter), current, facts)),
    ];

    /// <summary>The members that may be withdrawn by themselves.</summary>
    public static IReadOnlyList<string> ToWithdraw(Case current, CaseFacts facts) =>
    [
        .. current.Members.Select(member => member.Matter)
            .Where(matter => current.SubmittedOn is not null && IsOpen(new WithdrawCase(matter), current, facts)),
    ];

    /// <summary>What may be done with each material.</summary>
    public static IReadOnlyList<string> WithMaterials(Case current, IReadOnlyList<Material> materials, CaseFacts facts) =>
    [
        .. materials.SelectMany(material => (string[])
        [
            .. Named($"hand-over {material.Key}", HandingOver(material), current, facts),
            .. Named($"take-back {material.Key}", new TakeBackMaterial(material.Key), current, facts),
            .. Named($"declare {material.Key}", new DeclareMaterial(material.Key), current, facts),
        ]),
    ];

    private static HandOverMaterial HandingOver(Material material) => new(new(material.Key, "", null, "", 0));

    private static string[] Named(string name, CaseCommand command, Case current, CaseFacts facts) =>
        IsOpen(command, current, facts) ? [name] : [];

    private static bool IsOpen(CaseCommand command, Case current, CaseFacts facts) => command.NotNow(current, facts) is null;
}

using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>Hands over a material, or promises one that may follow (容缺后补).</summary>
/// <param name="Copy">The uploaded copy, or a commitment.</param>
/// <param name="Seen">The version the screen showed.</param>
[Act("hand-over-material")]
public sealed record HandOverMaterial(
    MaterialCopy Copy, [Ask(Name = Caller.VersionField, IsOptional = true)] int? Seen = null) : CaseCommand
{
    /// <inheritdoc/>
    public Refusal? NotNow(Case now, CaseFacts facts) =>
        Permit.Applicant(now, facts) ?? MemberOf.Unseen(now, Seen)
        ?? (MaterialIn(now, facts) is not { } material ? Fault("material.not-asked", Copy.Material)
            : MayStillCome(now, material) ? null : new("case.already-submitted"));

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case now, CaseFacts facts) =>
        Copy.IsCommitment && MaterialIn(now, facts) is { } material && Unpromised(now, material) is { } no
            ? no : new CaseEvent[] { new MaterialHandedOver(Copy) };

    // A promise stands for what would otherwise be brought: not for what the city supplies, and not for more after submission.
    private Refusal? Unpromised(Case now, Material material) =>
        material.Necessity != Necessity.MayFollow || !CaseLabels.MayUpload(now, material)
            ? Fault("material.no-commitment", material.Name)
            : now.Stage is CaseStage.Submitted or CaseStage.Accepted ? new("case.already-submitted") : null;

    private Material? MaterialIn(Case now, CaseFacts facts) =>
        CaseForm.Materials(now, facts.Catalogue).FirstOrDefault(material => material.Key == Copy.Material);

    // Until the decision what was promised can come, and what may follow; all else only in the draft or on request.
    private static bool MayStillCome(Case current, Material material) => current.Stage switch
    {
        CaseStage.Draft or CaseStage.SupplementRequested => true,
        CaseStage.Submitted or CaseStage.Accepted => current.Materials.GetValueOrDefault(material.Key) is { IsCommitment: true }
            || (material.Necessity == Necessity.MayFollow && CaseLabels.MayUpload(current, material))
            || CaseLabels.Of(current, material) == MaterialLabel.Later,
        _ => false,
    };

    private Refusal Fault(string code, string name) => new(code, RefusalKind.NotValid)
    {
        Fields = [new(Copy.Material, code, new Dictionary<string, string> { ["material"] = name })],
        Arguments = new Dictionary<string, string> { ["material"] = name },
    };
}

/// <summary>Takes a material of a draft back.</summary>
/// <param name="Material">Key of the material.</param>
[Act("take-back-material")]
internal sealed record TakeBackMaterial(string Material) : CaseCommand
{
    /// <inheritdoc/>
    public Refusal? NotNow(Case now, CaseFacts facts) =>
        Permit.Applicant(now, facts)
        ?? (now.Stage is CaseStage.Draft or CaseStage.SupplementRequested ? null : new("case.already-submitted"));

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case now, CaseFacts facts) => now.Materials.ContainsKey(Material)
        ? new CaseEvent[] { new MaterialTakenBack(Material) } : Array.Empty<CaseEvent>();
}

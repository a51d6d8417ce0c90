using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>Hands over a material, or promises one that may follow (容缺后补).</summary>
/// <param name="Copy">The uploaded copy, or a commitment.</param>
/// <param name="Seen">The version the screen showed.</param>
public sealed record HandOverMaterial(MaterialCopy Copy, int? Seen = null) : ICaseCommand
{
    /// <inheritdoc/>
    public string Name => "hand-over-material";

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, CaseFacts facts)
    {
        if (Permit.Applicant(current, facts) is { } no) return no;
        if (Pick.Whole(current, Seen) is { } stale) return stale;
        var material = CaseForm.Materials(current, facts.Catalogue)
            .FirstOrDefault(material => material.Key == Copy.Material);
        if (material is null)
            return Fault("material.not-asked", Copy.Material);
        if (!MayStillCome(current, material)) return new Refusal("case.already-submitted");
        if (Copy.IsCommitment && material.Necessity != Necessity.MayFollow)
            return Fault("material.no-commitment", material.Name);
        return new CaseEvent[] { new MaterialHandedOver(Copy) };
    }

    // Until the decision a material that may follow can come; all others only in the draft or on request.
    private static bool MayStillCome(Case current, Material material) => current.Stage switch
    {
        CaseStage.Draft or CaseStage.SupplementRequested => true,
        CaseStage.Submitted or CaseStage.Accepted => material.Necessity == Necessity.MayFollow
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
public sealed record TakeBackMaterial(string Material) : ICaseCommand
{
    /// <inheritdoc/>
    public string Name => "take-back-material";

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, CaseFacts facts)
    {
        if (Permit.Applicant(current, facts) is { } no) return no;
        if (current.Stage is not (CaseStage.Draft or CaseStage.SupplementRequested))
            return new Refusal("case.already-submitted");
        return current.Materials.ContainsKey(Material)
            ? new CaseEvent[] { new MaterialTakenBack(Material) }
            : Array.Empty<CaseEvent>();
    }
}

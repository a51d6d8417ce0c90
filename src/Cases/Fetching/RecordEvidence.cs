using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>The engine puts into a case what came of asking the sources; the exchange has written it down before.</summary>
/// <param name="Found">What came.</param>
/// <param name="Missed">What did not.</param>
public sealed record RecordEvidence(IReadOnlyList<HeldEvidence> Found, IReadOnlyList<MissedEvidence> Missed) : ICaseCommand
{
    /// <inheritdoc/>
    public string Name => "record-evidence";

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, CaseFacts facts)
    {
        if (Permit.Engine(facts) is { } no) return no;
        if (current.IsFinished) return Array.Empty<CaseEvent>();
        return Found.Where(held => !IsThere(current, held.Material)).Select(held => (CaseEvent)new EvidenceObtained(held))
            .Concat(Missed.Where(missed => !IsThere(current, missed.Material) && IsNews(current, missed))
                .Select(missed => new EvidenceNotObtained(missed)))
            .ToArray();
    }

    // The first snapshot stays, unless its source says that it changed and nobody has decided on it yet.
    private static bool IsThere(Case current, string material) =>
        current.Evidence.TryGetValue(material, out var held) && held is { Level: not EvidenceLevel.D, IsOutdated: false };

    private static bool IsNews(Case current, MissedEvidence missed) =>
        !current.Missed.TryGetValue(missed.Material, out var before) || before.Tries < missed.Tries;
}

/// <summary>Agrees to a material's being fetched, where the law wants the person's own word.</summary>
/// <param name="Material">Key of the material.</param>
public sealed record ConsentToEvidence(string Material) : ICaseCommand
{
    /// <inheritdoc/>
    public string Name => "consent-to-evidence";

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, CaseFacts facts)
    {
        if (Permit.Applicant(current, facts) is { } no) return no;
        if (CaseForm.Materials(current, facts.Catalogue).All(material => material.Key != Material))
            return new Refusal("material.not-asked", RefusalKind.NotValid).With("material", Material);
        if (current.IsFinished) return new Refusal("case.already-decided");
        return current.Consents.Contains(Material)
            ? Array.Empty<CaseEvent>() : new CaseEvent[] { new EvidenceConsented(Material, facts.Today) };
    }
}

/// <summary>Declares what a material would show instead of handing it over, where the matter takes it (告知承诺).</summary>
/// <param name="Material">Key of the material.</param>
public sealed record DeclareMaterial(string Material) : ICaseCommand
{
    /// <inheritdoc/>
    public string Name => "declare-material";

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, CaseFacts facts)
    {
        if (Permit.Applicant(current, facts) is { } no) return no;
        if (current.Stage is not (CaseStage.Draft or CaseStage.SupplementRequested))
            return new Refusal("case.already-submitted");
        if (CaseForm.Materials(current, facts.Catalogue).FirstOrDefault(each => each.Key == Material) is not { } material)
            return new Refusal("material.not-asked", RefusalKind.NotValid).With("material", Material);
        if (!MayDeclare(current, material, facts.Catalogue))
            return new Refusal("material.no-declaration", RefusalKind.NotValid).With("material", material.Name);
        return new CaseEvent[] { new EvidenceObtained(new(Material, EvidenceLevel.D, facts.Today)) };
    }

    /// <summary>Every matter that asks for it offers commitment, an organ issues it, and it could not be had.</summary>
    public static bool MayDeclare(Case current, Material material, CityCatalogue catalogue) =>
        material.EvidenceType is not null && CaseLabels.IsAsked(current, material)
        && CaseForm.Editions(current, catalogue)
            .Where(edition => edition.Materials.Any(each => each.Key == material.Key)).All(edition => edition.OffersCommitment);
}

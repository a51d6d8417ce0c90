using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>The engine puts into a case what came of asking the sources; the exchange has written it down before.</summary>
/// <param name="Found">What came.</param>
/// <param name="Missed">What did not.</param>
[Act("record-evidence")]
internal sealed record RecordEvidence(IReadOnlyList<HeldEvidence> Found, IReadOnlyList<MissedEvidence> Missed) : CaseCommand
{
    /// <inheritdoc/>
    public Refusal? NotNow(Case current, CaseFacts facts) => Permit.Engine(facts);

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, CaseFacts facts)
    {
        if (current.IsFinished) return Array.Empty<CaseEvent>();
        return Found.Where(held => !IsThere(current, held.Material)).Select(held => (CaseEvent)new EvidenceObtained(held))
            .Concat(Missed.Where(missed => !IsThere(current, missed.Material) && IsNews(current, missed))
                .Select(missed => new EvidenceNotObtained(missed)))
            .ToArray();
    }

    // The first snapshot stays, unless its source says that it changed and nobody has decided on it yet.
    private static bool IsThere(Case current, string material) =>
        current.Evidence.Held.TryGetValue(material, out var held) && held is { Level: not EvidenceLevel.D, IsOutdated: false };

    private static bool IsNews(Case current, MissedEvidence missed) =>
        !current.Evidence.Missed.TryGetValue(missed.Material, out var before) || before.Tries < missed.Tries;
}

/// <summary>Agrees to a material's being fetched, where the law wants the person's own word.</summary>
/// <param name="Material">Key of the material.</param>
[Act("consent-to-evidence")]
internal sealed record ConsentToEvidence(string Material) : CaseCommand
{
    /// <inheritdoc/>
    public Refusal? NotNow(Case now, CaseFacts facts) =>
        Permit.Applicant(now, facts)
        ?? (CaseForm.Materials(now, facts.Catalogue).All(material => material.Key != Material)
                ? new Refusal("material.not-asked", RefusalKind.NotValid).With("material", Material)
            : now.IsFinished ? new Refusal("case.already-decided") : null);

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case now, CaseFacts facts) => now.Evidence.Consents.Contains(Material)
        ? Array.Empty<CaseEvent>() : new CaseEvent[] { new EvidenceConsented(Material, facts.Today) };
}

/// <summary>Declares what a material would show instead of handing it over, where the matter takes it (告知承诺).</summary>
/// <param name="Material">Key of the material.</param>
[Act("declare-material")]
internal sealed record DeclareMaterial(string Material) : CaseCommand
{
    /// <inheritdoc/>
    public Refusal? NotNow(Case now, CaseFacts facts)
    {
        if (Permit.Applicant(now, facts) is { } no) return no;
        if (now.Stage is not (CaseStage.Draft or CaseStage.SupplementRequested)) return new("case.already-submitted");
        if (CaseForm.Materials(now, facts.Catalogue).FirstOrDefault(each => each.Key == Material) is not { } material)
            return new Refusal("material.not-asked", RefusalKind.NotValid).With("material", Material);
        return MayDeclare(now, material, facts.Catalogue) ? null
            : new Refusal("material.no-declaration", RefusalKind.NotValid).With("material", material.Name);
    }

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case now, CaseFacts facts) =>
        new CaseEvent[] { new EvidenceObtained(new(Material, EvidenceLevel.D, facts.Today)) };

    /// <summary>Every matter that asks for it offers commitment, an organ issues it, and it could not be had.</summary>
    public static bool MayDeclare(Case current, Material material, CityCatalogue catalogue) =>
        material.EvidenceType is not null && CaseLabels.IsAsked(current, material)
        && CaseForm.Editions(current, catalogue)
            .Where(edition => edition.Materials.Any(each => each.Key == material.Key)).All(edition => edition.OffersCommitment);
}

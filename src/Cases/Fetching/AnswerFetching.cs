using System.Collections.Immutable;
using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>Says whether the city may fetch what it holds itself, before anything is fetched for a draft.</summary>
/// <param name="Agreed">Whether it may; otherwise the applicant hands all in.</param>
[Act("answer-fetching")]
public sealed record AnswerFetching([Ask] bool? Agreed) : CaseCommand
{
    /// <inheritdoc/>
    public Refusal? NotNow(Case now, CaseFacts facts) =>
        Permit.Applicant(now, facts) ?? (now.Stage == CaseStage.Draft ? null : new("case.already-submitted"));

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case now, CaseFacts facts)
    {
        ImmutableArray<string> materials = [.. CaseForm.Materials(now, facts.Catalogue)
            .Where(material => material is { Supply: MaterialSupply.City, EvidenceType: not null })
            .Select(material => material.Key)];
        return new CaseEvent[] { new FetchingAnswered(Agreed!.Value, materials, facts.Today) };
    }
}

using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>The lodging city takes what the deciding city reports. What is older than what it has, it leaves.</summary>
/// <param name="City">Division code of the deciding city, proven by its signature.</param>
/// <param name="Report">The office's side.</param>
public sealed record TakeReport(string City, PartnerReport Report) : ICaseCommand
{
    /// <inheritdoc/>
    public string Name => "take-report";

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, CaseFacts facts)
    {
        if (Permit.Engine(facts) is { } no) return no;
        // A city may speak only of what was handed to it.
        if (current.Handover is not { Sequence: > 0 } handover || handover.City != City || Report.Case != current.Id)
            return new Refusal("regional.no-such-case", RefusalKind.NotFound);
        return handover.Report?.Sequence >= Report.Sequence
            ? Array.Empty<CaseEvent>()
            : new CaseEvent[] { new PartnerReported(Report, facts.Today) };
    }
}

/// <summary>The deciding city does not take the case: the applicant reads why and can apply anew, elsewhere or there.</summary>
/// <param name="City">Division code of the deciding city, proven by its signature.</param>
/// <param name="Sequence">Sequence of the package that it did not take.</param>
/// <param name="Why">Why, as the applicant reads it.</param>
public sealed record TakeHandoverRefusal(string City, int Sequence, string Why) : ICaseCommand
{
    /// <inheritdoc/>
    public string Name => "take-handover-refusal";

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, CaseFacts facts)
    {
        if (Permit.Engine(facts) is { } no) return no;
        if (current.Handover is not { } handover || handover.City != City)
            return new Refusal("regional.no-such-case", RefusalKind.NotFound);
        // It took the case after all, or has said so before.
        return handover.Report is not null || current.Members[0].State == MemberState.Refused
            ? Array.Empty<CaseEvent>()
            : new CaseEvent[] { new HandoverRefused(current.Members[0].Matter, Why, facts.Today) };
    }
}

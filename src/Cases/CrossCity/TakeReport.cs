using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>The lodging city takes what the deciding city reports. What is older than what it has, it leaves.</summary>
/// <param name="City">Division code of the deciding city, proven by its signature.</param>
/// <param name="Report">The office's side.</param>
[Act("take-report")]
internal sealed record TakeReport(string City, PartnerReport Report) : CaseCommand
{
    /// <inheritdoc/>
    // A city may speak only of what was handed to it.
    public Refusal? NotNow(Case now, CaseFacts facts) =>
        Permit.Engine(facts)
        ?? (now.CrossCity.Handover is { Sequence: > 0 } handover && handover.City == City && Report.Case == now.Id
            ? null : new("regional.no-such-case", RefusalKind.NotFound));

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case now, CaseFacts facts) =>
        now.CrossCity.Handover!.Report?.Sequence >= Report.Sequence
            ? Array.Empty<CaseEvent>()
            : new CaseEvent[] { new PartnerReported(Report, facts.Today) };
}

/// <summary>The deciding city does not take the case: the applicant reads why and can apply anew, elsewhere or there.</summary>
/// <param name="City">Division code of the deciding city, proven by its signature.</param>
/// <param name="Sequence">Sequence of the package that it did not take.</param>
/// <param name="Why">Why, as the applicant reads it.</param>
[Act("take-handover-refusal")]
internal sealed record TakeHandoverRefusal(string City, int Sequence, string Why) : CaseCommand
{
    /// <inheritdoc/>
    public Refusal? NotNow(Case now, CaseFacts facts) =>
        Permit.Engine(facts)
        ?? (now.CrossCity.Handover?.City == City ? null : new("regional.no-such-case", RefusalKind.NotFound));

    /// <inheritdoc/>
    // It took the case after all, or has said so before.
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case now, CaseFacts facts) =>
        now.CrossCity.Handover!.Report is not null || now.Members[0].State == MemberState.Refused
            ? Array.Empty<CaseEvent>()
            : new CaseEvent[] { new HandoverRefused(now.Members[0].Matter, Why, facts.Today) };
}

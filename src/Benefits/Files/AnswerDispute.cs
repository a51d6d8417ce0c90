using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>The agency that holds a fact answers a dispute (异议答复): it corrects the fact, or says why it stands.</summary>
/// <param name="Number">The dispute.</param>
/// <param name="Stands">Whether the fact stands.</param>
/// <param name="Value">The right value as <see cref="FactText"/> reads it, where the fact does not stand.</param>
/// <param name="Answer">The answer to the subject.</param>
[Act("answer-dispute", Unclear = NoAnswer)]
internal sealed record AnswerDispute(
    int Number, [Ask(Missing = "dispute.choose")] bool? Stands, [Ask(IsOptional = true)] string? Value,
    [Ask(IsLong = true, Most = 1_000, Missing = AnswerDispute.NoAnswer, Unreadable = AnswerDispute.NoAnswer)] string? Answer)
    : ICommand<SubjectFile, BenefitFileEvent, BenefitFileFacts>
{
    private const string NoAnswer = "dispute.no-answer";

    public Refusal? NotNow(SubjectFile now, BenefitFileFacts facts) =>
        Number < 1 || Number > now.Disputes.Length ? new("dispute.not-found", RefusalKind.NotFound)
        : !facts.IsOfficialOf(now.Disputes[Number - 1].Office) ? new("dispute.not-yours", RefusalKind.NotAllowed)
        : now.Disputes[Number - 1].State != DisputeState.Open ? new("dispute.answered-already")
        : null;

    public Outcome<IReadOnlyList<BenefitFileEvent>> Decide(SubjectFile now, BenefitFileFacts facts)
    {
        var answered = new DisputeAnswered(Number, Stands == false, Answer!.Trim());
        if (Stands == true) return new BenefitFileEvent[] { answered };
        var id = now.Disputes[Number - 1].Fact;
        facts.Catalogue.Facts.TryFind(id, out var fact);
        var supplied = new SuppliedFact(id, new(Value ?? "", fact?.Source, facts.Today));
        return SupplyFacts.FaultOf(supplied, now.Kind, facts) is { } fault
            ? fault with { Fields = [new("value", fault.Code, fault.Args)] }
            : Outcome.Of(JudgeFile.With(now, new(now.Code, now.Kind, [supplied]), facts, answered));
    }
}

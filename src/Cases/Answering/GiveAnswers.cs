using System.Collections.Immutable;
using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>Gives or changes answers of a draft. Each is read and checked alone; what is missing may come later.</summary>
/// <param name="Answers">Raw answers by question key; empty or null takes one back.</param>
/// <param name="Seen">The version the screen showed.</param>
/// <param name="MustAnswer">
/// Whether nothing that must be answered may be left open here, as where one question is asked at a time.
/// </param>
[Act("give-answers", Unclear = "case.answers-not-valid")]
public sealed record GiveAnswers(IReadOnlyDictionary<string, string?> Answers, int? Seen = null, bool MustAnswer = false)
    : CaseCommand
{
    /// <inheritdoc/>
    public Refusal? NotNow(Case now, CaseFacts facts) =>
        Permit.Applicant(now, facts) ?? MemberOf.Unseen(now, Seen)
        ?? (now.Stage is CaseStage.Draft or CaseStage.SupplementRequested ? null : new("case.already-submitted"));

    /// <inheritdoc/>
    public IEnumerable<FieldFault> Faults(Case now, CaseFacts facts) =>
        Read(now, facts).Select(read => read.Fault).OfType<FieldFault>();

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case now, CaseFacts facts)
    {
        var changed = Read(now, facts).Where(read => read.Answer != now.AnswerTo(read.Question!))
            .ToImmutableDictionary(read => read.Question!.Key, read => read.Answer);
        return changed.Count == 0 ? Array.Empty<CaseEvent>() : new CaseEvent[] { new AnswersGiven(changed) };
    }

    private IEnumerable<(Question? Question, string? Answer, FieldFault? Fault)> Read(Case now, CaseFacts facts)
    {
        var questions = CaseForm.Questions(now, facts.Catalogue).ToDictionary(question => question.Key);
        foreach (var (key, raw) in Answers)
        {
            var question = questions.GetValueOrDefault(key);
            var (answer, fault) = question is null
                ? (null, new(key, "answer.no-such-question")) : AnswerReading.Read(question, raw);
            if (MustAnswer && question is { IsOptional: false } && answer is null) fault ??= SubmitCase.Missing(question);
            yield return (question, answer, fault);
        }
    }
}

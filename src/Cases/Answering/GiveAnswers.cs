using System.Collections.Immutable;
using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>Gives or changes answers of a draft. Each is read and checked alone; what is missing may come later.</summary>
/// <param name="Answers">Raw answers by question key; empty or null takes one back.</param>
/// <param name="Seen">The version the screen showed.</param>
[Act("give-answers", Unclear = "case.answers-not-valid")]
public sealed record GiveAnswers(IReadOnlyDictionary<string, string?> Answers, int? Seen = null) : CaseCommand
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
        var changed = Read(now, facts).Where(read => read.Answer != now.Answers.GetValueOrDefault(read.Key))
            .ToImmutableDictionary(read => read.Key, read => read.Answer);
        return changed.Count == 0 ? Array.Empty<CaseEvent>() : new CaseEvent[] { new AnswersGiven(changed) };
    }

    private IEnumerable<(string Key, string? Answer, FieldFault? Fault)> Read(Case now, CaseFacts facts)
    {
        var questions = CaseForm.Questions(now, facts.Catalogue).ToDictionary(question => question.Key);
        foreach (var (key, raw) in Answers)
        {
            var (answer, fault) = questions.TryGetValue(key, out var question)
                ? AnswerReading.Read(question, raw) : (null, new(key, "answer.no-such-question"));
            yield return (key, answer, fault);
        }
    }
}

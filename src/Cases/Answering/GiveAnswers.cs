using System.Collections.Immutable;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>Gives or changes answers of a draft. Each is read and checked alone; what is missing may come later.</summary>
/// <param name="Answers">Raw answers by question key; empty or null takes one back.</param>
/// <param name="Seen">The version the screen showed.</param>
public sealed record GiveAnswers(IReadOnlyDictionary<string, string?> Answers, int? Seen = null) : ICaseCommand
{
    /// <inheritdoc/>
    public string Name => "give-answers";

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, CaseFacts facts)
    {
        if (Permit.Applicant(current, facts) is { } no) return no;
        if (Pick.Whole(current, Seen) is { } stale) return stale;
        if (current.Stage is not (CaseStage.Draft or CaseStage.SupplementRequested))
            return new Refusal("case.already-submitted");

        var questions = CaseForm.Questions(current, facts.Catalogue).ToDictionary(question => question.Key);
        var faults = new List<FieldFault>();
        var read = ImmutableDictionary.CreateBuilder<string, string?>();
        foreach (var (key, raw) in Answers)
        {
            if (!questions.TryGetValue(key, out var question))
            {
                faults.Add(new(key, "answer.no-such-question"));
                continue;
            }
            var (answer, fault) = AnswerReading.Read(question, raw);
            if (fault is not null) faults.Add(fault);
            else if (answer != current.Answers.GetValueOrDefault(key)) read[key] = answer;
        }
        if (faults.Count > 0) return new Refusal("case.answers-not-valid", RefusalKind.NotValid) { Fields = faults };
        return read.Count == 0 ? Array.Empty<CaseEvent>() : new CaseEvent[] { new AnswersGiven(read.ToImmutable()) };
    }
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;
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
[Act("give-answers")]
public sealed record GiveAnswers(
    [property: JsonConverter(typeof(AnswersJson))][Ask(IsOptional = true)] IReadOnlyDictionary<string, string?>? Answers,
    [Ask(Name = Caller.VersionField, IsOptional = true)] int? Seen = null, bool MustAnswer = false) : CaseCommand
{
    /// <inheritdoc/>
    public Refusal? NotNow(Case now, CaseFacts facts) =>
        Permit.Applicant(now, facts) ?? MemberOf.Unseen(now, Seen)
        ?? (now.Stage is CaseStage.Draft or CaseStage.SupplementRequested ? null : new("case.already-submitted"));

    /// <inheritdoc/>
    // The form decides what each answer must be: it is made and read once, for what is wrong and for what changes.
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case now, CaseFacts facts)
    {
        var read = Read(now, facts).ToList();
        if (read.Exists(each => each.Fault is not null))
            return new Refusal("case.answers-not-valid", RefusalKind.NotValid)
            {
                Fields = [.. read.Select(each => each.Fault).OfType<FieldFault>()],
            };
        var changed = read.Where(each => each.Answer != now.AnswerTo(each.Question!))
            .ToImmutableDictionary(each => each.Question!.Key, each => each.Answer);
        return changed.Count == 0 ? Array.Empty<CaseEvent>() : new CaseEvent[] { new AnswersGiven(changed) };
    }

    private IEnumerable<(Question? Question, string? Answer, FieldFault? Fault)> Read(Case now, CaseFacts facts)
    {
        var questions = CaseForm.Questions(now, facts.Catalogue).ToDictionary(question => question.Key);
        foreach (var (key, raw) in Answers ?? ImmutableDictionary<string, string?>.Empty)
        {
            var question = questions.GetValueOrDefault(key);
            var (answer, fault) = question is null
                ? (null, new(key, "answer.no-such-question")) : AnswerReading.Read(question, raw, facts.Today, facts.SubjectCode);
            if (MustAnswer && question is { IsOptional: false } && answer is null) fault ??= SubmitCase.Missing(question);
            yield return (question, answer, fault);
        }
    }
}

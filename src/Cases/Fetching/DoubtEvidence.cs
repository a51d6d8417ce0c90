using System.Collections.Immutable;
using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Evidence;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>The value of an evidence item that answers a question of the form.</summary>
/// <param name="Held">The evidence in the case.</param>
/// <param name="Item">Code of the item.</param>
/// <param name="Value">Its value, as the form reads it.</param>
internal sealed record SourcedAnswer(HeldEvidence Held, string Item, string Value)
{
    /// <summary>The one kind of <see cref="Question.Prefill"/> that speaks of evidence: <c>evidence.yyzz.name</c>.</summary>
    private const string Prefix = "evidence.";

    /// <summary>Whether a question can be answered by evidence at all.</summary>
    public static bool IsSourced(Question question) =>
        question.Prefill?.StartsWith(Prefix, StringComparison.Ordinal) == true;

    /// <summary>What the case's evidence answers to a question; null where it does not, or the form would not take it.</summary>
    public static SourcedAnswer? Of(Case current, Question question, EvidenceLibrary library)
    {
        if (!IsSourced(question) || question.Prefill!.Split('.') is not [_, var type, var item]) return null;
        foreach (var held in current.Evidence.Held.Values.OrderBy(each => each.Material, StringComparer.Ordinal))
            if (held.Resource is { } code && library.Resources.GetValueOrDefault(code)?.Type == type
                && held.Values.TryGetValue(item, out var value)
                && AnswerReading.Read(question, value, held.On) is { Answer: { } answer })
                return new(held, item, answer);
        return null;
    }
}

/// <summary>
/// Says that what a source supplied is wrong (这个不对). The applicant's answer counts in the case, the source's stays beside it,
/// and the providing agency is asked to check; the case goes on.
/// </summary>
/// <param name="Question">Key of the question.</param>
/// <param name="Given">What is right, as typed.</param>
/// <param name="Sourced">What the source says.</param>
/// <param name="Seen">The version the screen showed.</param>
[Act("doubt-evidence")]
internal sealed record DoubtEvidence(
    string Question, string? Given, SourcedAnswer Sourced, [Ask(Name = Caller.VersionField, IsOptional = true)] int? Seen = null)
    : CaseCommand
{
    /// <inheritdoc/>
    public Refusal? NotNow(Case now, CaseFacts facts) => Answering.NotNow(now, facts);

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case now, CaseFacts facts)
    {
        var answered = Answering.Decide(now, facts);
        if (answered.Refusal is { } faulty) return faulty;
        var given = answered.Value;
        var question = CaseForm.Questions(now, facts.Catalogue).First(each => each.Key == Question);
        var answer = given.OfType<AnswersGiven>().FirstOrDefault()?.Answers.GetValueOrDefault(Question)
            ?? now.AnswerTo(question);
        if (answer is null || answer == Sourced.Value)
            return new Refusal("answer.same-as-source", RefusalKind.NotValid)
            {
                Fields = [new(Question, "answer.same-as-source")],
            };
        var held = Sourced.Held;
        return given.Append(new EvidenceDoubted(new(
            Question, held.Material, Sourced.Item, held.Resource!, KeptAnswers.Shown(question, Sourced.Value),
            KeptAnswers.Shown(question, answer), facts.Today))).ToArray();
    }

    private GiveAnswers Answering => new(new Dictionary<string, string?> { [Question] = Given }, Seen, true);
}

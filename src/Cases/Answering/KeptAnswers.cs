using System.Collections.Immutable;
using System.Globalization;
using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>
/// Answers of a case as they are kept, and as people read them. An amount is kept as a whole number of fen; cases of before hold
/// it as it was shown then (<c>20万元</c>).
/// </summary>
public static class KeptAnswers
{
    /// <summary>The amount of a kept answer; null when it is none.</summary>
    public static Money? Amount(string kept) =>
        long.TryParse(kept, NumberStyles.None, CultureInfo.InvariantCulture, out var fen) ? new Money(fen)
        : Money.TryParse(kept, out var earlier) ? earlier : null;

    /// <summary>An amount as it is kept.</summary>
    public static string Of(Money amount) => amount.Fen.ToString(CultureInfo.InvariantCulture);

    /// <summary>A kept answer as people read it, and as it may be typed again.</summary>
    public static string Shown(Question question, string kept) =>
        question.Kind == AnswerKind.Money && Amount(kept) is { } amount ? amount.ToString() : kept;

    /// <summary>The answer to a question in the form that <see cref="AnswerReading"/> gives; null where there is none.</summary>
    public static string? AnswerTo(this Case current, Question question) =>
        current.Answers.GetValueOrDefault(question.Key) is not { } kept ? null
        : question.Kind == AnswerKind.Money && Amount(kept) is { } amount ? Of(amount) : kept;

    /// <summary>The answer to a question as people read it; null where there is none.</summary>
    public static string? ShownAnswerTo(this Case current, Question question) =>
        current.Answers.GetValueOrDefault(question.Key) is { } kept ? Shown(question, kept) : null;

    /// <summary>All answers as people read them; of a draft also those to questions that are asked no more.</summary>
    public static ImmutableDictionary<string, string> ShownAnswers(this Case current, CityCatalogue catalogue) =>
        current.Answers.SetItems(CaseForm.Questions(current, catalogue)
            .Where(question => question.Kind == AnswerKind.Money && current.Answers.ContainsKey(question.Key))
            .Select(question => KeyValuePair.Create(question.Key, current.ShownAnswerTo(question)!)));
}

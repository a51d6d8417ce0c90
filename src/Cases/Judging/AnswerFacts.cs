using Yitong.Catalogue;
using Yitong.Rules;

namespace Yitong.Cases;

/// <summary>Facts that the applicant's answers supply to a matter's rule.</summary>
internal static class AnswerFacts
{
    /// <summary>
    /// The value of a fact: from the form where the matter takes it from there, else what the city knows. An answer that does not
    /// fit the fact is unknown: an official looks at it.
    /// </summary>
    public static Func<Fact, FactValue> Over(
        Func<Fact, FactValue> known, Case current, MatterEdition edition, FactBook book)
    {
        var given = new Dictionary<string, FactValue>(StringComparer.Ordinal);
        foreach (var answer in edition.Automatic!.Answers)
            if (book.TryFind(answer.Fact, out var fact) && current.Answers.TryGetValue(answer.Question, out var text))
                given[fact.Id] = FactWords.Read(fact, book, Plain(fact, edition, answer.Question, text)) ?? FactValue.Unknown;
        return fact => given.TryGetValue(fact.Id, out var value) ? value : known(fact);
    }

    // Facts are read as they stand in a pack: amounts in yuan or 万元, without commas.
    private static string Plain(Fact fact, MatterEdition edition, string key, string kept)
    {
        var shown = edition.Form.FirstOrDefault(question => question.Key == key) is { } question
            ? KeptAnswers.Shown(question, kept) : kept;
        return fact.Kind == FactKind.Money ? shown.Replace(",", "", StringComparison.Ordinal) : shown;
    }
}

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
                given[fact.Id] = FactWords.Read(fact, book, Plain(fact, text)) ?? FactValue.Unknown;
        return fact => given.TryGetValue(fact.Id, out var value) ? value : known(fact);
    }

    // Amounts are kept as people read them, with commas.
    private static string Plain(Fact fact, string text) =>
        fact.Kind == FactKind.Money ? text.Replace(",", "", StringComparison.Ordinal) : text;
}

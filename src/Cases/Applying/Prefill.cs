using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Parties;

namespace Yitong.Cases;

/// <summary>Answers that the city knows already. They are given when a case is opened; the applicant may change them.</summary>
internal static class Prefill
{
    /// <summary>What a question's fact is for a subject; null when the city does not know it.</summary>
    public static string? Of(Question question, PartyRow? subject) => (question.Prefill, subject) switch
    {
        (_, null) => null,
        ("subject.name", _) => subject.Name,
        ("subject.creditCode", { Kind: not PartyKind.Person }) => subject.Code,
        ("subject.citizenNumber", { Kind: PartyKind.Person }) => subject.Code,
        _ => null,
    };

    /// <summary>Gives all known answers to a new draft.</summary>
    public static async Task Give(CaseDesk desk, CityCatalogue city, Actor by, Case draft, PartyRow? subject)
    {
        var known = CaseForm.Questions(draft, city)
            .Select(question => (question.Key, Fact: Of(question, subject)))
            .Where(answer => answer.Fact is not null && !draft.Answers.ContainsKey(answer.Key))
            .ToDictionary(answer => answer.Key, answer => answer.Fact);
        // Refused only where the register holds something that the form does not take: then the applicant is asked.
        if (known.Count > 0)
            await desk.DoAsync(draft.Id, by, new GiveAnswers(known));
    }
}

using System.Collections.Immutable;
using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>Submits a draft: from now the office owes a word within its five working days.</summary>
/// <param name="Seen">The version the screen showed.</param>
[Act("submit-case", Unclear = "case.incomplete")]
public sealed record SubmitCase([Ask(Name = "version", IsOptional = true)] int? Seen = null) : CaseCommand
{
    /// <inheritdoc/>
    public Refusal? NotNow(Case now, CaseFacts facts) =>
        Permit.Applicant(now, facts)
        ?? (now.WithdrawnOn is not null ? new("case.already-withdrawn")
            : now.SubmittedOn is not null ? new("case.already-submitted")
            : MemberOf.Unseen(now, Seen));

    /// <inheritdoc/>
    // What it asks is the draft itself.
    public IEnumerable<FieldFault> Faults(Case now, CaseFacts facts) => Gaps(now, facts.Catalogue);

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case now, CaseFacts facts)
    {
        ImmutableArray<OpenedMember> members = [.. CaseForm.Applying(now, facts.Catalogue)];
        var limit = now.Kind == CaseKind.Journey ? facts.Catalogue.Journey(now.Code)!.Limit : (TimeLimit?)null;
        var submitted = new CaseSubmitted(members, limit, facts.Today);
        CaseEvent[] handedIn = [.. NotAsked(now, facts.Catalogue), submitted];
        // The other city's office receives it, and its clocks count.
        if (now.CrossCity.Handover is not null) return handedIn;
        return handedIn
            .Concat(members.Where(member => member.Needs.IsEmpty).Select(member => Receive(member.Matter, facts)))
            .ToArray();
    }

    /// <summary>Everything that is still missing, at its field.</summary>
    public static IReadOnlyList<FieldFault> Gaps(Case current, CityCatalogue catalogue) =>
    [
        .. CaseForm.Questions(current, catalogue)
            .Where(question => !question.IsOptional && !current.Answers.ContainsKey(question.Key))
            .Select(Missing),
        .. CaseForm.Materials(current, catalogue)
            .Where(material => !current.Materials.ContainsKey(material.Key) && CaseLabels.IsAsked(current, material))
            .Select(material => Missing(
                material.Key,
                material.Necessity == Necessity.MayFollow ? "material.missing-or-promise" : "material.missing",
                "material",
                material.Name)),
    ];

    // What was said and handed in on a way that was not taken in the end is no part of the application (个人信息保护法 第六条: no more
    // than the purpose needs).
    private static IEnumerable<CaseEvent> NotAsked(Case now, CityCatalogue catalogue)
    {
        var questions = CaseForm.Questions(now, catalogue).Select(question => question.Key).ToHashSet();
        var left = now.Answers.Keys.Where(key => !questions.Contains(key)).ToImmutableDictionary(key => key, _ => (string?)null);
        if (left.Count > 0) yield return new AnswersGiven(left);
        var materials = CaseForm.Materials(now, catalogue).Select(material => material.Key).ToHashSet();
        foreach (var key in now.Materials.Keys.Where(key => !materials.Contains(key)).Order(StringComparer.Ordinal))
            yield return new MaterialTakenBack(key);
    }

    /// <summary>That a question is not answered, at its field.</summary>
    internal static FieldFault Missing(Question question) => Missing(question.Key, "answer.missing", "ask", question.Ask);

    /// <summary>A member reaches its office.</summary>
    internal static MemberReceived Receive(string matter, CaseFacts facts) =>
        new(matter, facts.Limits.Notice.Limit, facts.Limits.Notice.Law, facts.Today);

    private static FieldFault Missing(string field, string code, string name, string value) =>
        new(field, code, new Dictionary<string, string> { [name] = value });
}

using System.Collections.Immutable;
using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>Submits a draft: from now the office owes a word within its five working days.</summary>
/// <param name="Seen">The version the screen showed.</param>
public sealed record SubmitCase(int? Seen = null) : ICaseCommand
{
    /// <inheritdoc/>
    public string Name => "submit-case";

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, CaseFacts facts)
    {
        if (Permit.Applicant(current, facts) is { } no) return no;
        if (current.WithdrawnOn is not null) return new Refusal("case.already-withdrawn");
        if (current.SubmittedOn is not null) return new Refusal("case.already-submitted");
        if (Pick.Whole(current, Seen) is { } stale) return stale;
        if (Gaps(current, facts.Catalogue) is { Count: > 0 } gaps)
            return new Refusal("case.incomplete", RefusalKind.NotValid) { Fields = gaps };

        ImmutableArray<OpenedMember> members = [.. CaseForm.Applying(current, facts.Catalogue)];
        var limit = current.Kind == CaseKind.Journey ? facts.Catalogue.Journey(current.Code)!.Limit : (TimeLimit?)null;
        var submitted = new CaseSubmitted(members, limit, facts.Today);
        // The other city's office receives it, and its clocks count.
        if (current.Handover is not null) return new CaseEvent[] { submitted };
        return new CaseEvent[] { submitted }
            .Concat(members.Where(member => member.Needs.IsEmpty).Select(member => Receive(member.Matter, facts)))
            .ToArray();
    }

    /// <summary>Everything that is still missing, at its field.</summary>
    public static IReadOnlyList<FieldFault> Gaps(Case current, CityCatalogue catalogue) =>
    [
        .. CaseForm.Questions(current, catalogue)
            .Where(question => !question.IsOptional && !current.Answers.ContainsKey(question.Key))
            .Select(question => Missing(question.Key, "answer.missing", "ask", question.Ask)),
        .. CaseForm.Materials(current, catalogue)
            .Where(material => !current.Materials.ContainsKey(material.Key) && CaseLabels.IsAsked(current, material))
            .Select(material => Missing(
                material.Key,
                material.Necessity == Necessity.MayFollow ? "material.missing-or-promise" : "material.missing",
                "material",
                material.Name)),
    ];

    /// <summary>A member reaches its office.</summary>
    internal static MemberReceived Receive(string matter, CaseFacts facts) =>
        new(matter, facts.Limits.Notice.Limit, facts.Limits.Notice.Law, facts.Today);

    private static FieldFault Missing(string field, string code, string name, string value) =>
        new(field, code, new Dictionary<string, string> { [name] = value });
}

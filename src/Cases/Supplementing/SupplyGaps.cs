using System.Text.Json.Serialization;
using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>The applicant says that everything asked for has been supplied.</summary>
/// <param name="Matter">The member; may be null when exactly one was asked to supplement.</param>
/// <param name="Answers">Corrected answers, raw.</param>
/// <param name="Materials">Materials handed over, as a program sends them.</param>
/// <param name="Seen">The version the screen showed.</param>
/// <param name="Copies">What is kept of the materials.</param>
[Act("supply-gaps")]
public sealed record SupplyGaps(
    [Ask(IsOptional = true)] string? Matter = null,
    [property: JsonConverter(typeof(AnswersJson))][Ask(IsOptional = true)] IReadOnlyDictionary<string, string?>? Answers = null,
    [Ask(IsOptional = true)] IReadOnlyList<SentMaterial>? Materials = null,
    [Ask(Name = Caller.VersionField, IsOptional = true)] int? Seen = null, IReadOnlyList<MaterialCopy>? Copies = null)
    : CaseCommand
{
    /// <inheritdoc/>
    public Refusal? NotNow(Case now, CaseFacts facts)
    {
        if (Permit.Applicant(now, facts) is { } no) return no;
        if (now.Members.All(member => member.State != MemberState.SupplementRequested))
            return new("case.no-supplement-asked");
        var meant = Meant(now, Seen);
        return meant.Refusal
            ?? (meant.Value.State == MemberState.SupplementRequested ? null : new("case.no-supplement-asked"));
    }

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case now, CaseFacts facts)
    {
        var given = Give(now, facts);
        if (given.Refusal is { } fault) return fault;
        var member = Meant(now, null).Value;
        var after = given.Value.Aggregate(now, (state, happened) => CaseFold.Apply(now.Id, state, happened));
        if (StillOpen(after, member) is { Count: > 0 } open)
            return new Refusal("case.gaps-still-open", RefusalKind.NotValid) { Fields = open };
        return given.Value
            .Append(now.CrossCity.Handover is not null
                ? new SuppliedToPartner(member.Matter, facts.Today)
                : new Supplemented(member.Matter, facts.Limits.Notice.Limit, facts.Limits.Notice.Law, facts.Today))
            .ToArray();
    }

    private Outcome<Member> Meant(Case now, int? seen)
    {
        var asked = now.Members.Where(member => member.State == MemberState.SupplementRequested).ToList();
        return MemberOf.Case(now, Matter ?? (asked.Count == 1 ? asked[0].Matter : null), seen);
    }

    private Outcome<IReadOnlyList<CaseEvent>> Give(Case now, CaseFacts facts)
    {
        List<CaseEvent> events = [];
        if (Answers is { Count: > 0 })
        {
            var given = new GiveAnswers(Answers).TryOn(now, facts);
            if (given.Refusal is { } refusal) return refusal;
            events.AddRange(given.Value);
        }
        foreach (var copy in Copies ?? [])
        {
            var handed = new HandOverMaterial(copy).TryOn(now, facts);
            if (handed.Refusal is { } refusal) return refusal;
            events.AddRange(handed.Value);
        }
        return events;
    }

    // A gap is closed when there is something where the office missed it; whether it is right, the office says.
    private static List<FieldFault> StillOpen(Case after, Member member) =>
    [
        .. member.Supplement!.Gaps
            .Where(gap => !after.Materials.ContainsKey(gap.Material) && !after.Answers.ContainsKey(gap.Material))
            .Select(gap => new FieldFault(
                gap.Material, "material.gap-open", new Dictionary<string, string> { ["problem"] = gap.Problem })),
    ];
}

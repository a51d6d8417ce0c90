using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>The applicant says that everything asked for has been supplied.</summary>
/// <param name="Matter">The member; may be null when exactly one was asked to supplement.</param>
/// <param name="Answers">Corrected answers, raw.</param>
/// <param name="Materials">Materials handed over.</param>
/// <param name="Seen">The version the screen showed.</param>
public sealed record SupplyGaps(
    string? Matter = null, IReadOnlyDictionary<string, string?>? Answers = null,
    IReadOnlyList<MaterialCopy>? Materials = null, int? Seen = null) : ICaseCommand
{
    /// <inheritdoc/>
    public string Name => "supply-gaps";

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, CaseFacts facts)
    {
        if (Permit.Applicant(current, facts) is { } no) return no;
        var asked = current.Members.Where(member => member.State == MemberState.SupplementRequested).ToList();
        if (asked.Count == 0) return new Refusal("case.no-supplement-asked");
        var picked = Pick.Member(current, Matter ?? (asked.Count == 1 ? asked[0].Matter : null), Seen);
        if (picked.Refusal is { } refusal) return refusal;
        var member = picked.Value;
        if (member.State != MemberState.SupplementRequested) return new Refusal("case.no-supplement-asked");

        var given = Give(current, facts);
        if (given.Refusal is { } fault) return fault;
        var after = given.Value.Aggregate(current, (state, happened) => CaseFold.Apply(current.Id, state, happened));
        if (StillOpen(after, member) is { Count: > 0 } open)
            return new Refusal("case.gaps-still-open", RefusalKind.NotValid) { Fields = open };
        return given.Value
            .Append(current.Handover is not null
                ? new SuppliedToPartner(member.Matter, facts.Today)
                : new Supplemented(member.Matter, facts.Limits.Notice.Limit, facts.Limits.Notice.Law, facts.Today))
            .ToArray();
    }

    private Outcome<IReadOnlyList<CaseEvent>> Give(Case current, CaseFacts facts)
    {
        List<CaseEvent> events = [];
        if (Answers is { Count: > 0 })
        {
            var given = new GiveAnswers(Answers).Decide(current, facts);
            if (given.Refusal is { } refusal) return refusal;
            events.AddRange(given.Value);
        }
        foreach (var copy in Materials ?? [])
        {
            var handed = new HandOverMaterial(copy).Decide(current, facts);
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

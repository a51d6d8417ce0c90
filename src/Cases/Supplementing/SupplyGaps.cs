using System.Collections.Immutable;
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
/// <param name="Reasons">Why a gap is left as it is, by the key of the gap; each other gap must have changed.</param>
[Act("supply-gaps")]
public sealed record SupplyGaps(
    [Ask(IsOptional = true)] string? Matter = null,
    [property: JsonConverter(typeof(AnswersJson))][Ask(IsOptional = true)] IReadOnlyDictionary<string, string?>? Answers = null,
    [Ask(IsOptional = true)] IReadOnlyList<SentMaterial>? Materials = null,
    [Ask(Name = Caller.VersionField, IsOptional = true)] int? Seen = null, IReadOnlyList<MaterialCopy>? Copies = null,
    [property: JsonConverter(typeof(AnswersJson))][Ask(IsOptional = true)] IReadOnlyDictionary<string, string?>? Reasons = null)
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
        var given = GivenAtOnce.On(now, Answers, Copies, facts);
        if (given.Refusal is { } fault) return fault;
        var member = Meant(now, null).Value;
        var after = given.Value.Aggregate(now, (state, happened) => CaseFold.Apply(now.Id, state, happened));
        if (StillOpen(after, member) is { Count: > 0 } open)
            return new Refusal("case.gaps-still-open", RefusalKind.NotValid) { Fields = open };
        return given.Value.Append(Supplied(now, member, facts)).ToArray();
    }

    private MemberEvent Supplied(Case now, Member member, CaseFacts facts)
    {
        var said = member.Supplement!.Gaps.Select(gap => gap.Material).Distinct()
            .Where(key => ReasonFor(key) is not null).ToImmutableDictionary(key => key, key => ReasonFor(key)!.Trim());
        var reasons = said.IsEmpty ? null : said;
        return now.CrossCity.Handover is not null
            ? new SuppliedToPartner(member.Matter, facts.Today) { Reasons = reasons }
            : new Supplemented(member.Matter, facts.Limits.Notice.Limit, facts.Limits.Notice.Law, facts.Today)
            {
                Reasons = reasons,
            };
    }

    private string? ReasonFor(string key) =>
        Reasons?.GetValueOrDefault(key) is { } reason && !string.IsNullOrWhiteSpace(reason) ? reason : null;

    private Outcome<Member> Meant(Case now, int? seen)
    {
        var asked = now.Members.Where(member => member.State == MemberState.SupplementRequested).ToList();
        return MemberOf.Case(now, Matter ?? (asked.Count == 1 ? asked[0].Matter : null), seen);
    }

    // 行政许可法 第三十二条: asked once for all. So the one answer changes something at each gap, or says why not; whether it is
    // right, the office says.
    private List<FieldFault> StillOpen(Case after, Member member) =>
        [.. member.Supplement!.Gaps.Select(gap => FaultAt(gap, after, member)).OfType<FieldFault>()];

    private FieldFault? FaultAt(SupplementGap gap, Case after, Member member) =>
        FreeText.FaultOf(gap.Material, ReasonFor(gap.Material), null) is { } unclear ? unclear
        : ReasonFor(gap.Material) is not null ? null
        : GapChanges.At(after, gap.Material) is null ? Open("material.gap-open", gap)
        : GapChanges.HasChanged(after, member, gap.Material) ? null : Open("material.gap-unchanged", gap);

    private static FieldFault Open(string code, SupplementGap gap) =>
        new(gap.Material, code, new Dictionary<string, string> { ["problem"] = gap.Problem });
}

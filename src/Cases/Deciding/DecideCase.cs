using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>The office decides, with reasons. A late office must say why before it can decide.</summary>
/// <param name="Matter">The member; may be null in a case of one matter.</param>
/// <param name="IsGranted">Granted or denied.</param>
/// <param name="Reasons">Why; required for a denial (行政许可法 第三十八条).</param>
/// <param name="Basis">The article; the matter's first when empty.</param>
/// <param name="LatenessReason">Why it is late, when it is and nobody has said so yet.</param>
/// <param name="Seen">The version the screen showed.</param>
[Act("decide-case")]
public sealed record DecideCase(
    [Ask(IsOptional = true)] string? Matter, [Ask(Name = "granted")] bool? IsGranted,
    [Ask(IsOptional = true, IsLong = true, Templates = ["grant", "deny"])] string? Reasons,
    [Ask(IsOptional = true)] string? Basis = null,
    [Ask(IsOptional = true, IsLong = true)] string? LatenessReason = null,
    [Ask(Name = "version", IsOptional = true)] int? Seen = null) : IMemberCommand
{
    /// <inheritdoc/>
    // A denial may come at the first failure; whatever may be granted may be denied.
    public Refusal? NotNow(Case current, Member member, CaseFacts facts) =>
        Permit.Office(member, facts)
        ?? (member.State != MemberState.Accepted ? ExamineStep.NotAccepted(member)
            : member.IsSuspended ? new("case.suspended")
            : member.Steps.Any(step => step.IsPassed == false) || member.Steps.All(step => step.DoneOn is not null) ? null
            : StepsOpen(member));

    /// <inheritdoc/>
    public IEnumerable<FieldFault> Faults(Case current, Member member, CaseFacts facts)
    {
        if (IsGranted == false && string.IsNullOrWhiteSpace(Reasons)) yield return new("reasons", "words.missing.reasons");
    }

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, Member member, CaseFacts facts)
    {
        if (IsGranted == true && NotGranted(current, member, facts) is { } notRipe) return notRipe;
        var isLate = member.Running!.Light(facts.Calendar, facts.Today) == ClockLight.Red;
        var mustExplain = isLate && member.Clocks.LatenessReason is null;
        if (mustExplain && string.IsNullOrWhiteSpace(LatenessReason)) return Unexplained();
        return Events(current, member, mustExplain, facts);
    }

    private CaseEvent[] Events(Case current, Member member, bool mustExplain, CaseFacts facts)
    {
        var isGranted = IsGranted!.Value;
        var basis = string.IsNullOrWhiteSpace(Basis) ? facts.EditionOf(member).Basis[0].Text : Basis.Trim();
        var decided = new MemberDecided(
            member.Matter, isGranted, Reasons?.Trim() ?? "", basis,
            facts.Limits.Delivery.Limit, facts.Limits.Delivery.Law, facts.Today);
        var following = isGranted
            ? JourneyConsequences.Received(current, member.Matter, facts)
            : JourneyConsequences.Blocked(current, member.Matter, facts);
        return
        [
            .. mustExplain
                ? [new LatenessExplained(member.Matter, LatenessReason!.Trim(), facts.Today)]
                : Array.Empty<CaseEvent>(),
            decided,
            .. following,
        ];
    }

    // A grant needs every step done and passed, and every promised material there.
    private static Refusal? NotGranted(Case current, Member member, CaseFacts facts)
    {
        if (member.Steps.FirstOrDefault(step => step.IsPassed == false) is { } failed)
            return new Refusal("case.step-failed").With("step", failed.Title);
        var promised = facts.EditionOf(member).Materials
            .FirstOrDefault(material => current.Materials.GetValueOrDefault(material.Key) is { IsCommitment: true });
        return promised is null ? null : new Refusal("case.material-still-promised").With("material", promised.Name);
    }

    private static Refusal StepsOpen(Member member) => new Refusal("case.steps-open")
        .With("steps", string.Join("、", member.Steps.Where(step => step.DoneOn is null).Select(step => step.Title)));

    private static Refusal Unexplained() =>
        new("case.lateness-unexplained", RefusalKind.NotValid, "优化营商环境条例 第三十六条")
        {
            Fields = [new("latenessReason", "case.lateness-unexplained")],
        };
}

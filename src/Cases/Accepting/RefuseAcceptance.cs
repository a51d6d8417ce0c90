using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>The office refuses to accept, with reasons and the rule (不予受理).</summary>
/// <param name="Matter">The member; may be null in a case of one matter.</param>
/// <param name="Reasons">Why, as the applicant reads it.</param>
/// <param name="Basis">The rule it rests on.</param>
/// <param name="Seen">The version the screen showed.</param>
[Act("refuse-acceptance")]
public sealed record RefuseAcceptance(
    [Ask(IsOptional = true)] string? Matter, [Ask(IsLong = true, Templates = ["refuse"])] string? Reasons,
    [Ask] string? Basis,
    [Ask(Name = "version", IsOptional = true)] int? Seen = null) : IMemberCommand
{
    /// <inheritdoc/>
    // An applicant who was asked to supplement and let the day pass may be refused as well.
    public Refusal? NotNow(Case current, Member member, CaseFacts facts) =>
        Permit.Office(member, facts)
        ?? (IsOverdueSupplement(member, facts.Today) ? null : AcceptCase.NotReceived(member));

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, Member member, CaseFacts facts) =>
        new CaseEvent[] { new AcceptanceRefused(member.Matter, Reasons!.Trim(), Basis!.Trim(), facts.Today) }
            .Concat(JourneyConsequences.Blocked(current, member.Matter, facts))
            .ToArray();

    private static bool IsOverdueSupplement(Member member, DateOnly today) =>
        member is { State: MemberState.SupplementRequested, Supplement.ReplyBy: { } replyBy } && today > replyBy;
}

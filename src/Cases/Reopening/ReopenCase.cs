using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>The office opens a decided or refused member again, on a ground it names; the clocks start anew.</summary>
/// <param name="Matter">The member; may be null in a case of one matter.</param>
/// <param name="Reason">Why, as the applicant reads it.</param>
/// <param name="Ground">The rule or ruling that asks for it.</param>
/// <param name="Seen">The version the screen showed.</param>
[Act("reopen-case")]
public sealed record ReopenCase(
    [Ask(IsOptional = true)] string? Matter, [Ask(IsLong = true)] string? Reason, [Ask] string? Ground,
    [Ask(Name = "version", IsOptional = true)] int? Seen = null) : IMemberCommand
{
    /// <inheritdoc/>
    public Refusal? NotNow(Case current, Member member, CaseFacts facts) =>
        Permit.Office(member, facts)
        ?? (current.WithdrawnOn is not null ? new("case.already-withdrawn")
            : member.State is MemberState.Decided or MemberState.Concluded or MemberState.Refused ? null
            : new Refusal("case.not-closed"));

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, Member member, CaseFacts facts)
    {
        var edition = facts.EditionOf(member);
        var reopened = new MemberReopened(
            member.Matter, Reason!.Trim(), Ground!.Trim(), edition.Statutory?.Limit, edition.Statutory?.Law,
            edition.Promised, AcceptCase.Steps(edition), facts.Today);
        return new CaseEvent[] { reopened }
            .Concat(JourneyConsequences.Unblocked(current, member.Matter, facts))
            .ToArray();
    }
}

using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>The office refuses to accept, with reasons and the rule (不予受理).</summary>
/// <param name="Matter">The member; may be null in a case of one matter.</param>
/// <param name="Reasons">Why, as the applicant reads it.</param>
/// <param name="Basis">The rule it rests on.</param>
/// <param name="Seen">The version the screen showed.</param>
public sealed record RefuseAcceptance(string? Matter, string? Reasons, string? Basis, int? Seen = null) : ICaseCommand
{
    /// <inheritdoc/>
    public string Name => "refuse-acceptance";

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, CaseFacts facts)
    {
        var picked = Pick.ForOffice(current, Matter, Seen, facts);
        if (picked.Refusal is { } refusal) return refusal;
        var member = picked.Value;
        // An applicant who was asked to supplement and let the day pass may be refused as well.
        if (!IsOverdueSupplement(member, facts.Today) && AcceptCase.NotReceived(member) is { } notNow) return notNow;
        if (FreeText.Missing(("reasons", Reasons), ("basis", Basis)) is { } missing) return missing;
        return new CaseEvent[] { new AcceptanceRefused(member.Matter, Reasons!.Trim(), Basis!.Trim(), facts.Today) }
            .Concat(JourneyConsequences.Blocked(current, member.Matter, facts))
            .ToArray();
    }

    private static bool IsOverdueSupplement(Member member, DateOnly today) =>
        member is { State: MemberState.SupplementRequested, Supplement.ReplyBy: { } replyBy } && today > replyBy;
}

using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>The office opens a decided or refused member again, on a ground it names; the clocks start anew.</summary>
/// <param name="Matter">The member; may be null in a case of one matter.</param>
/// <param name="Reason">Why, as the applicant reads it.</param>
/// <param name="Ground">The rule or ruling that asks for it.</param>
/// <param name="Seen">The version the screen showed.</param>
public sealed record ReopenCase(string? Matter, string? Reason, string? Ground, int? Seen = null) : ICaseCommand
{
    /// <inheritdoc/>
    public string Name => "reopen-case";

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, CaseFacts facts)
    {
        var picked = Pick.ForOffice(current, Matter, Seen, facts);
        if (picked.Refusal is { } refusal) return refusal;
        var member = picked.Value;
        if (current.WithdrawnOn is not null) return new Refusal("case.already-withdrawn");
        if (member.State is not (MemberState.Decided or MemberState.Concluded or MemberState.Refused))
            return new Refusal("case.not-closed");
        if (FreeText.Missing(("reason", Reason), ("ground", Ground)) is { } missing) return missing;
        var edition = facts.EditionOf(member);
        var reopened = new MemberReopened(
            member.Matter, Reason!.Trim(), Ground!.Trim(), edition.Statutory?.Limit, edition.Statutory?.Law,
            edition.Promised, AcceptCase.Steps(edition), facts.Today);
        return new CaseEvent[] { reopened }
            .Concat(JourneyConsequences.Unblocked(current, member.Matter, facts))
            .ToArray();
    }
}

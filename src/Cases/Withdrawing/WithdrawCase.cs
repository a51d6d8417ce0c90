using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>The applicant withdraws the case, or one member of it, before it is decided.</summary>
/// <param name="Matter">The member; null for the whole case.</param>
/// <param name="Reason">Why; may be empty: nobody owes a reason for withdrawing.</param>
/// <param name="Seen">The version the screen showed.</param>
public sealed record WithdrawCase(string? Matter = null, string? Reason = null, int? Seen = null) : ICaseCommand
{
    /// <inheritdoc/>
    public string Name => "withdraw-case";

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, CaseFacts facts)
    {
        if (Permit.Applicant(current, facts) is { } no) return no;
        if (current.WithdrawnOn is not null) return new Refusal("case.already-withdrawn");
        var reason = string.IsNullOrWhiteSpace(Reason) ? null : Reason.Trim();
        if (Matter is null || current.SubmittedOn is null)
            return current.SubmittedOn is not null && current.Members.All(member => IsPast(member))
                ? new Refusal("case.already-decided")
                : new CaseEvent[] { new CaseWithdrawn(reason, facts.Today) };

        var picked = Pick.Member(current, Matter, Seen);
        if (picked.Refusal is { } refusal) return refusal;
        if (picked.Value.State == MemberState.Withdrawn) return new Refusal("case.already-withdrawn");
        if (IsPast(picked.Value)) return new Refusal("case.already-decided");
        return new CaseEvent[] { new MemberWithdrawn(Matter, reason, facts.Today) }
            .Concat(Following.Blocked(current, Matter, facts))
            .ToArray();
    }

    private static bool IsPast(Member member) => member.IsFinal || member.State == MemberState.Decided;
}

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
        if (FreeText.Faulty(("reason", Reason)) is { } faulty) return faulty;
        var reason = string.IsNullOrWhiteSpace(Reason) ? null : Reason.Trim();
        if (current.Handover is { } handover && current.SubmittedOn is not null)
            return Ask(current, handover, reason, facts);
        if (Matter is null || current.SubmittedOn is null) return Whole(current, reason, facts);

        var picked = Pick.Member(current, Matter, Seen);
        if (picked.Refusal is { } refusal) return refusal;
        if (picked.Value.State == MemberState.Withdrawn) return new Refusal("case.already-withdrawn");
        if (IsPast(picked.Value)) return new Refusal("case.already-decided");
        return new CaseEvent[] { new MemberWithdrawn(Matter, reason, facts.Today) }
            .Concat(JourneyConsequences.Blocked(current, Matter, facts))
            .ToArray();
    }

    // The other city may have decided meanwhile: it says whether the case is withdrawn.
    private static Outcome<IReadOnlyList<CaseEvent>> Ask(Case current, Handover handover, string? reason, CaseFacts facts) =>
        IsPast(current.Members[0]) ? new Refusal("case.already-decided")
        : handover.WithdrawalAskedOn is not null ? new Refusal("regional.withdrawal-asked")
        : new CaseEvent[] { new WithdrawalAsked(reason, facts.Today) };

    // What has been decided stays decided and is delivered; only the rest is withdrawn.
    private static Outcome<IReadOnlyList<CaseEvent>> Whole(Case current, string? reason, CaseFacts facts)
    {
        if (current.SubmittedOn is not null && current.Members.All(IsPast)) return new Refusal("case.already-decided");
        return current.Members.Any(member => member.State is MemberState.Decided or MemberState.Concluded)
            ? current.Members.Where(member => !IsPast(member))
                .Select(member => (CaseEvent)new MemberWithdrawn(member.Matter, reason, facts.Today)).ToArray()
            : new CaseEvent[] { new CaseWithdrawn(reason, facts.Today) };
    }

    private static bool IsPast(Member member) => member.IsFinal || member.State == MemberState.Decided;
}

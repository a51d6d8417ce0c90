using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>The applicant withdraws the case, or one member of it, before it is decided.</summary>
/// <param name="Matter">The member; null for the whole case.</param>
/// <param name="Reason">Why; may be empty: nobody owes a reason for withdrawing.</param>
/// <param name="Seen">The version the screen showed.</param>
[Act("withdraw-case")]
public sealed record WithdrawCase(
    [Ask(IsOptional = true)] string? Matter = null, [Ask(IsOptional = true, IsLong = true)] string? Reason = null,
    [Ask(Name = "version", IsOptional = true)] int? Seen = null) : CaseCommand
{
    /// <inheritdoc/>
    public Refusal? NotNow(Case now, CaseFacts facts)
    {
        if (Permit.Applicant(now, facts) is { } no) return no;
        if (now.WithdrawnOn is not null) return new("case.already-withdrawn");
        if (IsElsewhere(now)) return NotAsked(now);
        if (IsWhole(now))
            return now.SubmittedOn is not null && now.Members.All(IsPast) ? new("case.already-decided") : null;
        var meant = MemberOf.Case(now, Matter, Seen);
        return meant.Refusal
            ?? (meant.Value.State == MemberState.Withdrawn ? new("case.already-withdrawn")
                : IsPast(meant.Value) ? new Refusal("case.already-decided") : null);
    }

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case now, CaseFacts facts)
    {
        var reason = string.IsNullOrWhiteSpace(Reason) ? null : Reason.Trim();
        // The other city may have decided meanwhile: it says whether the case is withdrawn.
        if (IsElsewhere(now)) return new CaseEvent[] { new WithdrawalAsked(reason, facts.Today) };
        if (IsWhole(now)) return Whole(now, reason, facts);
        return new CaseEvent[] { new MemberWithdrawn(Matter!, reason, facts.Today) }
            .Concat(JourneyConsequences.Blocked(now, Matter!, facts))
            .ToArray();
    }

    private static bool IsElsewhere(Case now) => now.CrossCity.Handover is not null && now.SubmittedOn is not null;

    private bool IsWhole(Case now) => Matter is null || now.SubmittedOn is null;

    private static Refusal? NotAsked(Case now) =>
        IsPast(now.Members[0]) ? new("case.already-decided")
        : now.CrossCity.Handover!.WithdrawalAskedOn is not null ? new("regional.withdrawal-asked")
        : null;

    // What has been decided stays decided and is delivered; only the rest is withdrawn.
    private static CaseEvent[] Whole(Case now, string? reason, CaseFacts facts) =>
        now.Members.Any(member => member.State is MemberState.Decided or MemberState.Concluded)
            ? now.Members.Where(member => !IsPast(member))
                .Select(member => (CaseEvent)new MemberWithdrawn(member.Matter, reason, facts.Today)).ToArray()
            : [new CaseWithdrawn(reason, facts.Today)];

    private static bool IsPast(Member member) => member.IsFinal || member.State == MemberState.Decided;
}

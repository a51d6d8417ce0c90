using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>The office extends the limit once, as far as the law allows, with approval and a public reason.</summary>
/// <param name="Matter">The member; may be null in a case of one matter.</param>
/// <param name="By">How far.</param>
/// <param name="ApprovedBy">Who approved it.</param>
/// <param name="Reason">Why, as the applicant reads it.</param>
/// <param name="Seen">The version the screen showed.</param>
[Act("extend-clock")]
public sealed record ExtendClock(
    [Ask(IsOptional = true)] string? Matter, [Ask(Missing = "clock.length-missing")] TimeLimit? By,
    [Ask(IsOptional = true)] string? ApprovedBy, [Ask(IsOptional = true, IsLong = true, Templates = ["extend"])] string? Reason,
    [Ask(Name = "version", IsOptional = true)] int? Seen = null) : IMemberCommand
{
    /// <inheritdoc/>
    // The ledger is asked as if nothing were missing: what it refuses then, it refuses whatever is filled in.
    public Refusal? NotNow(Case current, Member member, CaseFacts facts) =>
        Permit.Office(member, facts)
        ?? (member.State != MemberState.Accepted ? ExamineStep.NotAccepted(member)
            : Extended(member, Permitted(member, facts) ?? default, "-", "-", facts).Refusal);

    /// <inheritdoc/>
    // That approval or reason is missing, the ledger refuses with the article of law.
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, Member member, CaseFacts facts) =>
        Extended(member, By!.Value, ApprovedBy?.Trim() ?? "", Reason?.Trim() ?? "", facts).Refusal is { } refused
            ? refused with { Fields = [.. Wrong(refused)] }
            : new CaseEvent[]
            {
                new ClockExtended(member.Matter, By.Value, ApprovedBy!.Trim(), Reason!.Trim(), facts.Today),
            };

    // The ledger says what it meets first; the form is told all of it.
    private IEnumerable<FieldFault> Wrong(Refusal refused)
    {
        if (refused.Code is "clock.length-missing" or "clock.extension-unit" or "clock.extension-too-long")
            yield return new("by", refused.Code, refused.Arguments);
        if (string.IsNullOrWhiteSpace(ApprovedBy)) yield return new("approvedBy", "clock.approval-missing");
        if (string.IsNullOrWhiteSpace(Reason)) yield return new("reason", "clock.reason-missing");
    }

    private static Outcome<LegalClock> Extended(
        Member member, TimeLimit by, string approvedBy, string reason, CaseFacts facts) =>
        member.Clocks.Statutory is { } statutory
            ? statutory.Extend(facts.Today, by, approvedBy, reason, Permitted(member, facts), facts.Calendar)
            : new Refusal("clock.extension-not-lawful", RefusalKind.NotValid);

    private static TimeLimit? Permitted(Member member, CaseFacts facts) => facts.EditionOf(member).Statutory?.Extension;
}

/// <summary>A late office says why; the applicant reads it.</summary>
/// <param name="Matter">The member; may be null in a case of one matter.</param>
/// <param name="Reason">Why.</param>
/// <param name="Seen">The version the screen showed.</param>
[Act("explain-lateness")]
public sealed record ExplainLateness(
    [Ask(IsOptional = true)] string? Matter, [Ask(IsLong = true, Templates = ["late"])] string? Reason,
    [Ask(Name = "version", IsOptional = true)] int? Seen = null) : IMemberCommand
{
    /// <inheritdoc/>
    public Refusal? NotNow(Case current, Member member, CaseFacts facts) =>
        Permit.Office(member, facts)
        ?? (member.Running?.Light(facts.Calendar, facts.Today) == ClockLight.Red ? null : new("case.not-late"));

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, Member member, CaseFacts facts) =>
        new CaseEvent[] { new LatenessExplained(member.Matter, Reason!.Trim(), facts.Today) };
}

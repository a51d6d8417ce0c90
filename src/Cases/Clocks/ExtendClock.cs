using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>The office extends the limit once, as far as the law allows, with approval and a public reason.</summary>
/// <param name="Matter">The member; may be null in a case of one matter.</param>
/// <param name="By">How far.</param>
/// <param name="ApprovedBy">Who approved it.</param>
/// <param name="Reason">Why, as the applicant reads it.</param>
/// <param name="Seen">The version the screen showed.</param>
public sealed record ExtendClock(
    string? Matter, TimeLimit By, string? ApprovedBy, string? Reason, int? Seen = null) : ICaseCommand
{
    /// <inheritdoc/>
    public string Name => "extend-clock";

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, CaseFacts facts)
    {
        var picked = Pick.ForOffice(current, Matter, Seen, facts);
        if (picked.Refusal is { } refusal) return refusal;
        var member = picked.Value;
        if (member.State != MemberState.Accepted) return ExamineStep.NotAccepted(member);
        if (member.Statutory is not { } statutory) return new Refusal("clock.extension-not-lawful", RefusalKind.NotValid);
        if (FreeText.Faulty(("approvedBy", ApprovedBy), ("reason", Reason)) is { } faulty) return faulty;
        var permitted = facts.EditionOf(member).Statutory?.Extension;
        var tried = statutory.Extend(
            facts.Today, By, ApprovedBy?.Trim() ?? "", Reason?.Trim() ?? "", permitted, facts.Calendar);
        return tried.Refusal is { } refused
            ? refused
            : new CaseEvent[] { new ClockExtended(member.Matter, By, ApprovedBy!.Trim(), Reason!.Trim(), facts.Today) };
    }
}

/// <summary>A late office says why; the applicant reads it.</summary>
/// <param name="Matter">The member; may be null in a case of one matter.</param>
/// <param name="Reason">Why.</param>
/// <param name="Seen">The version the screen showed.</param>
public sealed record ExplainLateness(string? Matter, string? Reason, int? Seen = null) : ICaseCommand
{
    /// <inheritdoc/>
    public string Name => "explain-lateness";

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, CaseFacts facts)
    {
        var picked = Pick.ForOffice(current, Matter, Seen, facts);
        if (picked.Refusal is { } refusal) return refusal;
        var member = picked.Value;
        if (member.Running is not { } clock || clock.Light(facts.Calendar, facts.Today) != ClockLight.Red)
            return new Refusal("case.not-late");
        if (FreeText.Missing(("reason", Reason)) is { } missing) return missing;
        return new CaseEvent[] { new LatenessExplained(member.Matter, Reason!.Trim(), facts.Today) };
    }
}

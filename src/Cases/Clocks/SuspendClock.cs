using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>
/// The office stops the decision clocks on a ground that law knows, and has told the applicant in writing how long
/// it will take (行政许可法 第四十五条). Without the notice the clock does not stop.
/// </summary>
/// <param name="Matter">The member; may be null in a case of one matter.</param>
/// <param name="Ground">One of the lawful grounds, or a special procedure of the matter that does not count.</param>
/// <param name="Notice">Number of the written notice.</param>
/// <param name="Announced">How long it will take, as told.</param>
/// <param name="Seen">The version the screen showed.</param>
[Act("suspend-clock")]
public sealed record SuspendClock(
    [Ask(IsOptional = true)] string? Matter, [Ask] string? Ground, [Ask(IsOptional = true)] string? Notice,
    [Ask(IsOptional = true)] TimeLimit? Announced,
    [Ask(Name = "version", IsOptional = true)] int? Seen = null) : IMemberCommand
{
    /// <inheritdoc/>
    // The ledger is asked as if nothing were missing: what it refuses then, it refuses whatever is filled in.
    public Refusal? NotNow(Case current, Member member, CaseFacts facts) =>
        Permit.Office(member, facts)
        ?? (member.State != MemberState.Accepted ? ExamineStep.NotAccepted(member)
            : member.Running!.Light(facts.Calendar, facts.Today) == ClockLight.Red ? new("clock.too-late-to-stop")
            : member.Running!.Suspend(facts.Today, "-", "-", TimeLimit.WorkingDays(1)).Refusal);

    /// <inheritdoc/>
    // That the written notice or its length is missing, the ledger refuses.
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, Member member, CaseFacts facts)
    {
        var ground = Ground!.Trim();
        if (!Grounds(member, facts).Contains(ground)) return NoGround(member, facts);
        var tried = member.Running!.Suspend(facts.Today, ground, Notice?.Trim() ?? "", Announced);
        if (tried.Refusal is { } notStopped) return notStopped with { Fields = [.. Missing()] };
        return new CaseEvent[]
        {
            new ClockSuspended(member.Matter, ground, Notice!.Trim(), Announced!.Value, facts.Today),
        };
    }

    // The ledger says what it meets first; the form is told all of it.
    private IEnumerable<FieldFault> Missing()
    {
        if (string.IsNullOrWhiteSpace(Notice)) yield return new("notice", "clock.notice-missing");
        if (Announced is not { IsValid: true, Amount: > 0 }) yield return new("announced", "clock.length-missing");
    }

    /// <summary>The grounds on which this member's clocks may stop.</summary>
    internal static IReadOnlyList<string> Grounds(Member member, CaseFacts facts) =>
    [
        .. facts.EditionOf(member).SpecialProcedures
            .Where(procedure => !procedure.CountsInTime)
            .Select(procedure => procedure.Name)
            .Concat(facts.Limits.StopGrounds)
            .Distinct(),
    ];

    private static Refusal NoGround(Member member, CaseFacts facts)
    {
        var grounds = new Dictionary<string, string> { ["grounds"] = string.Join("、", Grounds(member, facts)) };
        return new("clock.no-lawful-ground", RefusalKind.NotValid, "行政许可法 第四十五条", grounds)
        {
            Fields = [new("ground", "clock.no-lawful-ground", grounds)],
        };
    }
}

/// <summary>The ground has passed: the clocks run again.</summary>
/// <param name="Matter">The member; may be null in a case of one matter.</param>
/// <param name="Seen">The version the screen showed.</param>
[Act("resume-clock")]
public sealed record ResumeClock(
    [Ask(IsOptional = true)] string? Matter = null, [Ask(Name = "version", IsOptional = true)] int? Seen = null) : IMemberCommand
{
    /// <inheritdoc/>
    public Refusal? NotNow(Case current, Member member, CaseFacts facts) =>
        Permit.Office(member, facts)
        ?? (member.State != MemberState.Accepted ? ExamineStep.NotAccepted(member)
            : member.Running!.Resume(facts.Today).Refusal);

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, Member member, CaseFacts facts) =>
        new CaseEvent[] { new ClockResumed(member.Matter, facts.Today) };
}

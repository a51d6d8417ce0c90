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
public sealed record SuspendClock(
    string? Matter, string? Ground, string? Notice, TimeLimit? Announced, int? Seen = null) : ICaseCommand
{
    /// <inheritdoc/>
    public string Name => "suspend-clock";

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, CaseFacts facts)
    {
        var picked = Pick.ForOffice(current, Matter, Seen, facts);
        if (picked.Refusal is { } refusal) return refusal;
        var member = picked.Value;
        if (member.State != MemberState.Accepted) return ExamineStep.NotAccepted(member);
        if (member.Running!.Light(facts.Calendar, facts.Today) == ClockLight.Red) return new Refusal("clock.too-late-to-stop");
        if (FreeText.Missing(("ground", Ground)) is { } missing) return missing;
        if (!Grounds(member, facts).Contains(Ground!.Trim())) return NoGround(member, facts);
        if (FreeText.Faulty(("notice", Notice)) is { } faulty) return faulty;
        var tried = member.Running!.Suspend(facts.Today, Ground.Trim(), Notice?.Trim() ?? "", Announced);
        if (tried.Refusal is { } notStopped) return notStopped;
        return new CaseEvent[]
        {
            new ClockSuspended(member.Matter, Ground.Trim(), Notice!.Trim(), Announced!.Value, facts.Today),
        };
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
public sealed record ResumeClock(string? Matter = null, int? Seen = null) : ICaseCommand
{
    /// <inheritdoc/>
    public string Name => "resume-clock";

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, CaseFacts facts)
    {
        var picked = Pick.ForOffice(current, Matter, Seen, facts);
        if (picked.Refusal is { } refusal) return refusal;
        var member = picked.Value;
        if (member.State != MemberState.Accepted) return ExamineStep.NotAccepted(member);
        var tried = member.Running!.Resume(facts.Today);
        return tried.Refusal is { } refused
            ? refused
            : new CaseEvent[] { new ClockResumed(member.Matter, facts.Today) };
    }
}

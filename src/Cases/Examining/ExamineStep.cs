using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>An agency finishes its step of the examination.</summary>
/// <param name="Matter">The member; may be null in a case of one matter.</param>
/// <param name="Step">The step; may be null when the agency has exactly one open step.</param>
/// <param name="IsPassed">Whether the conditions are met.</param>
/// <param name="Opinion">The opinion; required when they are not.</param>
/// <param name="Seen">The version the screen showed.</param>
[Act("examine-step")]
public sealed record ExamineStep(
    [Ask(IsOptional = true)] string? Matter, [Ask(IsOptional = true)] string? Step, [Ask(Name = "passed")] bool? IsPassed,
    [Ask(IsOptional = true, IsLong = true)] string? Opinion,
    [Ask(Name = "version", IsOptional = true)] int? Seen = null) : IMemberCommand
{
    // Parallel steps of other agencies must not make this screen stale, so only the step itself is compared.
    int? IMemberCommand.Seen => null;

    /// <inheritdoc/>
    public Refusal? NotNow(Case current, Member member, CaseFacts facts)
    {
        if (member.State != MemberState.Accepted) return NotAccepted(member);
        if (member.IsSuspended) return new("case.suspended");
        var found = Find(member, facts);
        if (found.Refusal is { } notFound) return notFound;
        var step = found.Value;
        return Permit.Agency(step.Agency, facts)
            ?? (step.DoneOn is not null ? new Refusal("case.step-already-done").With("step", step.Title)
                : step.IsOpen ? null : new Refusal("case.step-not-started").With("step", step.Title));
    }

    /// <inheritdoc/>
    public IEnumerable<FieldFault> Faults(Case current, Member member, CaseFacts facts)
    {
        if (IsPassed == false && string.IsNullOrWhiteSpace(Opinion)) yield return new("opinion", "words.missing.opinion");
    }

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, Member member, CaseFacts facts) => new CaseEvent[]
    {
        new StepExamined(member.Matter, Find(member, facts).Value.Key, IsPassed!.Value, Opinion?.Trim(), facts.Today),
    };

    /// <summary>The refusal that fits a member that is not under examination.</summary>
    internal static Refusal NotAccepted(Member member) => member.State switch
    {
        MemberState.Decided or MemberState.Concluded => new("case.already-decided"),
        MemberState.Refused => new("case.already-refused"),
        MemberState.Withdrawn => new("case.already-withdrawn"),
        MemberState.Blocked => new("case.blocked"),
        _ => new("case.not-accepted"),
    };

    private Outcome<Step> Find(Member member, CaseFacts facts)
    {
        if (Step is not null)
            return member.Steps.FirstOrDefault(step => step.Key == Step) is { } named
                ? named
                : new Refusal("case.no-such-step", RefusalKind.NotValid).With("step", Step);
        var open = member.Steps.Where(step => step.IsOpen && step.Agency == facts.By.Office).ToList();
        if (open.Count == 1) return open[0];
        if (open.Count > 1)
            return new Refusal("case.step-not-named", RefusalKind.NotValid)
                .With("steps", string.Join("、", open.Select(step => step.Key)));
        return member.Steps.FirstOrDefault(step => step.Agency == facts.By.Office)
            ?? member.Steps.First();
    }
}

using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>
/// A new calendar was published: the deadline that had been shown is computed again, openly. Both days stay in the
/// journal, and the applicant's timeline says so.
/// </summary>
/// <param name="Matter">The member; empty for the answer to a bad rating.</param>
/// <param name="Shown">The day shown so far; null when none could be promised.</param>
[Act("recompute-deadline")]
internal sealed record RecomputeDeadline(string Matter, DateOnly? Shown) : CaseCommand
{
    /// <inheritdoc/>
    public Refusal? NotNow(Case current, CaseFacts facts) => Permit.Engine(facts);

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, CaseFacts facts)
    {
        var running = Matter.Length == 0 ? current.Rating?.AnswerDue : current.Find(Matter)?.Running;
        if (running is not { IsStopped: false } clock) return Array.Empty<CaseEvent>();
        return new CaseEvent[]
        {
            new DeadlineRecomputed(
                Matter, Shown, clock.Due(facts.Calendar).KnownDay, facts.Calendar.Version, facts.Today),
        };
    }
}

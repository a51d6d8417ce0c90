using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Evidence;

/// <summary>
/// Approves an emergency access: another official of the same agency, or a supervisor. The person and supervision see it at once.
/// </summary>
/// <param name="Reason">Why the second official agrees.</param>
[Act("approve-emergency", Unclear = "emergency.not-clear")]
public sealed record ApproveEmergency(
    [Ask(IsLong = true, Most = 1_000, Missing = "emergency.no-reason", Unreadable = "objection.words-not-readable")]
    string? Reason) : ICommand<EmergencyAccess, EmergencyEvent>
{
    /// <inheritdoc/>
    public Refusal? NotNow(EmergencyAccess now, Facts facts) =>
        !now.IsKnownTo(facts.By) ? new("emergency.not-found", RefusalKind.NotFound)
        : facts.By.Id == now.First ? new("emergency.same-person", RefusalKind.NotAllowed)
        : now.Approved is not null ? new("emergency.already-approved")
        : null;

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<EmergencyEvent>> Decide(EmergencyAccess now, Facts facts)
    {
        var limits = facts.Of<EvidenceLimits>();
        return new EmergencyEvent[]
        {
            new EmergencyApproved(
                Reason!.Trim(), facts.Act.At.AddHours(limits.EmergencyHours), limits.EmergencyReview.Limit, facts.Today),
        };
    }
}

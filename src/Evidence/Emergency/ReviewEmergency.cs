using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Evidence;

/// <summary>Reviews an emergency access, by supervision; that also ends it.</summary>
/// <param name="IsRight">Whether it was right.</param>
/// <param name="Reason">Why.</param>
[Act("review-emergency", Unclear = "emergency.not-clear")]
public sealed record ReviewEmergency(
    [Ask(Name = "right", Missing = "duties.choose")] bool? IsRight,
    [Ask(IsLong = true, Most = 1_000, Missing = "emergency.no-reason", Unreadable = "objection.words-not-readable")]
    string? Reason) : ICommand<EmergencyAccess, EmergencyEvent>
{
    /// <inheritdoc/>
    public Refusal? NotNow(EmergencyAccess now, Facts facts) =>
        !now.IsKnownTo(facts.By) ? new("emergency.not-found", RefusalKind.NotFound)
        : facts.By.Role != ActorRole.Supervisor || facts.By.Id == now.Second
            ? new("emergency.not-yours", RefusalKind.NotAllowed)
        : now.Approved is null ? new("emergency.not-approved")
        : now.Reviewed is not null ? new("emergency.already-reviewed")
        : null;

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<EmergencyEvent>> Decide(EmergencyAccess now, Facts facts) =>
        new EmergencyEvent[] { new EmergencyReviewed(IsRight!.Value, Reason!.Trim(), facts.Today) };
}

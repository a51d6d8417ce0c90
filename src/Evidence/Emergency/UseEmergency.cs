using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Evidence;

/// <summary>
/// Writes down that an emergency access is used, before the look: what was used is reviewed as such even if the source fails.
/// </summary>
/// <param name="Request">Id of the look.</param>
[Act("look-in-emergency")]
internal sealed record UseEmergency(Guid Request) : ICommand<EmergencyAccess, EmergencyEvent>
{
    /// <inheritdoc/>
    public Refusal? NotNow(EmergencyAccess now, Facts facts) =>
        !now.IsKnownTo(facts.By) ? new("emergency.not-found", RefusalKind.NotFound)
        : facts.By.Id != now.First && facts.By.Id != now.Second ? new("emergency.not-yours", RefusalKind.NotAllowed)
        : now.Approved is null ? new("emergency.not-approved")
        : !now.IsOpen(facts.Act.At) ? new("emergency.over")
        : !facts.Pack.Evidence().Resources.ContainsKey(now.Asked.Resource) ? new("emergency.not-found", RefusalKind.NotFound)
        : null;

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<EmergencyEvent>> Decide(EmergencyAccess now, Facts facts) =>
        new EmergencyEvent[] { new EmergencyUsed(Request) };
}

using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Evidence;

/// <summary>Asks for emergency access: nothing can be seen until somebody else approves.</summary>
/// <param name="Subject">Citizen number or credit code of the one whose data it is.</param>
/// <param name="Resource">Code of the resource.</param>
/// <param name="Reason">Why it cannot wait.</param>
[Act("ask-emergency", Unclear = "emergency.not-clear")]
public sealed record AskEmergency(
    [Ask(Missing = "emergency.no-subject", Most = 40)] string? Subject,
    [Ask(Missing = "emergency.no-resource", Most = 60)] string? Resource,
    [Ask(IsLong = true, Most = 1_000, Missing = "emergency.no-reason", Unreadable = "objection.words-not-readable")]
    string? Reason) : IBeginning<EmergencyAccess, EmergencyEvent>
{
    /// <inheritdoc/>
    public Refusal? NotNow(Facts facts) =>
        facts.By is { Role: ActorRole.Official, Office: not null } ? null : new("emergency.not-yours", RefusalKind.NotAllowed);

    /// <inheritdoc/>
    public IEnumerable<FieldFault> Faults(Facts facts)
    {
        if (PartyCode.Parse(Subject) is null) yield return new("subject", "emergency.no-subject");
        if (Resource is null || !facts.Pack.Evidence().Resources.ContainsKey(Resource))
            yield return new("resource", "emergency.no-resource");
    }

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<EmergencyEvent>> Decide(Facts facts) => new EmergencyEvent[]
    {
        new EmergencyAsked(facts.By.Office!, PartyCode.Parse(Subject)!.Value.Text, Resource!, Reason!.Trim(), facts.Today),
    };
}

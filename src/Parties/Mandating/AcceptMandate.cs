using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Parties;

/// <summary>
/// Whoever has the citizen number to which a mandate was offered accepts it (同意代办): from then on it counts, and the principal
/// sees the agent's name. Nothing happens to one that they accepted already.
/// </summary>
/// <param name="Mandate">The mandate.</param>
[Act("accept-mandate")]
internal sealed record AcceptMandate(Guid Mandate) : ICommand<Party, PartyEvent, NamedParties>
{
    /// <inheritdoc/>
    public Refusal? NotNow(Party now, NamedParties facts) => Answered(now, facts, Mandate).Refusal;

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<PartyEvent>> Decide(Party now, NamedParties facts) =>
        Answered(now, facts, Mandate).Then<IReadOnlyList<PartyEvent>>(mandate => mandate.Agent == facts.Self!.Id
            ? Array.Empty<PartyEvent>() : new PartyEvent[] { new MandateAccepted(Mandate, facts.Self.Id) });

    /// <summary>
    /// The mandate that somebody answers; or why not: <c>mandate.not-found</c> for all but the agent, <c>mandate.gone</c> when it
    /// counts no more.
    /// </summary>
    internal static Outcome<Mandate> Answered(Party now, NamedParties facts, Guid mandate)
    {
        var found = now.Mandates.FirstOrDefault(each => each.Id == mandate && facts.Self is { } self
            && (each.Agent == self.Id || each.OfferedTo == self.Code));
        return found is null ? new Refusal("mandate.not-found", RefusalKind.NotFound)
            : found.Basis == MandateBasis.LegalRepresentative ? new Refusal("mandate.by-registration")
            : found.IsAlive(facts.Today) ? found : new Refusal("mandate.gone");
    }
}

using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Parties;

/// <summary>A principal takes a mandate back (收回授权), from today. Nothing happens to one that was taken back already.</summary>
/// <param name="Mandate">The mandate.</param>
[Act("revoke-mandate")]
internal sealed record RevokeMandate(Guid Mandate) : ICommand<Party, PartyEvent, NamedParties>
{
    /// <inheritdoc/>
    public Refusal? NotNow(Party now, NamedParties facts) =>
        now.NotManagedBy(facts.By, facts.Today) is { } no ? no
        : Of(now) is not { } found ? new("mandate.not-found", RefusalKind.NotFound)
        : found.Basis == MandateBasis.LegalRepresentative ? new("mandate.by-registration")
        : null;

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<PartyEvent>> Decide(Party now, NamedParties facts) => Of(now)!.RevokedOn is not null
        ? Array.Empty<PartyEvent>() : new PartyEvent[] { new MandateRevoked(Mandate, facts.Today) };

    private Mandate? Of(Party now) => now.Mandates.FirstOrDefault(each => each.Id == Mandate);
}

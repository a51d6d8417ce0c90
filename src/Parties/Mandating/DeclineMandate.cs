using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Parties;

/// <summary>
/// The agent does not want a mandate that was offered, or gives up one that they hold (不代办; 民法典 第一百七十三条第二项: 代理人辞去委托),
/// from today. Nothing happens to one that they declined already.
/// </summary>
/// <param name="Mandate">The mandate.</param>
[Act("decline-mandate")]
internal sealed record DeclineMandate(Guid Mandate) : ICommand<Party, PartyEvent, NamedParties>
{
    /// <inheritdoc/>
    public Refusal? NotNow(Party now, NamedParties facts) =>
        AcceptMandate.Answered(now, facts, Mandate).Refusal is { } no && !IsDeclined(now) ? no : null;

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<PartyEvent>> Decide(Party now, NamedParties facts) => IsDeclined(now)
        ? Array.Empty<PartyEvent>() : new PartyEvent[] { new MandateDeclined(Mandate, facts.Today) };

    private bool IsDeclined(Party now) => now.Mandates.Any(each => each.Id == Mandate && each.DeclinedOn is not null);
}

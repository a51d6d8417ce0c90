using Yitong.Rules;

namespace Yitong.Parties;

/// <summary>
/// What the city knows of a party, by fact; unknown where nobody supplied it. The host connects it with the register of facts.
/// </summary>
/// <param name="party">The party's id.</param>
/// <param name="cancellation">Gives up.</param>
public delegate Task<Func<Fact, FactValue>> PartyFacts(Guid party, CancellationToken cancellation);

/// <summary>Ready sources of facts.</summary>
public static class KnownFacts
{
    /// <summary>A city that knows nothing of anybody: every rule that needs a fact goes to an official.</summary>
    public static PartyFacts None { get; } = (_, _) => Task.FromResult<Func<Fact, FactValue>>(_ => FactValue.Unknown);
}

using Yitong.Acting;

namespace Yitong.Parties;

/// <summary>What decisions about parties may know besides: of the others that a command names.</summary>
public sealed record NamedParties : Facts
{
    /// <summary>No more than what all decisions know.</summary>
    public NamedParties(Facts known)
        : base(known)
    {
    }

    /// <summary>Whether a party has the code of the one to be registered.</summary>
    internal bool IsCodeTaken { get; init; }

    /// <summary>Who shall act for the principal, where an id says so; null when the city knows nobody of it.</summary>
    internal PartyRow? Agent { get; init; }

    /// <summary>Who acts, where they are a party themself.</summary>
    internal PartyRow? Self { get; init; }
}

/// <summary>Looks up the parties that commands name. Thread-safe.</summary>
public sealed class NamedPartiesLookup(PartyRegister parties) : IFactsFor<NamedParties>
{
    /// <inheritdoc/>
    public async ValueTask<NamedParties> GatherAsync(Facts known, object command, CancellationToken cancellation) =>
        command switch
        {
            RegisterParty register => new(known) { IsCodeTaken = await parties.FindByCodeAsync(register.Code) is not null },
            GiveMandate give => new(known) { Agent = await parties.FindAsync(give.Agent) },
            AcceptMandate or DeclineMandate when Guid.TryParse(known.By.Id, out var self) =>
                new(known) { Self = await parties.FindAsync(self) },
            _ => new(known),
        };
}

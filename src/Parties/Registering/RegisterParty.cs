using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Parties;

/// <summary>Makes a party known to the city (登记主体). A code stands for one party.</summary>
/// <param name="Kind">Person or business.</param>
/// <param name="Code">Citizen number or unified social credit code.</param>
/// <param name="Name">Name.</param>
/// <param name="Division">Division code of the residence or seat.</param>
/// <param name="IsKnown">
/// Whether a register vouches for the code, as another city's does: some credit codes were given out with a wrong check
/// character.
/// </param>
[Act("register-party")]
public sealed record RegisterParty(PartyKind Kind, string Code, string Name, string Division, bool IsKnown = false)
    : IBeginning<Party, PartyEvent, NamedParties>
{
    /// <inheritdoc/>
    public Outcome<IReadOnlyList<PartyEvent>> Decide(NamedParties facts) =>
        CodeOn(facts.Today) is not { } code ? new Refusal("party.code-not-valid", RefusalKind.NotValid).With("code", Code)
        : string.IsNullOrWhiteSpace(Name) ? new Refusal("party.name-missing", RefusalKind.NotValid)
        : PartyName.Clean(Name) is not { } name ? new Refusal("party.name-not-readable", RefusalKind.NotValid)
        : facts.IsCodeTaken ? new Refusal("party.already-known").With("code", Code)
        : new PartyEvent[] { new PartyRegistered(Kind, code, name, Division) };

    // Nobody is born tomorrow.
    private string? CodeOn(DateOnly today) => Kind == PartyKind.Person
        ? CitizenNumber.TryParse(Code, out var person) && person.IsBornBy(today) ? person.Text : null
        : UnifiedCreditCode.TryParse(Code, IsKnown, out var company) ? company.Text : null;
}

using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Parties;

/// <summary>Makes a party known to the city (登记主体). A code stands for one party.</summary>
/// <param name="Kind">Person or business.</param>
/// <param name="Code">Citizen number or unified social credit code.</param>
/// <param name="Name">Name.</param>
/// <param name="Division">Division code of the residence or seat.</param>
[Act("register-party")]
public sealed record RegisterParty(PartyKind Kind, string Code, string Name, string Division)
    : IBeginning<Party, PartyEvent, NamedParties>
{
    /// <inheritdoc/>
    public Outcome<IReadOnlyList<PartyEvent>> Decide(NamedParties facts) =>
        !IsValid ? new Refusal("party.code-not-valid", RefusalKind.NotValid).With("code", Code)
        : string.IsNullOrWhiteSpace(Name) ? new Refusal("party.name-missing", RefusalKind.NotValid)
        : facts.IsCodeTaken ? new Refusal("party.already-known").With("code", Code)
        : new PartyEvent[] { new PartyRegistered(Kind, Code, Name, Division) };

    private bool IsValid => Kind == PartyKind.Person
        ? CitizenNumber.TryParse(Code, out _) : UnifiedCreditCode.TryParse(Code, out _);
}

using Microsoft.Extensions.DependencyInjection;
using Yitong.Kernel;
using Yitong.Parties;
using Yitong.Rules;

namespace Yitong.Benefits;

/// <summary>What the city knows of a party, for the rules that decide cases.</summary>
internal static class KnownOfParty
{
    private const string BornOn = "born_on";

    /// <summary>The source of facts: the subject's file, and what a citizen number says of itself.</summary>
    public static PartyFacts Of(IServiceProvider services)
    {
        var (parties, files) = (services.GetRequiredService<PartyRegister>(), services.GetRequiredService<BenefitFiles>());
        return async (id, _) =>
        {
            var party = await parties.FindAsync(id);
            var file = party is null ? null : await files.FindAsync(party.Code);
            var birth = CitizenNumber.TryParse(party?.Code, out var number) ? number.BirthDate : (DateOnly?)null;
            return fact => file?.ValueOf(fact) is { IsKnown: true } held ? held
                : fact.Id == BornOn && birth is { } day ? FactValue.Of(day.DayNumber) : FactValue.Unknown;
        };
    }
}

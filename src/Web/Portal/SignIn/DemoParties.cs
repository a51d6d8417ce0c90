using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Parties;
using Yitong.Web.Shell;

namespace Yitong.Web.Portal.SignIn;

/// <summary>
/// Turns a persona of the pack into somebody who can act: residents become parties of the register, with the mandate
/// that the pack gives them. Only a demonstration uses it.
/// </summary>
public sealed class DemoParties(PartyRegister parties, CityProfile city, TimeProvider clock)
{
    /// <summary>The session of a persona. A resident not yet in the register is entered.</summary>
    public async Task<Visitor> VisitorOfAsync(Persona persona)
    {
        if (persona.Role != ActorRole.Resident)
            return new(persona.Id, persona.Name, persona.Role, persona.Office, null, null);
        var person = await EnsureAsync(new(PartyKind.Person, persona.CitizenNumber!, persona.Name, city.Code));
        if (persona.Mandate is { } mandate)
            await EnsureMandateAsync(person, mandate);
        return new(person.ToString(), persona.Name, persona.Role, null, null, null);
    }

    private async Task<Guid> EnsureAsync(PartyRegistered party)
    {
        if (await parties.FindByCodeAsync(party.Code) is { } known)
            return known.Id;
        var registered = await parties.RegisterAsync(Guid.CreateVersion7(clock.GetUtcNow()), ActOf("register-party"), party);
        // Somebody else was faster: then it is there now.
        return registered.IsGranted ? registered.Value.Id : (await parties.FindByCodeAsync(party.Code))!.Id;
    }

    private async Task EnsureMandateAsync(Guid agent, PersonaMandate mandate)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(city.UtcOffset).DateTime);
        var company = await EnsureAsync(new(PartyKind.Company, mandate.CreditCode.Text, mandate.Company, city.Code));
        if ((await parties.HeldByAsync(agent, today)).All(held => held.Principal != company))
            await parties.GiveMandateAsync(company, ActOf("give-mandate"), agent, mandate.Matters, mandate.From, mandate.Until);
    }

    private Act ActOf(string name)
    {
        var at = clock.GetUtcNow();
        return new(Guid.CreateVersion7(at), at, Actor.Engine, name);
    }
}

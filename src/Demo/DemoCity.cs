using Yitong.Acting;
using Yitong.Benefits;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Parties;
using Yitong.Shell;

namespace Yitong.Demo;

/// <summary>
/// The invented city of a demonstration: its personas can sign in, and an empty store is filled with a population and
/// its cases. Registered only where the demo is on.
/// </summary>
internal sealed class DemoCity(
    CityPack pack, PartyRegister parties, Desk<Party, PartyEvent, NamedParties> registering, DemoPopulation population,
    Desk<SubjectFile, BenefitFileEvent, BenefitFileFacts> files, TimeProvider clock)
    : IHostedLifecycleService
{
    /// <summary>The personas' keys, for messages.</summary>
    public string Names => string.Join(", ", pack.Personas.Select(persona => persona.Id));

    /// <summary>The session of a persona; null when there is none of that key.</summary>
    public async Task<Visitor?> SignInAsync(string key)
    {
        if (pack.Personas.FirstOrDefault(one => one.Id == key) is not { } persona) return null;
        if (persona.Role != ActorRole.Resident)
            return new($"demo:{persona.Id}", persona.Name, persona.Role, persona.Office, null, null);
        var person = await parties.FindByCodeAsync(persona.CitizenNumber)
            ?? throw new InvalidOperationException($"The persona {key} has not been registered.");
        return new($"{person.Id}", person.Name, persona.Role, null, null, null);
    }

    /// <summary>Registers the personas, and fills an empty city, before the first request is taken.</summary>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var persona in pack.Personas.Where(persona => persona.Role == ActorRole.Resident))
        {
            var person = await EnsureAsync(PartyKind.Person, persona.CitizenNumber!, persona.Name);
            if (persona.Mandate is not { } mandate) continue;
            var company = await EnsureAsync(PartyKind.Company, mandate.CreditCode.Text, mandate.Company);
            var matter = mandate.Matters is [var first, ..] ? first : "";
            var today = pack.City.DayOf(clock.GetUtcNow());
            if (await parties.ActsForAsync(person, company, matter, today)) continue;
            var given = await registering.DoAsync(
                company, Actor.Engine, new GiveMandate(null, $"{person}", mandate.Matters, mandate.From, mandate.Until),
                cancellationToken);
            if (given.Refusal is { } refusal) throw new InvalidOperationException($"{persona.Id}: {refusal.Code}");
        }
        foreach (var subject in pack.Section<DemoFacts>().Subjects) await SupplyAsync(subject);
        await population.FillAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<Guid> EnsureAsync(PartyKind kind, string code, string name)
    {
        if (await parties.FindByCodeAsync(code) is { } known) return known.Id;
        var done = await registering.BeginAsync(Actor.Engine, new RegisterParty(kind, code, name, pack.City.Code));
        return done.IsGranted ? done.Value.Id : (await parties.FindByCodeAsync(code))!.Id;
    }

    private async Task SupplyAsync(DemoSubject subject)
    {
        if (await files.FindAsync(SubjectFile.IdOf(subject.Code)) is not null) return;
        var done = await files.BeginAsync(Actor.Engine, new SupplyFacts(subject.Code, subject.Kind, subject.Facts));
        if (done.Refusal is { } refusal) throw new InvalidOperationException($"{subject.Code}: {refusal.Code}");
    }

    private Act ActOf(string name) =>
        Act.Of(clock.GetUtcNow(), Actor.Engine, name);
}

using Yitong.Kernel;
using Yitong.Packs;

namespace Yitong.Acting;

/// <summary>
/// What a decision may know besides the state of what it decides about: who acts and when, the city's day, and the city's pack.
/// An immutable value; a module whose decisions need more derives from it and has it gathered (<see cref="IFactsFor{TFacts}"/>).
/// </summary>
/// <param name="Stream">The thing acted on: a case, a demand, a budget …</param>
/// <param name="Act">Who, when, as what.</param>
/// <param name="Today">The day, in the city's time.</param>
/// <param name="Pack">The city as data.</param>
public abstract record Facts(Guid Stream, Act Act, DateOnly Today, CityPack Pack)
{
    /// <summary>Who acts.</summary>
    public Actor By => Act.By;

    /// <summary>The work calendar that days are counted by.</summary>
    public WorkCalendar Calendar => Pack.Calendar;

    /// <summary>What a module read from its section of the pack: its limits, for instance.</summary>
    public T Of<T>()
        where T : class => Pack.Section<T>();

    /// <summary>Whether an official of this agency acts.</summary>
    public bool IsOfficialOf(string? office) => office is not null && By.Role == ActorRole.Official && By.Office == office;
}

/// <summary>Facts of decisions that need no more than what all need.</summary>
internal sealed record PlainFacts(Guid Stream, Act Act, DateOnly Today, CityPack Pack) : Facts(Stream, Act, Today, Pack);

/// <summary>Gathers what the decisions about one kind of thing need to know beside <see cref="Facts"/>.</summary>
/// <typeparam name="TFacts">What they need.</typeparam>
public interface IFactsFor<TFacts>
    where TFacts : Facts
{
    /// <summary>
    /// Looks up what is missing, before anything is decided; once for an act, and once more when the tables refused what was
    /// decided on it.
    /// </summary>
    ValueTask<TFacts> GatherAsync(Facts known, object command, CancellationToken cancellation);
}

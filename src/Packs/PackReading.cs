using Yitong.Kernel;

namespace Yitong.Packs;

/// <summary>What came of reading a pack: the pack, or all its faults. A pack with a fault does not load.</summary>
/// <param name="Pack">The pack; null when there is a fault.</param>
/// <param name="Faults">All faults in the order of file and line; at most 1,000.</param>
/// <param name="Counts">How many records of each kind were read, such as <c>matter</c> → 90.</param>
public sealed record PackReading(
    CityPack? Pack, IReadOnlyList<PackFault> Faults, IReadOnlyDictionary<string, int> Counts);

/// <summary>A city as data (城市数据包): what the one binary knows of the city that it serves. Immutable.</summary>
/// <param name="City">The city itself.</param>
/// <param name="Texts">Its sentences: the common ones with the city's own laid over them.</param>
/// <param name="Personas">People to sign in as in a demonstration; empty in a real city.</param>
public sealed record CityPack(CityProfile City, Texts Texts, IReadOnlyList<Persona> Personas)
{
    private readonly Dictionary<Type, object> sections = [];

    /// <summary>The work calendar, read with <see cref="WorkCalendars.Section"/>.</summary>
    public WorkCalendar Calendar => Section<WorkCalendar>();

    /// <summary>What a module read from its section.</summary>
    /// <exception cref="InvalidOperationException">The section was not registered when the pack was read.</exception>
    public T Section<T>() where T : class => sections.TryGetValue(typeof(T), out var section)
        ? (T)section
        : throw new InvalidOperationException($"No section {typeof(T).Name} was registered with the pack.");

    internal void Keep(Type kind, object section) => sections[kind] = section;
}

/// <summary>A part of the pack that a module reads: its folders and the function that reads them.</summary>
/// <param name="Kind">Type of what is read; <see cref="CityPack.Section{T}"/> hands it out.</param>
/// <param name="Folders">Folders of the pack that belong to the section.</param>
/// <param name="Read">Reads them; faults go to the source.</param>
public sealed record PackSection(Type Kind, IReadOnlyList<string> Folders, Func<PackSource, object> Read)
{
    /// <summary>A section that yields a <typeparamref name="T"/>.</summary>
    public static PackSection Of<T>(IReadOnlyList<string> folders, Func<PackSource, T> read) where T : class =>
        new(typeof(T), folders, source => read(source));
}

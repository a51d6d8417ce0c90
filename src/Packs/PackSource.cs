using Yitong.Packs.Yaml;

namespace Yitong.Packs;

/// <summary>The files of a pack and of the one that it extends, as the sections read them.</summary>
public sealed class PackSource
{
    private readonly PackContext context;
    private readonly IReadOnlyList<PackLayer> layers;
    private readonly Dictionary<Type, object> sections = [];

    internal PackSource(PackContext context, IReadOnlyList<PackLayer> layers, CityProfile city) =>
        (this.context, this.layers, City) = (context, layers, city);

    /// <summary>The city, read already.</summary>
    public CityProfile City { get; }

    /// <summary>Faults go here.</summary>
    public PackFaults Faults => context.Faults;

    /// <summary>What a section that was registered before this one has read, faulty or not.</summary>
    /// <exception cref="InvalidOperationException">It was not registered before.</exception>
    public T Section<T>() where T : class => sections.TryGetValue(typeof(T), out var section)
        ? (T)section
        : throw new InvalidOperationException($"The section {typeof(T).Name} has to be registered earlier.");

    internal object Keep(Type kind, object section) => sections[kind] = section;

    /// <summary>
    /// The root maps of a folder's files, in the order of their names; those of the pack that is extended come first.
    /// The reader closes each after use.
    /// </summary>
    /// <param name="folder">The folder's name, such as <c>matters</c>.</param>
    /// <param name="shape">The kind of file, which names its schema.</param>
    public IEnumerable<PackRecord> Files(string folder, string shape)
    {
        foreach (var layer in layers)
            foreach (var root in layer.Trees(folder, context.Faults))
                if (context.Record(root, shape) is { } record) yield return record;
    }

    /// <summary>
    /// One named file of a folder: the city's, else that of the pack that is extended; null when neither has it.
    /// </summary>
    public PackRecord? File(string folder, string name, string shape)
    {
        foreach (var layer in layers.Reverse())
            if (layer.Tree(Path.Combine(folder, name), context.Faults) is { } root) return context.Record(root, shape);
        return null;
    }

    /// <summary>
    /// A folder's files as text, in the order of their names, those of the pack that is extended first: for readers that have a
    /// language of their own, such as rule cards. They note faults by file and line as all readers do.
    /// </summary>
    public IEnumerable<PackText> Raw(string folder) => layers.SelectMany(layer => layer.Raw(folder, context.Faults));

    /// <summary>A code that a text of <see cref="Raw"/> gives to itself; twice in a pack is a fault.</summary>
    public void Defines(string kind, string code, string file, int line) => context.Define(kind, code, file, line);

    /// <summary>A code of another record that such a text names; a fault when nothing in the pack defines it.</summary>
    public void Names(string kind, string code, string file, int line) => context.Refer(kind, code, file, line);

    internal IEnumerable<PackMap> Maps(string folder) =>
        layers.SelectMany(layer => layer.Trees(folder, context.Faults)).OfType<PackMap>();
}

/// <summary>A file of a pack as text.</summary>
/// <param name="File">Its name, relative to the folder that holds the packs.</param>
/// <param name="Text">What it holds.</param>
public sealed record PackText(string File, string Text);

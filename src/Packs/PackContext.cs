using Yitong.Packs.Yaml;

namespace Yitong.Packs;

/// <summary>What is known while one pack is read: faults, who defines a code, who refers to one.</summary>
internal sealed class PackContext
{
    private readonly Dictionary<(string Kind, string Code), (string File, int Line)> definitions = [];
    private readonly List<(string Kind, string Code, string File, int Line)> references = [];
    private readonly Dictionary<string, Dictionary<string, bool>> shapes = new(StringComparer.Ordinal);

    public PackFaults Faults { get; } = new();

    /// <summary>
    /// Keys that the reader asks for by shape, and whether they are required: what the schemas must agree with.
    /// </summary>
    public IReadOnlyDictionary<string, Dictionary<string, bool>> Shapes => shapes;

    /// <summary>How many codes of each kind are defined.</summary>
    public IReadOnlyDictionary<string, int> Counts =>
        definitions.Keys.GroupBy(key => key.Kind, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);

    public void Define(string kind, string code, string file, int line)
    {
        if (definitions.TryAdd((kind, code), (file, line))) return;
        var first = definitions[(kind, code)];
        Faults.Add(file, line, "code.duplicate", ("kind", kind), ("code", code), ("first", $"{first.File}:{first.Line}"));
    }

    public void Refer(string kind, string code, string file, int line) => references.Add((kind, code, file, line));

    /// <summary>Tells every reference that nothing defines.</summary>
    public void Resolve()
    {
        var byKind = definitions.Keys.ToLookup(key => key.Kind, key => key.Code, StringComparer.Ordinal);
        foreach (var (kind, code, file, line) in references)
        {
            var kinds = kind.Split('|');
            if (kinds.Any(one => definitions.ContainsKey((one, code)))) continue;
            var nearest = Faults.IsFull ? null : Nearest.To(code, kinds.SelectMany(one => byKind[one]));
            Faults.Add(file, line, "reference.dangling", ("kind", kind), ("code", code), ("nearest", nearest ?? "—"));
        }
    }

    public PackRecord? Record(PackNode node, string shape)
    {
        if (node is PackMap map) return new(this, map, shape);
        Faults.Add(node.File, node.Line, "value.not-a-map");
        return null;
    }

    public void Asked(string shape, string key, bool required)
    {
        if (!shapes.TryGetValue(shape, out var keys)) shapes[shape] = keys = new(StringComparer.Ordinal);
        keys[key] = keys.TryGetValue(key, out var before) ? before && required : required;
    }
}

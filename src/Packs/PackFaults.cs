using System.Collections.Frozen;
using System.Reflection;
using Yitong.Packs.Yaml;

namespace Yitong.Packs;

/// <summary>
/// Everything found wrong while a pack is read. Reading goes on after a fault, so that all are told at once;
/// after 1,000 the rest is counted only.
/// </summary>
public sealed class PackFaults
{
    private const int Most = 1_000;
    private static readonly Texts Sentences = new(EmbeddedSentences());
    private readonly List<PackFault> found = [];

    /// <summary>The faults, in the order of file and line.</summary>
    public IReadOnlyList<PackFault> All =>
        [.. found.OrderBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Line)];

    /// <summary>How many were found, also those past the first 1,000.</summary>
    public int Count { get; private set; }

    /// <summary>Whether further faults are only counted.</summary>
    internal bool IsFull => found.Count >= Most;

    /// <summary>Adds a fault; its two sentences are <c>faults.{code}.cause</c> and <c>faults.{code}.remedy</c>.</summary>
    public void Add(string file, int line, string code, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        Count++;
        if (IsFull) return;
        found.Add(new(file, line, code,
            Sentences.Say($"faults.{code}.cause", values), Sentences.Say($"faults.{code}.remedy", values)));
    }

    /// <summary>Whether there is a sentence for every part of the code; a test asks it for all codes.</summary>
    internal static bool IsWorded(string code) =>
        Sentences.Has($"faults.{code}.cause") && Sentences.Has($"faults.{code}.remedy");

    // The sentences travel inside the assembly, so that a fault is readable even when the pack's texts are broken.
    private static FrozenDictionary<string, string> EmbeddedSentences() =>
        Embedded("faults.yaml").Concat(Embedded("rules.yaml")).Concat(Embedded("evidence.yaml"))
            .ToFrozenDictionary(each => each.Key, each => each.Value, StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, string>> Embedded(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(file)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var tree = YamlTree.Parse(copy.ToArray(), file, out _, out _);
        return tree is PackMap map
            ? map.Entries.Where(e => e.Value is PackScalar).Select(e => KeyValuePair.Create(e.Key, ((PackScalar)e.Value).Text))
            : [];
    }
}

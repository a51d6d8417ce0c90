namespace Yitong.Packs.Yaml;

/// <summary>A piece of YAML that remembers its file and line.</summary>
internal abstract record PackNode(string File, int Line);

/// <summary>One value. <c>IsPlain</c>: written without quotes.</summary>
internal sealed record PackScalar(string File, int Line, string Text, bool IsPlain) : PackNode(File, Line);

/// <summary>A list.</summary>
internal sealed record PackList(string File, int Line, IReadOnlyList<PackNode> Items) : PackNode(File, Line);

/// <summary>A map with its entries in the order of the file; keys are unique.</summary>
internal sealed record PackMap(string File, int Line, IReadOnlyList<PackEntry> Entries) : PackNode(File, Line)
{
    public PackEntry? Find(string key) => Entries.FirstOrDefault(entry => entry.Key == key);

    /// <summary>This map with the entries of a later one laid over it: what is not restated stays.</summary>
    public PackMap Under(PackMap later)
    {
        var restated = later.Entries.Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
        return later with { Entries = [.. later.Entries, .. Entries.Where(entry => !restated.Contains(entry.Key))] };
    }
}

/// <summary>A key with its line and value.</summary>
internal sealed record PackEntry(string Key, int Line, PackNode Value);

namespace Yitong.Packs;

/// <summary>
/// The sentences and words that people read, by dotted key. They are pack data (<c>texts/*.yaml</c>), so that
/// a city can word things its own way and no Chinese sentence stands in code.
/// </summary>
public sealed class Texts(IReadOnlyDictionary<string, string> sentences)
{
    /// <summary>The sentence for a key; the key itself in brackets when there is none, which a test forbids.</summary>
    public string this[string key] => sentences.TryGetValue(key, out var text) ? text : $"[{key}]";

    /// <summary>All keys.</summary>
    public IEnumerable<string> Keys => sentences.Keys;

    /// <summary>Whether there is a sentence for the key.</summary>
    public bool Has(string key) => sentences.ContainsKey(key);

    /// <summary>The sentence for a key; null when there is none.</summary>
    public string? Find(string key) => sentences.GetValueOrDefault(key);

    /// <summary>The sentence with its <c>{placeholders}</c> filled; a placeholder without a value stays visible.</summary>
    public string Say(string key, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var text = this[key];
        foreach (var (name, value) in values)
            text = text.Replace("{" + name + "}", value?.ToString(), StringComparison.Ordinal);
        return text;
    }

    /// <summary>The sentence with its placeholders filled from a table.</summary>
    public string Say(string key, IReadOnlyDictionary<string, string> values)
    {
        var text = this[key];
        foreach (var (name, value) in values)
            text = text.Replace("{" + name + "}", value, StringComparison.Ordinal);
        return text;
    }
}

namespace Yitong.Rules.Saying;

/// <summary>The phrases of a pack, with their braces filled.</summary>
internal sealed class Phrases(Func<string, string?> phraseOf)
{
    /// <summary>The phrase with a key; the key itself in brackets when there is none.</summary>
    public string Say(string key, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var text = phraseOf(key) ?? $"[{key}]";
        foreach (var (name, value) in values) text = text.Replace("{" + name + "}", value, StringComparison.Ordinal);
        return text;
    }
}

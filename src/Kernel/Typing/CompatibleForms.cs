using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Yitong.Kernel;

/// <summary>
/// What characters stand for beside themselves: the compatibility forms of Unicode (NFKC, one character each) and the traditional
/// forms of simplified ones. Carried as tables, since the runtime without ICU normalises nothing (docs/decisions/0018).
/// </summary>
internal static class CompatibleForms
{
    private static readonly Lazy<FrozenDictionary<int, string>> Known = new(() => Lines("compatible").ToFrozenDictionary(
        line => int.Parse(line.Key, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), line => line.Value));

    /// <summary>Traditional characters with their simplified forms.</summary>
    public static IEnumerable<KeyValuePair<char, char>> Traditional =>
        Lines("traditional").Select(line => KeyValuePair.Create(line.Key[0], line.Value[0]));

    /// <summary>What a character stands for; null when for itself alone.</summary>
    public static string? Of(Rune rune) => rune.Value < 0xA0 ? null : Known.Value.GetValueOrDefault(rune.Value);

    /// <summary>The text with each character as what it stands for.</summary>
    public static string Fold(string text)
    {
        StringBuilder folded = new(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (Of(rune) is { } meant) folded.Append(meant);
            else folded.Append(rune.ToString());
        return folded.ToString();
    }

    /// <summary>Whether a character is another shape of a Chinese one: a radical, or one kept for old code pages.</summary>
    public static bool IsIdeographs(Rune rune) =>
        rune.Value is (>= 0x2E80 and <= 0x2FDF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);

    private static IEnumerable<KeyValuePair<string, string>> Lines(string table)
    {
        using var stream = typeof(CompatibleForms).Assembly.GetManifestResourceStream(table)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#' && line.IndexOf('\t', StringComparison.Ordinal) is var tab)
                yield return KeyValuePair.Create(line[..tab], line[(tab + 1)..]);
    }
}

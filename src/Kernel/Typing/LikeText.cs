using System.Text;

namespace Yitong.Kernel;

/// <summary>
/// Texts as they are compared with what others wrote, wherever something is looked for: letters and digits alone, in lower
/// case, with full-width, styled and compatibility forms as the plain ones and traditional characters as the simplified ones.
/// </summary>
public static class LikeText
{
    private const char Dropped = '\0';
    private const char Several = '\uFFFF';

    // What each character of the basic plane becomes: one load for one character.
    private static readonly Lazy<char[]> Single = new(MakeSingle);

    /// <summary>The folded text; empty when it holds neither letter nor digit. Never throws, whatever the text holds.</summary>
    /// <param name="text">Anything that people type; null is empty.</param>
    /// <param name="most">So many characters of it count.</param>
    public static string Of(string? text, int most = int.MaxValue)
    {
        if (text is null) return "";
        var (folded, single) = (new StringBuilder(Math.Min(text.Length, most)), Single.Value);
        for (var i = 0; i < text.Length && i < most; i++)
        {
            var one = single[text[i]];
            if (one == Dropped) continue;
            if (one != Several) folded.Append(one);
            else if (Rune.TryGetRuneAt(text, i, out var rune))
            {
                Append(folded, rune);
                i += rune.Utf16SequenceLength - 1;
            }
        }
        return folded.ToString();
    }

    /// <summary>Whether a text holds another, both folded. Nothing is held by every text.</summary>
    public static bool Holds(string text, string part) => Of(text).Contains(Of(part), StringComparison.Ordinal);

    /// <summary>Whether two texts are the same to a reader, however they were typed.</summary>
    public static bool AreAlike(string? one, string? other) => string.Equals(Of(one), Of(other), StringComparison.Ordinal);

    private static void Append(StringBuilder folded, Rune rune)
    {
        if (CompatibleForms.Of(rune) is { } meant)
            foreach (var each in meant)
                folded.Append(Single.Value[each] is not (Dropped or Several) and var one ? one : "");
        else if (Rune.IsLetterOrDigit(rune)) folded.Append(Rune.ToLowerInvariant(rune).ToString());
    }

    private static char[] MakeSingle()
    {
        var single = new char[char.MaxValue + 1];
        for (var at = 0; at < single.Length; at++)
        {
            var character = WideText.Narrow((char)at);
            single[at] = char.IsSurrogate(character) || Rune.TryCreate(character, out var rune)
                && CompatibleForms.Of(rune) is not null ? Several
                : char.IsLetterOrDigit(character) ? char.ToLowerInvariant(character) : Dropped;
        }
        foreach (var (traditional, simplified) in CompatibleForms.Traditional) single[traditional] = simplified;
        return single;
    }
}

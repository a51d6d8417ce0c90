using System.Text;

namespace Yitong.Kernel;

/// <summary>
/// What people type and paste, made plain: full-width letters and digits (全角) become half-width, and
/// space is tidied. The one place for this tolerance; every <c>TryParse</c> of the kernel reads through
/// it.
/// </summary>
public static class WideText
{
    /// <summary>
    /// The text with full-width ASCII made half-width, any white space made a single space, invisible
    /// characters left out, and the ends trimmed. Never throws, whatever the text holds; case is kept.
    /// Null becomes empty.
    /// </summary>
    public static string Fold(string? text)
    {
        if (text is null) return "";
        StringBuilder plain = new(text.Length);
        foreach (var original in text)
        {
            if (IsInvisible(original)) continue;
            var narrow = char.IsWhiteSpace(original) ? ' ' : Narrow(original);
            if (narrow != ' ') plain.Append(narrow);
            else if (plain.Length > 0 && plain[^1] != ' ') plain.Append(' ');
        }
        return plain.ToString().TrimEnd(' ');
    }

    /// <summary>
    /// <see cref="Fold"/> for codes: without any space, hyphen or dash, and with a to z in upper case.
    /// </summary>
    public static string FoldCode(string? text)
    {
        StringBuilder plain = new();
        foreach (var letter in Fold(text))
            if (letter is not (' ' or '-' or '‐' or '‑' or '‒' or '–' or '—' or '―' or '−'))
                plain.Append(char.IsAsciiLetterLower(letter) ? (char)(letter - 'a' + 'A') : letter);
        return plain.ToString();
    }

    /// <summary>A full-width letter, digit or sign as the half-width one; any other as it is.</summary>
    internal static char Narrow(char letter)
    {
        const char firstWide = '\uFF01', lastWide = '\uFF5E';
        return letter is >= firstWide and <= lastWide ? (char)(letter - firstWide + '!') : letter;
    }

    /// <summary>
    /// Whether nobody sees it: zero-width and direction marks, which come along when a text is copied from a chat or a PDF,
    /// choices of a variant, and fillers.
    /// </summary>
    internal static bool IsInvisible(Rune rune) => rune.IsBmp ? IsInvisible((char)rune.Value)
        : rune.Value is (>= 0xE0000 and <= 0xE007F) or (>= 0xE0100 and <= 0xE01EF);

    private static bool IsInvisible(char letter) =>
        letter is (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u2064')
            or (>= '\u2066' and <= '\u206F') or (>= '\uFE00' and <= '\uFE0F') or '\uFEFF' or '\u00AD' or '\u034F' or '\u061C'
            or '\u115F' or '\u1160' or '\u180E' or '\u2800' or '\u3164' or '\uFFA0';
}

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
            var narrow = Narrow(original);
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

    private static char Narrow(char letter)
    {
        const char firstWide = '\uFF01', lastWide = '\uFF5E';
        if (letter is >= firstWide and <= lastWide) return (char)(letter - firstWide + '!');
        return char.IsWhiteSpace(letter) ? ' ' : letter;
    }

    // Zero-width and direction marks come along when a number is copied from a chat or a PDF.
    private static bool IsInvisible(char letter) =>
        letter is (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E')
            or '\u2060' or '\uFEFF' or '\u00AD';
}

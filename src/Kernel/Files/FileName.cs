using System.Globalization;
using System.Text;

namespace Yitong.Kernel;

/// <summary>
/// The name of a file that somebody handed in, as it is kept and handed on: it shows what it is, holds nothing that hides or
/// breaks (NUL, line breaks, what turns the direction of writing), and ends as the file's own bytes say.
/// </summary>
public static class FileName
{
    /// <summary>Most characters, the ending included.</summary>
    public const int Most = 120;

    private const string Unnamed = "file";
    private const int LongestEnding = 12;

    /// <summary>The name as it is kept.</summary>
    /// <param name="written">As it came, with folders or without.</param>
    /// <param name="endings">How a file of this type may end, the usual one first; null: a name without bytes.</param>
    public static string Clean(string? written, IReadOnlyList<string>? endings = null)
    {
        var name = Plain(written);
        if (endings is null) return Cut(name.Length == 0 ? Unnamed : name, Most);
        var ending = endings.FirstOrDefault(each => name.EndsWith('.' + each, StringComparison.OrdinalIgnoreCase));
        if (ending is null) name = WithoutEnding(name);
        else name = name[..^(ending.Length + 1)];
        ending ??= endings[0];
        name = name.Trim('.', ' ');
        return $"{Cut(name.Length == 0 ? Unnamed : name, Most - ending.Length - 1)}.{ending}";
    }

    private static string Plain(string? written)
    {
        StringBuilder plain = new(Math.Min(written?.Length ?? 0, Most));
        foreach (var rune in (written ?? "").EnumerateRunes())
            if (rune.Value is '/' or '\\') plain.Clear();
            else if (IsShown(rune)) plain.Append(rune.ToString());
        return plain.ToString().Trim();
    }

    // What file systems and headers take for something else is left out as well.
    private static bool IsShown(Rune rune) => rune.Value is not ('"' or '<' or '>' or ':' or '|' or '*' or '?' or 0xFFFD)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator);

    // An ending of another type; the number of a version is none.
    private static string WithoutEnding(string name)
    {
        var at = name.LastIndexOf('.');
        var ending = name[(at + 1)..];
        return at >= 0 && ending.Length is > 0 and <= LongestEnding && ending.All(char.IsAsciiLetterOrDigit)
            && ending.Any(char.IsAsciiLetter) ? WithoutEnding(name[..at].TrimEnd('.', ' ')) : name;
    }

    private static string Cut(string name, int most)
    {
        if (name.Length <= most) return name;
        var starts = StringInfo.ParseCombiningCharacters(name);
        var last = starts.Last(start => start <= most);
        return name[..last].TrimEnd('.', ' ');
    }
}

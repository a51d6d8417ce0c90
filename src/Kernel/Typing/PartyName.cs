using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Yitong.Kernel;

/// <summary>
/// The name of a person or an organisation, from whichever door it comes: what nobody sees is taken out, what looks the same is
/// written the same (the dot of a name is <c>·</c>, U+00B7), and what nobody can read is refused.
/// </summary>
public static partial class PartyName
{
    /// <summary>Most characters.</summary>
    public const int Most = 200;

    private const char Dot = '\u00B7';

    /// <summary>
    /// The name as it is kept; null when it holds what nobody can read (control characters, private use, what Unicode does not
    /// know, the bar that parts fields of payment files), is empty, or is longer than <see cref="Most"/>.
    /// </summary>
    public static string? Clean(string? written)
    {
        if (written is null) return null;
        if (written.Length is > 0 and <= Most && !written.AsSpan().ContainsAnyExceptInRange('\u4E00', '\u9FA5')) return written;
        StringBuilder clean = new(written.Length);
        foreach (var rune in written.EnumerateRunes())
        {
            if (WideText.IsInvisible(rune)) continue;
            if (Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune)) clean.Append(clean.Length > 0 && clean[^1] != ' ' ? " " : "");
            else if (!IsReadable(rune)) return null;
            else if (IsDot(rune)) clean.Append(Dot);
            else if (CompatibleForms.IsIdeographs(rune)) clean.Append(CompatibleForms.Of(rune) ?? rune.ToString());
            else clean.Append(rune.ToString());
        }
        var name = FullStop().Replace(clean.ToString().TrimEnd(' '), $"{Dot}");
        return name.Length is > 0 and <= Most ? name : null;
    }

    /// <summary>Whether two names are the same to a reader: dots, width of letters, spaces and case set aside.</summary>
    public static bool AreSame(string? one, string? other) => one is not null && other is not null
        && string.Equals(Compared(one), Compared(other), StringComparison.OrdinalIgnoreCase);

    // A name of nothing but what is cleaned away is compared as it stands.
    private static string Compared(string name) =>
        WideText.Fold(Clean(name) ?? name).Replace(" ", "", StringComparison.Ordinal);

    // Between Chinese characters a full stop is the dot of a name; behind a letter it shortens one.
    [GeneratedRegex("(?<=[\\u4E00-\\u9FFF])\\.(?=[\\u4E00-\\u9FFF])", RegexOptions.CultureInvariant, 100)]
    private static partial Regex FullStop();

    private static bool IsReadable(Rune rune) => rune.Value is not ('|' or 0xFFFD) && Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    // Keyboards and old systems write the dot between the parts of a name in many ways.
    private static bool IsDot(Rune rune) => rune.Value is Dot or 0x0387 or 0x16EB or 0x2022 or 0x2024 or 0x2027 or 0x2219
        or 0x22C5 or 0x2E31 or 0x30FB or 0xFF0E or 0xFF65;
}

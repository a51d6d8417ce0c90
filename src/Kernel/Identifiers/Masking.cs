using System.Globalization;

namespace Yitong.Kernel;

/// <summary>
/// Hides who somebody is (脱敏): on notices and in lists those who know a person recognise them, and nobody else finds them
/// (个人信息保护法 第六条、第二十八条; 政府信息公开条例 第十五条). What organisations are called is public by law; a text is shown in full
/// only where it is provably an organisation's code, so that a slip of the pen in a citizen number opens nothing. All methods
/// are total and thread-safe.
/// </summary>
/// <remarks>
/// Lengths are those of text elements (what a reader takes for one character), after full-width letters were made half-width.
/// </remarks>
public static class Masking
{
    /// <summary>Stands for what is hidden altogether.</summary>
    public const string Hidden = "**";

    private const int Ends = 4;

    /// <summary>The code of a subject: in full for an organisation, else masked as by <see cref="Of"/>.</summary>
    /// <param name="subject">A citizen number, a unified social credit code, or whatever stands in their place.</param>
    public static string Code(string? subject) =>
        IsOrganisation(subject) ? WideText.FoldCode(subject) : Of(WideText.FoldCode(subject));

    /// <summary>
    /// The name of a subject: in full for an organisation, else its first character, with stars that do not tell how many
    /// follow; of a name of one character nothing.
    /// </summary>
    /// <param name="subject">The code that the name belongs to.</param>
    /// <param name="name">The name.</param>
    public static string Name(string? subject, string? name)
    {
        if (IsOrganisation(subject)) return name ?? "";
        var starts = StringInfo.ParseCombiningCharacters(WideText.Fold(name));
        return starts.Length switch
        {
            0 => "",
            1 => Hidden,
            _ => WideText.Fold(name)[..starts[1]] + Hidden,
        };
    }

    /// <summary>An account's number: stars, and its last four characters; fewer where that would be more than half.</summary>
    public static string Account(string? number)
    {
        var plain = WideText.FoldCode(number);
        var starts = StringInfo.ParseCombiningCharacters(plain);
        var shown = Math.Min(Ends, starts.Length / 2);
        return shown == 0 ? Hidden + Hidden : $"{Hidden}{Hidden} {plain[starts[^shown]..]}";
    }

    /// <summary>
    /// Any text: its first four and last four characters, a star for each between; never more than half of a short one.
    /// </summary>
    public static string Of(string? text)
    {
        text ??= "";
        var starts = StringInfo.ParseCombiningCharacters(text);
        var most = Math.Min(2 * Ends, starts.Length / 2);
        var (head, tail) = (most - most / 2, most / 2);
        var (from, to) = (At(head), At(starts.Length - tail));
        return text[..from] + new string('*', starts.Length - most) + text[to..];

        int At(int element) => element < starts.Length ? starts[element] : text.Length;
    }

    /// <summary>Whether a text stands masked where a name should be, by this release or an earlier one.</summary>
    public static bool IsMasked(string text) => text.Contains(Hidden + Hidden, StringComparison.Ordinal);

    /// <summary>
    /// Whether a text is provably the code of an organisation: a valid unified social credit code that cannot be a person's
    /// number, not even one with a wrong digit. One of 31 citizen numbers happens to be valid as a credit code, too.
    /// </summary>
    public static bool IsOrganisation(string? text) =>
        UnifiedCreditCode.TryParse(text, out var code) && !MayBePersons(code.Text);

    // 17 digits with a day of birth among them; or as many that begin as a province does and end as a citizen number does.
    // Companies' codes begin with 9, as do the numbers of foreigners with permanent residence.
    private static bool MayBePersons(string code) =>
        code.AsSpan(0, 17).IndexOfAnyExceptInRange('0', '9') < 0
        && (HasBirthDate(code) || code[0] != '9' && code[17] is (>= '0' and <= '9') or 'X');

    private static bool HasBirthDate(string code) =>
        int.Parse(code.AsSpan(6, 4), NumberStyles.None, CultureInfo.InvariantCulture) is >= 1800 and <= 2199
        && int.Parse(code.AsSpan(10, 2), NumberStyles.None, CultureInfo.InvariantCulture) is >= 1 and <= 12
        && int.Parse(code.AsSpan(12, 2), NumberStyles.None, CultureInfo.InvariantCulture) is >= 1 and <= 31;
}

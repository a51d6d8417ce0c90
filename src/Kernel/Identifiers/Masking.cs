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
    private const int MostWrong = 2;

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
    /// number, not even one with two wrong digits. One of 31 citizen numbers would be valid as a credit code by its check
    /// character.
    /// </summary>
    public static bool IsOrganisation(string? text) =>
        UnifiedCreditCode.TryParse(text, out var code) && !MayBePersons(code.Text);

    // Seventeen digits of which two at most would have to be others for a citizen number: a county that is none, a day of birth
    // that is none. Companies' codes begin with 9, as do the numbers of foreigners with permanent residence.
    private static bool MayBePersons(string code) =>
        code.AsSpan(0, 17).IndexOfAnyExceptInRange('0', '9') < 0 && WrongDigits(code) <= MostWrong;

    private static int WrongDigits(string code) => (code.AsSpan(4, 2) is "00" ? 1 : 0)
        + Between(code.AsSpan(6, 2), 18, 21) + Between(code.AsSpan(10, 2), 1, 12) + Between(code.AsSpan(12, 2), 1, 31);

    // How many of two digits must be others for a number within bounds.
    private static int Between(ReadOnlySpan<char> digits, int least, int most)
    {
        var fewest = digits.Length;
        for (var number = least; number <= most; number++)
            fewest = Math.Min(fewest, (digits[0] - '0' == number / 10 ? 0 : 1) + (digits[1] - '0' == number % 10 ? 0 : 1));
        return fewest;
    }
}

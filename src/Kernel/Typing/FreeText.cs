using System.Text;

namespace Yitong.Kernel;

/// <summary>Words that people write freely: checked in one way wherever they come in.</summary>
public static class FreeText
{
    /// <summary>Most characters where nothing else is said.</summary>
    public const int UsualMost = 2_000;

    /// <summary>The fault of one field's words; null when they are well.</summary>
    /// <param name="field">The field.</param>
    /// <param name="text">What was written.</param>
    /// <param name="missing">Code of the sentence when there are none; null when they may be left out.</param>
    /// <param name="most">Most characters.</param>
    /// <param name="unreadable">
    /// Code for words that are too long or hold what nobody can read; else <c>words.too-long</c> and
    /// <c>words.control-character</c>.
    /// </param>
    public static FieldFault? FaultOf(
        string field, string? text, string? missing, int most = UsualMost, string? unreadable = null) =>
        string.IsNullOrWhiteSpace(text) ? missing is null ? null : new(field, missing)
        : LengthOf(text) > most
            ? new(field, unreadable ?? "words.too-long", new Dictionary<string, string> { ["most"] = $"{most}" })
        : IsPlain(text) ? null
        : new(field, unreadable ?? "words.control-character");

    /// <summary>
    /// How long a text is, in one way wherever it is counted: as the box of a page counts for its <c>maxlength</c> (HTML,
    /// 4.10.19), in UTF-16 units with a line end as one, however it was sent.
    /// </summary>
    public static int LengthOf(string text) => text.Length - text.AsSpan().Count("\r\n");

    /// <summary>The text with each line end as one character, as a box holds it.</summary>
    public static string WithOneLineEnd(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    /// <summary>
    /// Whether people can read all of it as it is written: no control characters but line ends and tabs, no half characters,
    /// nothing that turns the direction of what follows, so that it reads otherwise than it is.
    /// </summary>
    public static bool IsPlain(string text) => text.EnumerateRunes().All(rune =>
        rune != Rune.ReplacementChar && (!Rune.IsControl(rune) || rune.Value is '\n' or '\r' or '\t')
        && rune.Value is not ((>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069)));

    /// <summary>The refusal that names every field that is empty, over-long or unreadable; null when all are well.</summary>
    public static Refusal? Missing(params ReadOnlySpan<(string Field, string? Text)> words) => Check(words, true);

    /// <summary>The same for words that may be left out.</summary>
    public static Refusal? Faulty(params ReadOnlySpan<(string Field, string? Text)> words) => Check(words, false);

    private static Refusal? Check(ReadOnlySpan<(string Field, string? Text)> words, bool isRequired)
    {
        var faults = new List<FieldFault>();
        foreach (var (field, text) in words)
            if (FaultOf(field, text, isRequired ? "words.missing." + field : null) is { } fault) faults.Add(fault);
        return faults.Count == 0 ? null : new Refusal("words.incomplete", RefusalKind.NotValid) { Fields = faults };
    }
}

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
        : text.Length > most
            ? new(field, unreadable ?? "words.too-long", new Dictionary<string, string> { ["most"] = $"{most}" })
        : IsPlain(text) ? null
        : new(field, unreadable ?? "words.control-character");

    /// <summary>Whether people can read all of it: no control characters but line ends and tabs, no half characters.</summary>
    public static bool IsPlain(string text) => text.EnumerateRunes().All(rune =>
        rune != Rune.ReplacementChar && (!Rune.IsControl(rune) || rune.Value is '\n' or '\r' or '\t'));

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

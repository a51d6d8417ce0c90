using System.Text;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>Checks the words that an act carries.</summary>
internal static class Words
{
    private const int Most = 2000;

    /// <summary>The refusal that names every field that is empty, over-long or unreadable; null when all are well.</summary>
    public static Refusal? Missing(params ReadOnlySpan<(string Field, string? Text)> words) => Check(words, true);

    /// <summary>The same for words that may be left out.</summary>
    public static Refusal? Faulty(params ReadOnlySpan<(string Field, string? Text)> words) => Check(words, false);

    /// <summary>The fault of one field's words; null when they are well.</summary>
    public static FieldFault? FaultOf(string field, string? text, string? missing) =>
        string.IsNullOrWhiteSpace(text) ? missing is null ? null : new(field, missing)
        : text.Length > Most ? new(field, "words.too-long", new Dictionary<string, string> { ["most"] = $"{Most}" })
        : IsPlain(text) ? null
        : new(field, "words.control-character");

    /// <summary>Whether people can read all of it: no control characters but line ends and tabs, no half characters.</summary>
    public static bool IsPlain(string text) => text.EnumerateRunes().All(rune =>
        rune != Rune.ReplacementChar && (!Rune.IsControl(rune) || rune.Value is '\n' or '\r' or '\t'));

    private static Refusal? Check(ReadOnlySpan<(string Field, string? Text)> words, bool isRequired)
    {
        var faults = new List<FieldFault>();
        foreach (var (field, text) in words)
            if (FaultOf(field, text, isRequired ? "words.missing." + field : null) is { } fault) faults.Add(fault);
        return faults.Count == 0 ? null : new Refusal("words.incomplete", RefusalKind.NotValid) { Fields = faults };
    }
}

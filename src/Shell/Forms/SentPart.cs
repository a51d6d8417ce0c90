
namespace Yitong.Shell;

/// <summary>
/// What was sent with one of the many forms of a page and what is wrong with it. Fields of that form alone are filled again, and
/// each field's id ends with the name of its form.
/// </summary>
/// <param name="Part">The form; null when nothing was sent.</param>
/// <param name="Form">What was typed.</param>
/// <param name="Faults">What is wrong, by the ids of the fields.</param>
public sealed record SentPart(string? Part, SentForm? Form, IReadOnlyList<Fault> Faults)
{
    /// <summary>Nothing was sent.</summary>
    public static readonly SentPart Nothing = new(null, null, []);

    /// <summary>What is wrong with fields of one form.</summary>
    public static SentPart Of(string part, SentForm form, IEnumerable<Fault> faults) => new(
        part, form, [.. faults.Select(fault => fault with { Field = fault.Field is { } field ? IdOf(part, field) : null })]);

    /// <summary>
    /// This; or, as long as nothing was sent, what was sent with this form after a session had ended.
    /// </summary>
    public SentPart Or(KeptInput kept, string part, string to) =>
        Part is null && kept.Of(to) is { } form ? new(part, form, []) : this;

    /// <summary>The id of a field of a form.</summary>
    public static string IdOf(string part, string field) => $"{field}-{part}";

    /// <summary>Whether this form was sent and refused.</summary>
    public bool Is(string part) => part == Part && Faults.Count > 0;

    /// <summary>What was typed into a field.</summary>
    public string? Was(string part, string field) => part == Part ? Form?[field] : null;

    /// <summary>What is wrong with a field.</summary>
    public string? FaultOf(string part, string field) =>
        part == Part ? Faults.FirstOrDefault(fault => fault.Field == IdOf(part, field))?.Sentence : null;
}

using Microsoft.AspNetCore.Http.Features;
using Yitong.Kernel;

namespace Yitong.Shell;

/// <summary>A form as it was sent.</summary>
/// <param name="Fields">Its fields.</param>
public sealed record SentForm(IFormCollection Fields)
{
    /// <summary>
    /// A field, trimmed; null when it is empty, not there, or there more than once: two values joined are what nobody wrote.
    /// </summary>
    public string? this[string name] => Fields[name] is [{ } sent] && Plain(sent) is { Length: > 0 } text ? text : null;

    /// <summary>All values of a field that may be chosen several times, trimmed; null when there is none.</summary>
    public string[]? All(string name) =>
        Fields[name].Select(value => Plain(value ?? "")).Where(value => value.Length > 0).ToArray() is { Length: > 0 } all
            ? all : null;

    /// <summary>Whether a box was ticked.</summary>
    public bool Has(string name) => this[name] is not null;

    /// <summary>What was chosen of yes and no; null when nothing was.</summary>
    public bool? Choice(string name) => this[name] switch { "yes" => true, "no" => false, _ => null };

    /// <summary>A whole number from nought on, as people type it; null when it is none.</summary>
    public int? Number(string name) => Large(name) is { } number and <= int.MaxValue ? (int)number : null;

    /// <summary>A large whole number from nought on; null when it is none.</summary>
    public long? Large(string name) => TypedNumber.Whole(this[name]) is { } number and >= 0 ? number : null;

    /// <summary>A day as date boxes send it or people type it; null when it is none.</summary>
    public DateOnly? Day(string name) => TypedDay.Read(this[name]);

    // A box holds each line end as one character, and so do we: what is counted is what maxlength counts.
    private static string Plain(string sent) => FreeText.WithOneLineEnd(sent).Trim();

    /// <summary>Reads the form of a request.</summary>
    public static async Task<SentForm> Read(HttpContext http) => new(await http.Request.ReadFormAsync());
}

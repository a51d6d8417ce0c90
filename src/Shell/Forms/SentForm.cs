using System.Globalization;
using Microsoft.AspNetCore.Http.Features;

namespace Yitong.Shell;

/// <summary>A form as it was sent.</summary>
/// <param name="Fields">Its fields.</param>
public sealed record SentForm(IFormCollection Fields)
{
    /// <summary>
    /// A field, trimmed; null when it is empty, not there, or there more than once: two values joined are what nobody wrote.
    /// </summary>
    public string? this[string name] => Fields[name] is [{ } sent] && sent.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>All values of a field that may be chosen several times, trimmed; null when there is none.</summary>
    public string[]? All(string name) =>
        Fields[name].Select(value => value?.Trim() ?? "").Where(value => value.Length > 0).ToArray() is { Length: > 0 } all
            ? all : null;

    /// <summary>Whether a box was ticked.</summary>
    public bool Has(string name) => this[name] is not null;

    /// <summary>What was chosen of yes and no; null when nothing was.</summary>
    public bool? Choice(string name) => this[name] switch { "yes" => true, "no" => false, _ => null };

    /// <summary>A whole number; null when it is none.</summary>
    public int? Number(string name) =>
        int.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A large whole number; null when it is none.</summary>
    public long? Large(string name) =>
        long.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A day as date boxes send it; null when it is none.</summary>
    public DateOnly? Day(string name) =>
        DateOnly.TryParseExact(this[name], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day : null;

    /// <summary>Reads the form of a request.</summary>
    public static async Task<SentForm> Read(HttpContext http) => new(await http.Request.ReadFormAsync());
}

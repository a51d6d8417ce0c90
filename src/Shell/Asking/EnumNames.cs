using System.Text.Json;
using Yitong.Kernel;

namespace Yitong.Shell;

/// <summary>The names of an enumeration's values as pages and programs send them: kebab case.</summary>
public static class EnumNames
{
    /// <summary>The name of a value.</summary>
    public static string Of(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>The value of a name; null when there is none.</summary>
    public static object? Find(Type type, string? name) =>
        name is null ? null : Enum.GetValues(type).Cast<Enum>().FirstOrDefault(value => Of(value) == name);

    /// <summary>
    /// Reads a word of an address that narrows a list to one value of an enumeration. Nothing narrows nothing; a number, or a
    /// word that names no value, is a fault and never passed over.
    /// </summary>
    /// <param name="field">The name of the parameter.</param>
    /// <param name="word">The word; null or empty when there is none.</param>
    /// <param name="value">The value; null where there is none.</param>
    /// <returns>The fault (<c>query.not-a-choice</c>); null when all is well.</returns>
    public static Refusal? Read<T>(string field, string? word, out T? value)
        where T : struct, Enum
    {
        value = null;
        if (string.IsNullOrEmpty(word)) return null;
        foreach (var each in Enum.GetValues<T>())
            if (LikeText.AreAlike(Of(each), word)) value = each;
        if (value is not null) return null;
        var choices = new Dictionary<string, string>
        {
            ["choices"] = string.Join(", ", Enum.GetValues<T>().Select(each => Of(each))),
        };
        return new("query.not-a-choice", RefusalKind.NotReadable, null, choices)
        {
            Fields = [new(field, "query.not-a-choice", choices)],
        };
    }
}

using System.Text.Json;

namespace Yitong.Shell;

/// <summary>The names of an enumeration's values as pages and programs send them: kebab case.</summary>
public static class EnumNames
{
    /// <summary>The name of a value.</summary>
    public static string Of(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>The value of a name; null when there is none.</summary>
    public static object? Find(Type type, string? name) =>
        name is null ? null : Enum.GetValues(type).Cast<Enum>().FirstOrDefault(value => Of(value) == name);
}

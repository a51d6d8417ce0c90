namespace Yitong.Rules.Language;

/// <summary>Finds codes of a list by name, code or group.</summary>
internal static class Codes
{
    /// <summary>The places that a name, a code or a group stands for; null when it is none of them.</summary>
    public static IReadOnlyList<int>? Find(CodeList list, string name)
    {
        for (var i = 0; i < list.Codes.Count; i++)
            if (list.Codes[i].Name == name || list.Codes[i].Code == name) return [i];
        return list.Groups.GetValueOrDefault(name);
    }

    public static string Nearest(CodeList list, string name) =>
        Near.Or(name, [.. list.Codes.Select(code => code.Name), .. list.Groups.Keys]);
}

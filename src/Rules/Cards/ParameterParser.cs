using Yitong.Rules.Language;

namespace Yitong.Rules.Cards;

/// <summary>Reads <c>parameters</c>: for each a value from a day on, or one for each code of a list.</summary>
internal static class ParameterParser
{
    private const int Most = 200, MostDays = 200;

    public static IReadOnlyList<CardParameter> Read(CardMap map, NodeParser reading, Scope scope)
    {
        if (map.Find("parameters") is not { } entry || reading.Map(entry.Value) is not { } all) return [];
        if (all.Entries.Count > Most) reading.Faults.Add(entry.At, "rule.too-long", ("most", Most));
        var parameters = all.Entries.Take(Most).Select(each => Parameter(each, reading)).OfType<CardParameter>().ToList();
        foreach (var parameter in parameters) scope.Add(parameter);
        foreach (var parameter in parameters) scope.Type(parameter, parameter.At);
        return parameters;
    }

    private static CardParameter? Parameter(CardEntry entry, NodeParser reading)
    {
        if (!IsName(entry.Key)) reading.Faults.Add(entry.At, "rule.name-malformed", ("name", entry.Key));
        if (reading.Map(entry.Value) is not { Entries: [var first, ..] } map)
        {
            reading.Faults.Add(entry.At, "rule.parameter-empty", ("name", entry.Key));
            return null;
        }
        if (first.Value is CardText) return new(entry.Key, entry.At, [new(null, entry.At, Values(map, reading))]);
        var entries = new List<ParameterEntry>();
        foreach (var each in map.Entries)
            if (reading.Map(each.Value) is { } values)
                entries.Add(new([.. each.Key.Split(Keywords.NameSeparator).Select(key => key.Trim())], each.At,
                    Values(values, reading)));
        return new(entry.Key, entry.At, entries);
    }

    private static List<DatedValue> Values(CardMap map, NodeParser reading)
    {
        var values = new List<DatedValue>();
        if (map.Entries.Count is 0 or > MostDays) reading.Faults.Add(map.At, "rule.parameter-empty", ("name", ""));
        foreach (var entry in map.Entries.Take(MostDays))
        {
            var from = reading.Day(entry.Key, entry.At);
            if (reading.Text(entry.Value) is not { } text || Parser.Read(text.Placed,
                reading.Faults) is not { } written) continue;
            if (from is { } day) values.Add(new(day, written));
        }
        return [.. values.OrderBy(value => value.From)];
    }

    /// <summary>Whether an expression can name it without quotes.</summary>
    internal static bool IsName(string name) => name.Length is > 0 and <= 60 && (char.IsLetter(name[0]) || name[0] == '_')
        && name.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '.')
            && !name.Contains("..", StringComparison.Ordinal)
        && name[^1] != '.' && !Keywords.Words.ContainsKey(name);
}

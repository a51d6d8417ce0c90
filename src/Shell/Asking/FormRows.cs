using System.Globalization;
using System.Text.Json;

namespace Yitong.Shell;

/// <summary>
/// A list of records in a form: one row for each that may be filled in, its members named <c>gaps[0].problem</c>. Rows that were
/// left alone do not count, so an entry of the list has its place among those that do.
/// </summary>
public static class FormRows
{
    /// <summary>Name of a member of a row.</summary>
    public static string Name(string list, int row, string member) => $"{list}[{row}].{member}";

    /// <summary>The rows that were filled in, in order: the first is the first entry of the list.</summary>
    /// <param name="sent">The form; none when null.</param>
    /// <param name="list">Name of the list.</param>
    /// <param name="by">The member without which a row counts as not filled in.</param>
    public static IReadOnlyList<int> FilledIn(SentForm? sent, string list, string by)
    {
        var (start, end) = (list + "[", "]." + by);
        return
        [
            .. from name in sent?.Fields.Keys ?? []
               where name.StartsWith(start, StringComparison.Ordinal) && name.EndsWith(end, StringComparison.Ordinal)
               where sent![name] is not null
               let row = int.TryParse(
                   name.AsSpan()[start.Length..^end.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1
               where row >= 0
               orderby row
               select row,
        ];
    }

    /// <summary>The entries that were filled in, of records of texts; null when there are none.</summary>
    internal static Array? Read(SentForm sent, string list, string by, Type record)
    {
        var rows = FilledIn(sent, list, by);
        if (rows.Count == 0) return null;
        var members = record.GetConstructors().MaxBy(each => each.GetParameters().Length)!.GetParameters()
            .Select(each => JsonNamingPolicy.CamelCase.ConvertName(each.Name!)).ToList();
        var entries = Array.CreateInstance(record, rows.Count);
        for (var i = 0; i < rows.Count; i++)
            entries.SetValue(
                Activator.CreateInstance(record, [.. members.Select(member => sent[Name(list, rows[i], member)] ?? "")]), i);
        return entries;
    }
}

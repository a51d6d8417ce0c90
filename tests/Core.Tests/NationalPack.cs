using System.Globalization;
using Yitong.Kernel;
using YamlDotNet.RepresentationModel;

namespace Yitong.Core.Tests;

/// <summary>
/// The calendars and statutory clocks of packs/common, read without the product's own reader.
/// </summary>
internal static class NationalPack
{
    private static readonly Lazy<IReadOnlyList<CalendarYear>> LazyYears =
        new(() => [.. Files("calendars").Select(YearOf)]);

    private static readonly Lazy<WorkCalendar> LazyCalendar = new(() => WorkCalendar.Of(Years));

    private static readonly Lazy<IReadOnlyList<StatutoryClock>> LazyClocks =
        new(() => [.. Files("clocks").SelectMany(file => Nodes(file["clocks"])).Select(ClockOf)]);

    internal static IReadOnlyList<CalendarYear> Years => LazyYears.Value;
    internal static WorkCalendar Calendar => LazyCalendar.Value;
    internal static IReadOnlyList<StatutoryClock> StatutoryClocks => LazyClocks.Value;

    internal static string Root { get; } = FindRoot();

    /// <summary>The total that the year's file states of itself.</summary>
    internal static IEnumerable<(int Year, int WorkingDays)> StatedTotals =>
        Files("calendars").Select(file => (Number(file["year"]), Number(file["workingDays"])));

    private static IEnumerable<YamlMappingNode> Files(string folder) =>
        Directory.GetFiles(Path.Combine(Root, "packs", "common", folder), "*.yaml")
            .Order(StringComparer.Ordinal)
            .Select(path =>
            {
                YamlStream stream = new();
                using var reader = File.OpenText(path);
                stream.Load(reader);
                return (YamlMappingNode)stream.Documents[0].RootNode;
            });

    private static CalendarYear YearOf(YamlMappingNode file) => new(
        Number(file["year"]), DaysOf(file["off"]), DaysOf(file["work"]),
        [.. ((YamlSequenceNode)file["papers"]).Select(paper => ((YamlScalarNode)paper).Value!)]);

    private static List<(DateOnly, string)> DaysOf(YamlNode node) =>
        [.. Nodes(node).Select(day => (Clocks.Day(Text(day, "day")!), Text(day, "name")!))];

    private static StatutoryClock ClockOf(YamlMappingNode node) => new(
        Text(node, "id")!, Text(node, "code")!, Text(node, "title")!, Text(node, "law")!, Text(node, "article"),
        Limit(node, "limit"), Limit(node, "extension"), Text(node, "rule"), Text(node, "counts") == "backward",
        Text(node, "verified") == "true", Text((YamlMappingNode)node["provenance"], "kind")!,
        node.Children.TryGetValue("further", out var further)
            ? [.. Nodes(further).Select(part =>
                (Text(part, "title")!, Limit(part, "limit")!.Value, Text(part, "counts") == "backward"))]
            : []);

    private static TimeLimit? Limit(YamlMappingNode node, string key)
    {
        if (!node.Children.TryGetValue(key, out var value)) return null;
        var limit = (YamlMappingNode)value;
        var amount = limit.Children.ContainsKey("amount") ? Number(limit["amount"]) : 0;
        Assert.True(TimeLimit.TryParse(amount, Text(limit, "unit"), out var parsed), $"{Text(node, "title")}: {limit}");
        return parsed;
    }

    private static IEnumerable<YamlMappingNode> Nodes(YamlNode node) => ((YamlSequenceNode)node).Cast<YamlMappingNode>();

    private static string? Text(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var value) ? ((YamlScalarNode)value).Value : null;

    private static int Number(YamlNode node) => int.Parse(((YamlScalarNode)node).Value!, CultureInfo.InvariantCulture);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Yitong.slnx"))) return folder.FullName;
        throw new DirectoryNotFoundException("The solution's folder is not above the tests.");
    }
}

/// <summary>A statutory clock as the pack states it; either a limit or a rule.</summary>
internal sealed record StatutoryClock(
    string Id, string Code, string Title, string Law, string? Article, TimeLimit? Limit, TimeLimit? Extension, string? Rule,
    bool IsBackward, bool IsVerified, string Provenance,
    IReadOnlyList<(string Title, TimeLimit Limit, bool IsBackward)> Further);

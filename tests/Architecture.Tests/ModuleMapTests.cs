using System.Xml.Linq;

namespace Yitong.Architecture.Tests;

public sealed class ModuleMapTests
{
    private static readonly string[] Drivers =
        ["Npgsql", "Microsoft.Data.Sqlite", "Microsoft.EntityFrameworkCore.Sqlite", "SQLitePCLRaw"];

    private static readonly Dictionary<string, string[]> Map = Repository.Text("module-map.txt").Split('\n')
        .Select(line => line.Split('#')[0].Split("->"))
        .Where(parts => parts.Length == 2)
        .ToDictionary(parts => parts[0].Trim(), parts => Words(parts[1]));

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public static TheoryData<string> Modules => [.. Repository.Under("src/", ".csproj")
        .Select(file => Path.GetFileNameWithoutExtension(file))];

    private static IEnumerable<string> Includes(string module, string element) =>
        XDocument.Parse(Repository.Text($"src/{module}/{module}.csproj")).Descendants(element)
            .Select(each => each.Attribute("Include")!.Value);

    [Theory]
    [MemberData(nameof(Modules))]
    public void A_module_refers_to_what_the_map_says(string module)
    {
        Assert.True(Map.ContainsKey(module), $"module-map.txt has no line for {module}.");
        Assert.Equal(Map[module].Order(),
            Includes(module, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)!).Order());
    }

    [Fact]
    public void The_map_names_no_module_that_is_gone() =>
        Assert.Equal(Modules.Select(row => row.Data).Order(), Map.Keys.Order());

    [Theory]
    [MemberData(nameof(Modules))]
    public void Only_the_store_holds_a_database_driver(string module)
    {
        var drivers = Includes(module, "PackageReference").Where(package =>
            Drivers.Any(driver => package.StartsWith(driver, StringComparison.Ordinal)));
        if (module != "Store") Assert.Empty(drivers);
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void Nothing_but_the_command_line_sees_the_web(string module)
    {
        if (module != "Cli") Assert.DoesNotContain("Web", Map[module]);
        Assert.DoesNotContain("Cli", Map[module]);
    }
}

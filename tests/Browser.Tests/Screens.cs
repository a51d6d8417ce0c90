namespace Yitong.Browser_Tests;

/// <summary>Every screen that can be opened by its address, and who opens it.</summary>
public static class Screens
{
    public static readonly (string Name, string Path, string? Persona)[] All =
    [
        ("home", "/", null),
        ("matters", "/matters", null),
        ("matters-company", "/matters?for=company", null),
        ("guide", "/matters/M009", null),
        ("guide-person", "/matters/M058", null),
        ("journeys", "/journeys", null),
        ("journey", "/journeys/Y02", null),
        ("stations", "/stations", null),
        ("stations-one", "/stations?district=210202&accessible=true", null),
        ("stations-none", "/stations?district=999999", null),
        ("search", "/search?q=%E6%88%91%E6%83%B3%E5%BC%80%E4%B8%AA%E9%A5%AD%E9%A6%86", null),
        ("search-none", "/search?q=%E9%80%A0%E7%81%AB%E7%AE%AD", null),
        ("search-empty", "/search", null),
        ("sign-in", "/sign-in", null),
        ("account", "/account", "resident"),
        ("not-found", "/nowhere", null),
    ];

    /// <summary>All screens as rows for a theory.</summary>
    public static TheoryData<string> Names => [.. All.Select(screen => screen.Name)];

    public static (string Name, string Path, string? Persona) Find(string name) => All.Single(screen => screen.Name == name);
}

using Yitong.Packs;

namespace Yitong.Catalogue.Searching;

/// <summary>What the pack knows of everyday speech (<c>search/words.yaml</c>, <c>sounds.yaml</c>, <c>aliases.yaml</c>).</summary>
/// <param name="StopWords">Words that say nothing about what is wanted, such as 我要 and 怎么办.</param>
/// <param name="Groups">Words that mean the same here; the first stands for all.</param>
/// <param name="Aliases">What people call a matter or a journey, by its code.</param>
/// <param name="SoundAlike">Characters that sound alike, a group each.</param>
/// <param name="Elsewhere">What people ask for and the city does not offer.</param>
internal sealed record SearchWords(
    IReadOnlyList<string> StopWords,
    IReadOnlyList<IReadOnlyList<string>> Groups,
    IReadOnlyList<(string Code, IReadOnlyList<string> Words)> Aliases,
    IReadOnlyList<string> SoundAlike,
    IReadOnlyList<DoneElsewhere> Elsewhere)
{
    /// <summary>The words of the pack that is extended, the city's own names, and the city's name, which tells nothing.</summary>
    public static SearchWords Read(PackSource source)
    {
        string[] own = source.City.Name is { Length: > 1 } name ? [name, name[..^1]] : [];
        var stops = new List<string>(own);
        var (groups, sounds) = (new List<IReadOnlyList<string>>(), new List<string>());
        var aliases = new List<(string, IReadOnlyList<string>)>();
        if (source.File("search", "words.yaml", "words") is { } words)
        {
            stops.AddRange(words.Texts("stopWords").SelectMany(Split));
            groups.AddRange(words.Texts("groups").Select(Split));
            words.Close();
        }
        if (source.File("search", "sounds.yaml", "sounds") is { } alike)
        {
            sounds.AddRange(alike.Texts("soundAlike"));
            alike.Close();
        }
        if (source.File("search", "aliases.yaml", "aliases") is { } names)
        {
            aliases.AddRange(names.List("aliases",
                alias => (alias.Names("matter|journey", "code"), Split(alias.Text("words"))), required: true));
            names.Close();
        }
        return new([.. stops.Where(word => word.Length > 0)], groups, aliases, sounds, DoneElsewhere.Read(source));
    }

    private static IReadOnlyList<string> Split(string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

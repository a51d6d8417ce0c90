using Yitong.Packs;

namespace Yitong.Catalogue.Searching;

/// <summary>What the pack knows of everyday speech (<c>search/synonyms.yaml</c>, <c>search/sounds.yaml</c>).</summary>
/// <param name="StopWords">Words that say nothing about what is wanted, such as 我要 and 怎么办.</param>
/// <param name="Groups">Words that mean the same here; the first stands for all.</param>
/// <param name="Aliases">What people call a matter or a journey, by its code.</param>
/// <param name="SoundAlike">Characters that sound alike, a group each.</param>
internal sealed record SearchWords(
    IReadOnlyList<string> StopWords,
    IReadOnlyList<IReadOnlyList<string>> Groups,
    IReadOnlyList<(string Code, IReadOnlyList<string> Words)> Aliases,
    IReadOnlyList<string> SoundAlike)
{
    private static readonly SearchWords None = new([], [], [], []);

    public static SearchWords Read(PackSource source)
    {
        if (source.File("search", "synonyms.yaml", "synonyms") is not { } file) return None;
        var sounds = source.File("search", "sounds.yaml", "sounds");
        var words = new SearchWords(
            file.Texts("stopWords"), [.. file.Texts("groups").Select(Split)],
            file.List("aliases", alias => (alias.Names("matter|journey", "code"), Split(alias.Text("words"))), required: true),
            sounds?.Texts("soundAlike") ?? []);
        file.Close();
        sounds?.Close();
        return words;
    }

    private static IReadOnlyList<string> Split(string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

using Yitong.Packs;

namespace Yitong.Catalogue.Searching;

/// <summary>
/// Something that people ask for and that this city's catalogue does not offer: where it is done
/// (<c>search/elsewhere.yaml</c>). Said instead of finding nothing, or something that only sounds like it.
/// </summary>
/// <param name="Key">Its key.</param>
/// <param name="Title">What it is.</param>
/// <param name="Where">Which office does it.</param>
/// <param name="How">How one gets there, in a sentence.</param>
/// <param name="Words">What people call it.</param>
public sealed record DoneElsewhere(string Key, string Title, string Where, string How, IReadOnlyList<string> Words)
{
    internal static IReadOnlyList<DoneElsewhere> Read(PackSource source)
    {
        if (source.File("search", "elsewhere.yaml", "elsewhere") is not { } file) return [];
        var all = file.List("elsewhere", record => new DoneElsewhere(
            record.Defines("elsewhere", "key"), record.Text("title"), record.Text("where"), record.Text("how"),
            [.. record.Text("words").Split(' ', StringSplitOptions.RemoveEmptyEntries)]), required: true);
        file.Provenance();
        file.Close();
        return all;
    }
}

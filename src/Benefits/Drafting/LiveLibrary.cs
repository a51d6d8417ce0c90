using Microsoft.EntityFrameworkCore;
using Yitong.Catalogue;
using Yitong.Packs;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>
/// The policy library as it is now: that of the pack with all editions that officials have released since. Each node sees a
/// release on its next look, without a restart. Thread-safe.
/// </summary>
public sealed class LiveLibrary(CityPack pack, Journal journal, Rows rows)
{
    private (long Head, int Released, PolicyLibrary Library) known = (-1, 0, pack.Policies());

    /// <summary>What a card may speak of in this city.</summary>
    public EditionShelf Shelf { get; } = ShelfOf(pack);

    /// <summary>The library now.</summary>
    public async ValueTask<PolicyLibrary> NowAsync()
    {
        var before = known;
        // The journal's head tells cheaply that nothing at all has happened since.
        var head = await journal.ReadHeadAsync();
        if (head == before.Head) return before.Library;
        await using var db = rows.Open();
        var released = db.Set<PolicyDraftRow>().Where(row => row.State == DraftState.Released);
        var count = await released.CountAsync();
        if (count == before.Released)
        {
            known = before with { Head = head };
            return before.Library;
        }
        var library = pack.Policies();
        foreach (var row in await released.OrderBy(row => row.From).ThenBy(row => row.Id).ToListAsync())
            if (EditionReader.Read(row.Text, $"draft {row.Id}", Shelf).Edition is { } edition) library = library.With(edition);
        known = (head, count, library);
        return library;
    }

    private static EditionShelf ShelfOf(CityPack pack)
    {
        var catalogue = pack.Catalogue();
        return new(catalogue.Facts, catalogue.Calendar, catalogue.Agencies.Keys.ToHashSet(StringComparer.Ordinal),
            pack.Policies().Documents);
    }
}

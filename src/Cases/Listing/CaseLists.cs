using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Parties;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>Lists of cases. Each costs by its page, not by what lies behind it.</summary>
public sealed class CaseLists(Rows rows, PartyRegister parties)
{
    /// <summary>Most entries on a page.</summary>
    public const int Most = 100;

    /// <summary>
    /// The cases of a person: own, and of all for whom they act today. The list is read from one index range whatever
    /// the number of mandates; each entry's mandate is checked again, so a lapsed one hides its cases at once.
    /// </summary>
    public async Task<Page<CaseRow>> MineAsync(Guid viewer, DateOnly today, string? after = null, int take = 20)
    {
        var kept = new List<CaseRow>();
        var place = PlaceInList.Parse(after);
        take = Math.Clamp(take, 1, Most);
        await using var db = rows.Open();
        while (true)
        {
            var feed = await FeedAsync(db, viewer, place, take + 1);
            var page = feed.Take(take).ToList();
            foreach (var row in await AllowedAsync(db, viewer, page, today))
            {
                if (kept.Count == take) return new(kept, $"{new PlaceInList(kept[^1].OpenedOn, kept[^1].Id)}");
                kept.Add(row);
            }
            if (feed.Count <= take) return new(kept, null);
            place = new(page[^1].OpenedOn, page[^1].CaseId);
            if (kept.Count == take) return new(kept, $"{place}");
        }
    }

    /// <summary>
    /// Cases in which the person must do something first, the most urgent on top; not those of somebody for whom they
    /// do not act any more.
    /// </summary>
    public async Task<IReadOnlyList<(CaseRow Case, DateOnly? Until)>> WaitingForAsync(
        Guid viewer, DateOnly today, int take = 20)
    {
        await using var db = rows.Open();
        var found = await db.Set<AttentionRow>().Where(row => row.Viewer == viewer)
            .OrderBy(row => row.Until == null).ThenBy(row => row.Until).Take(Most)
            .Join(db.Set<CaseRow>(), row => row.CaseId, row => row.Id, (row, found) => new { row.Until, found })
            .ToListAsync();
        var allowed = await AllowedAsync(viewer, found.Select(each => each.found), today);
        return
        [
            .. found.Where(each => allowed.Contains(each.found)).OrderBy(each => each.Until ?? DateOnly.MaxValue)
                .Select(each => (each.found, each.Until)).Take(take),
        ];
    }

    /// <summary>The latest cases lodged at a station.</summary>
    public async Task<IReadOnlyList<CaseRow>> AtStationAsync(string station, int take = 50)
    {
        await using var db = rows.Open();
        return await db.Set<CaseRow>().Where(row => row.Station == station)
            .OrderByDescending(row => row.OpenedOn).ThenByDescending(row => row.Number).Take(take).ToListAsync();
    }

    /// <summary>The cases of some case numbers; numbers that are none are passed over.</summary>
    public async Task<IReadOnlyDictionary<string, CaseRow>> ByNumbersAsync(IReadOnlyCollection<string> numbers)
    {
        if (numbers.Count == 0) return FrozenDictionary<string, CaseRow>.Empty;
        await using var db = rows.Open();
        return await db.Set<CaseRow>().Where(row => numbers.Contains(row.Number)).ToDictionaryAsync(row => row.Number);
    }

    /// <summary>The id of a case number; null when there is none.</summary>
    public async Task<Guid?> FindByNumberAsync(string? text)
    {
        if (!CaseNumber.TryParse(text, out var number)) return null;
        await using var db = rows.Open();
        return await db.Set<CaseRow>().Where(row => row.Number == number.Text)
            .Select(row => (Guid?)row.Id).SingleOrDefaultAsync();
    }

    private static async Task<List<FeedRow>> FeedAsync(YitongDb db, Guid viewer, PlaceInList? after, int take)
    {
        var feed = db.Set<FeedRow>().Where(row => row.Viewer == viewer);
        if (after is not { } place) return await Latest(feed, take).ToListAsync();
        // Two ranges of the index instead of one with an "or", which would read the whole day of the place.
        var found = await Latest(
            feed.Where(row => row.OpenedOn == place.Day && row.CaseId.CompareTo(place.Id) < 0), take).ToListAsync();
        if (found.Count < take)
            found.AddRange(await Latest(feed.Where(row => row.OpenedOn < place.Day), take - found.Count).ToListAsync());
        return found;
    }

    private static IQueryable<FeedRow> Latest(IQueryable<FeedRow> feed, int take) =>
        feed.OrderByDescending(row => row.OpenedOn).ThenByDescending(row => row.CaseId).Take(take);

    private async Task<List<CaseRow>> AllowedAsync(YitongDb db, Guid viewer, List<FeedRow> page, DateOnly today)
    {
        var ids = page.Select(row => row.CaseId).ToList();
        var cases = await db.Set<CaseRow>().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id);
        return await AllowedAsync(viewer, page.Select(row => cases[row.CaseId]), today);
    }

    private async Task<List<CaseRow>> AllowedAsync(Guid viewer, IEnumerable<CaseRow> cases, DateOnly today)
    {
        var found = cases.ToList();
        var acting = await parties.ActingForAsync(viewer, found.Select(row => row.Subject).Distinct().ToList(), today);
        return found.FindAll(row => acting.TryGetValue(row.Subject, out var covers) && covers(row.Code));
    }
}

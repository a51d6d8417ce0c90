using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Yitong.Kernel;
using Yitong.Parties;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>A page of a list, with the place to go on from.</summary>
/// <param name="Items">At most as many as asked for.</param>
/// <param name="Next">Opaque place of the next page; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Lists of cases and of work. Each costs by its page, not by what lies behind it.</summary>
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
        var place = ListPlace.Parse(after);
        take = Math.Clamp(take, 1, Most);
        await using var db = rows.Open();
        while (true)
        {
            var feed = await FeedAsync(db, viewer, place, take + 1);
            var page = feed.Take(take).ToList();
            foreach (var row in await AllowedAsync(db, viewer, page, today))
            {
                if (kept.Count == take) return new(kept, ListPlace.Of(kept[^1].OpenedOn, kept[^1].Id));
                kept.Add(row);
            }
            if (feed.Count <= take) return new(kept, null);
            place = new(page[^1].OpenedOn, page[^1].CaseId);
            if (kept.Count == take) return new(kept, ListPlace.Of(place.Value.Day, place.Value.Id));
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

    /// <summary>An office's work, by time left; work that waits for others last.</summary>
    public async Task<Page<WorkRow>> WorkAsync(
        string office, WorkKind? kind = null, int skip = 0, int take = 50)
    {
        await using var db = rows.Open();
        var work = db.Set<WorkRow>().Where(row => row.Office == office);
        if (kind is { } only) work = work.Where(row => row.Kind == only);
        var found = await work.OrderBy(row => row.Urgency).ThenBy(row => row.Number).ThenBy(row => row.Slot)
            .Skip(skip).Take(Math.Clamp(take, 1, Most) + 1).ToListAsync();
        var page = found.Take(Math.Clamp(take, 1, Most)).ToList();
        return new(page, found.Count > page.Count ? $"{skip + page.Count}" : null);
    }

    /// <summary>Late and nearly late work of all offices, for the supervisor.</summary>
    public async Task<IReadOnlyList<WorkRow>> LateAsync(DateOnly today, int take = Most)
    {
        await using var db = rows.Open();
        return await db.Set<WorkRow>()
            .Where(row => row.YellowOn != null && row.YellowOn <= today && !row.IsSuspended)
            .OrderBy(row => row.Urgency).Take(take).ToListAsync();
    }

    /// <summary>The codes of what cases were opened for.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> CodesAsync(IReadOnlyList<Guid> cases)
    {
        if (cases.Count == 0) return new Dictionary<Guid, string>();
        await using var db = rows.Open();
        return await db.Set<CaseRow>().Where(row => cases.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Code);
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

    private static async Task<List<FeedRow>> FeedAsync(YitongDb db, Guid viewer, ListPlace? after, int take)
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

/// <summary>Where a list goes on: the last entry shown.</summary>
internal readonly record struct ListPlace(DateOnly Day, Guid Id)
{
    /// <summary>The place as an opaque text.</summary>
    public static string Of(DateOnly day, Guid id) => $"{day.DayNumber:x}.{id:n}";

    /// <summary>Reads a place; anything else is the beginning.</summary>
    public static ListPlace? Parse(string? text) =>
        text?.Split('.') is [var day, var id]
        && int.TryParse(day, System.Globalization.NumberStyles.HexNumber, null, out var number)
        && number is >= 0 and <= 3_652_058
        && Guid.TryParse(id, out var guid)
            ? new(DateOnly.FromDayNumber(number), guid)
            : null;
}

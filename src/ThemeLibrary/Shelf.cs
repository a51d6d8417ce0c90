using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yitong.Store;

namespace Yitong.ThemeLibrary;

/// <summary>Some records of one holder, the newest first.</summary>
/// <param name="Records">At most as many as asked for.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record ShelfPage(IReadOnlyList<SubjectRecord> Records, string? Next);

/// <summary>
/// Everything that the city's services hold of one person or company, whoever made it. A page costs by its own length, not by
/// how much there is. Thread-safe.
/// </summary>
public sealed class Shelf(Rows rows)
{
    /// <summary>Records of a page.</summary>
    public const int PageLength = 20;

    private static readonly string[] Newest = [nameof(SubjectRecordRow.At), nameof(SubjectRecordRow.Id)];

    private readonly NewestRows<SubjectRecordRow> newest =
        new(rows, nameof(SubjectRecordRow.Holder), Newest, row => row.Holder, PageLength + 1, typeof(ArchivedRow));

    /// <summary>A page of a holder's records.</summary>
    /// <param name="holder">Citizen number or credit code; whoever calls has made sure that the reader may look.</param>
    /// <param name="kind">Only records of this kind; null: all.</param>
    /// <param name="after">Where the page before ended; null, or a text that is no such place: from the newest on.</param>
    public async Task<ShelfPage> ReadAsync(string holder, RecordKind? kind = null, string? after = null)
    {
        var place = Place.Parse(after);
        var found = kind is null && place is null
            ? await NewestAsync(holder) : await LaterAsync(holder, kind, place ?? Place.Newest);
        var records = found.OrderByDescending(record => record.At).ThenByDescending(record => record.Id)
            .Take(PageLength).ToList();
        return new(records, found.Count > PageLength ? Place.Of(records[^1]) : null);
    }

    // The first page is the one that many ask for at the same time.
    private async Task<List<SubjectRecord>> NewestAsync(string holder) =>
        [.. (await newest.ReadAsync(holder)).Select(row => row.ToRecord())];

    private async Task<List<SubjectRecord>> LaterAsync(string holder, RecordKind? kind, Place place)
    {
        await using var db = rows.Open();
        return [.. await LaterAsync(db.Set<SubjectRecordRow>()), .. await LaterAsync(db.Set<ArchivedRow>())];

        async Task<IEnumerable<SubjectRecord>> LaterAsync<TRow>(IQueryable<TRow> table)
            where TRow : class, ISubjectRecordRow
        {
            var (at, id) = place;
            var found = await table
                .Where(row => row.Holder == holder && (kind == null || row.Kind == kind)
                    && (row.At < at || row.At == at && row.Id.CompareTo(id) < 0))
                .OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Take(PageLength + 1).ToListAsync();
            return found.Select(row => row.ToRecord());
        }
    }

    private readonly record struct Place(DateTimeOffset At, Guid Id)
    {
        public static readonly Place Newest = new(DateTimeOffset.MaxValue, Guid.Empty);

        public static string Of(SubjectRecord record) => $"{record.At.UtcTicks:x}.{record.Id:n}";

        public static Place? Parse(string? text) => text?.Split('.') is [var at, var id]
            && long.TryParse(at, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var ticks)
            && ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks && Guid.TryParseExact(id, "n", out var guid)
            ? new(new(ticks, TimeSpan.Zero), guid) : null;
    }
}

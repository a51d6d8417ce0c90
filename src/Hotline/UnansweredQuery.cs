using Microsoft.EntityFrameworkCore;
using Yitong.Store;

namespace Yitong.Hotline;

/// <summary>
/// Words that somebody searched for and found nothing, left for the hotline (12345). Nobody's name is asked: it tells the city
/// which words or which matter is missing.
/// </summary>
/// <param name="Id">Its id.</param>
/// <param name="Query">The words as typed.</param>
/// <param name="At">When they were left.</param>
internal sealed record UnansweredQuery(Guid Id, string Query, DateTimeOffset At);

/// <summary>Something that happened to an unanswered query.</summary>
public abstract record HotlineEvent;

/// <summary>Somebody left the words.</summary>
[Event("hotline.query-left")]
internal sealed record QueryLeft(string Query) : HotlineEvent;

/// <summary>An unanswered query as lists show it.</summary>
internal sealed class UnansweredQueryRow
{
    /// <summary>Its id.</summary>
    public Guid Id { get; set; }
    /// <summary>The words.</summary>
    public string Query { get; set; } = "";
    /// <summary>When they were left.</summary>
    public DateTimeOffset At { get; set; }
}

/// <summary>Declares the tables of the hotline.</summary>
internal sealed class HotlineTables : IRowModel
{
    /// <inheritdoc/>
    public void Configure(ModelBuilder model) => model.Entity<UnansweredQueryRow>(row =>
    {
        // 2: the instant of the act, where the id's had only milliseconds.
        row.HasEdition(2).ToTable("unanswered_queries").HasKey(r => r.Id);
        row.HasIndex(r => r.At);
    });
}

/// <summary>Lists what nobody could answer. Thread-safe.</summary>
internal sealed class UnansweredQueries(Rows rows)
{
    /// <summary>How these streams are read and written.</summary>
    public static StreamKind<UnansweredQuery, HotlineEvent> Kind { get; } = new(
        (UnansweredQuery? before, HotlineEvent happened, in Happening at) =>
            new(at.Stream, ((QueryLeft)happened).Query, at.Act.At),
        (_, after) => [RowChange.Upsert(new UnansweredQueryRow { Id = after.Id, Query = after.Query, At = after.At })],
        [typeof(UnansweredQueryRow)]);

    /// <summary>The words left since an instant, those left most often first.</summary>
    public async Task<IReadOnlyList<(string Query, int Times)>> SinceAsync(DateTimeOffset since, int take = 50)
    {
        await using var db = rows.Open();
        var found = await db.Set<UnansweredQueryRow>().Where(row => row.At >= since)
            .GroupBy(row => row.Query).Select(same => new { same.Key, Times = same.Count() })
            .OrderByDescending(same => same.Times).ThenBy(same => same.Key).Take(take).ToListAsync();
        return [.. found.Select(same => (same.Key, same.Times))];
    }
}

using Microsoft.EntityFrameworkCore;
using Yitong.Acting;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>Reads drafts. Thread-safe.</summary>
internal sealed class DraftList(Rows rows)
{
    /// <summary>The drafts of an agency, the latest first.</summary>
    public async Task<Page<PolicyDraftRow>> OfAsync(string office, string? after = null, int take = 50)
    {
        await using var db = rows.Open();
        var drafts = db.Set<PolicyDraftRow>().Where(row => row.Office == office);
        if (PlaceInList.Parse(after) is { At: var at, Id: var id })
            drafts = drafts.Where(row => row.DraftedAt < at || row.DraftedAt == at && row.Id.CompareTo(id) < 0);
        var found = await drafts.OrderByDescending(row => row.DraftedAt).ThenByDescending(row => row.Id).Take(take + 1)
            .ToListAsync();
        return Page.Of(found, take, last => new PlaceInList(last.DraftedAt, last.Id));
    }
}

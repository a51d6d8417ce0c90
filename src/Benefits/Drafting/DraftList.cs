using Microsoft.EntityFrameworkCore;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>Reads drafts. Thread-safe.</summary>
internal sealed class DraftList(Rows rows)
{
    /// <summary>The drafts of an agency, the latest first.</summary>
    public async Task<IReadOnlyList<PolicyDraftRow>> OfAsync(string office, int skip = 0, int take = 50)
    {
        await using var db = rows.Open();
        return await db.Set<PolicyDraftRow>().Where(row => row.Office == office)
            .OrderByDescending(row => row.DraftedAt).Skip(skip).Take(take).ToListAsync();
    }
}

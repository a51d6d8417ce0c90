using Microsoft.EntityFrameworkCore;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>Reads benefit files and the disputes in them. Thread-safe.</summary>
public sealed class BenefitFiles(BenefitFileDesk desk, Rows rows)
{
    /// <summary>The file of a code; null when the city knows nothing of the subject.</summary>
    public ValueTask<SubjectFile?> FindAsync(string code) => desk.FindAsync(SubjectFile.IdOf(code));

    /// <summary>The file of an id; null when there is none.</summary>
    public ValueTask<SubjectFile?> FindAsync(Guid id) => desk.FindAsync(id);

    /// <summary>The open disputes of an agency, the oldest first.</summary>
    public async Task<IReadOnlyList<DisputeRow>> OpenDisputesAsync(string office, int skip = 0, int take = 50)
    {
        await using var db = rows.Open();
        return await db.Set<DisputeRow>().Where(row => row.Office == office && row.State == DisputeState.Open)
            .OrderBy(row => row.At).Skip(skip).Take(take).ToListAsync();
    }

    /// <summary>The codes of all files after a code, for a sweep.</summary>
    public async Task<IReadOnlyList<string>> CodesAfterAsync(string after, int take = 500)
    {
        await using var db = rows.Open();
        return await db.Set<SubjectFileRow>().Where(row => string.Compare(row.Code, after) > 0)
            .OrderBy(row => row.Code).Select(row => row.Code).Take(take).ToListAsync();
    }
}

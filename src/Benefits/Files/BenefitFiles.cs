using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yitong.Acting;
using Yitong.Parties;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>Reads benefit files and the disputes in them. Thread-safe.</summary>
public sealed class BenefitFiles(BenefitFileDesk desk, Rows rows)
{
    /// <summary>The file of a code; null when the city knows nothing of the subject.</summary>
    public ValueTask<SubjectFile?> FindAsync(string code) => desk.FindAsync(SubjectFile.IdOf(code));

    /// <summary>The file of an id; null when there is none.</summary>
    public ValueTask<SubjectFile?> FindAsync(Guid id) => desk.FindAsync(id);

    /// <summary>
    /// How many messages were not read that are a person's own, or of whoever they act for in this area today, and whose the
    /// first of them are.
    /// </summary>
    public async Task<(int Count, Guid? Of)> UnreadAsync(Guid person, DateOnly today)
    {
        await using var db = rows.Open();
        var held = PartyRegister.HeldIn(db, person, MandateAreas.Benefits, today);
        var unread =
            from party in db.Set<PartyRow>()
            where party.Id == person || held.Any(mandate => mandate.Principal == party.Id)
            join file in db.Set<SubjectFileRow>() on party.Code equals file.Code
            where file.Unread > 0
            select new { party.Id, file.Unread };
        var first = await unread.OrderByDescending(each => each.Id == person).ThenBy(each => each.Id).FirstOrDefaultAsync();
        return (await unread.SumAsync(each => each.Unread), first?.Id);
    }

    /// <summary>The open disputes of an agency, the oldest first.</summary>
    internal async Task<Page<DisputeRow>> OpenDisputesAsync(string office, string? after = null, int take = 50)
    {
        await using var db = rows.Open();
        var open = db.Set<DisputeRow>().Where(row => row.Office == office && row.State == DisputeState.Open);
        if (PlaceInList.Parse(after) is { At: var at, Id: var file, Text: var last }
            && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            open = open.Where(row => row.At > at || row.At == at
                && (row.File.CompareTo(file) > 0 || row.File == file && row.Number > number));
        var found = await open.OrderBy(row => row.At).ThenBy(row => row.File).ThenBy(row => row.Number).Take(take + 1)
            .ToListAsync();
        return Page.Of(found, take, row => new PlaceInList(row.At.UtcTicks, row.File, $"{row.Number}"));
    }

    /// <summary>A dispute, wherever it stands in lists; null when there is none.</summary>
    internal async Task<DisputeRow?> DisputeAsync(Guid file, int number)
    {
        await using var db = rows.Open();
        return await db.Set<DisputeRow>().SingleOrDefaultAsync(row => row.File == file && row.Number == number);
    }

    /// <summary>The codes of all files after a code, for a sweep.</summary>
    public async Task<IReadOnlyList<string>> CodesAfterAsync(string after, int take = 500)
    {
        await using var db = rows.Open();
        return await db.Set<SubjectFileRow>().Where(row => string.Compare(row.Code, after) > 0)
            .OrderBy(row => row.Code).Select(row => row.Code).Take(take).ToListAsync();
    }
}

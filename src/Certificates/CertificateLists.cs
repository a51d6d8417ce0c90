using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Certificates;

/// <summary>Looks certificates up. Thread-safe.</summary>
public sealed class CertificateLists(Streams<Certificate, CertificateEvent> streams, Rows rows)
{
    private const int MostOfCase = 1_000;

    /// <summary>There is no such certificate, or the caller may not know of it.</summary>
    public static Refusal NotFound => new(CertificateHistory.Kind.NotFound, RefusalKind.NotFound);

    /// <summary>A certificate as it stands now; null when there is none.</summary>
    public async Task<Certificate?> FindAsync(Guid id) => (await streams.LoadAsync(id)).State;

    /// <summary>The certificate of an identifier, whichever agency issued it; null when the city knows none.</summary>
    public Task<Certificate?> FindAsync(CertificateIdentifier identifier)
    {
        var text = identifier.ToString();
        return FindRowAsync(row => row.Identifier == text);
    }

    /// <summary>The certificate at a place of the status lists; null when there is none.</summary>
    public Task<Certificate?> FindAsync(long slot) => FindRowAsync(row => row.Slot == slot);

    /// <summary>Which of some ids are certificates that this installation knows.</summary>
    public async Task<IReadOnlySet<Guid>> KnownAsync(IReadOnlyList<Guid> ids)
    {
        var known = new HashSet<Guid>();
        await using var db = rows.Open();
        foreach (var some in ids.Chunk(500))
            known.UnionWith(
                await db.Set<CertificateRow>().Where(row => some.Contains(row.Id)).Select(row => row.Id).ToListAsync());
        return known;
    }

    /// <summary>The certificates of a party, those issued last first.</summary>
    public Task<Page<CertificateRow>> HeldByAsync(Guid holder, string? after = null, int take = 50) =>
        PageAsync(row => row.Holder == holder, after, take);

    /// <summary>The certificates of an agency, those issued last first: what was brought along stands at its own day.</summary>
    public Task<Page<CertificateRow>> OfAgencyAsync(string agency, string? after = null, int take = 50) =>
        PageAsync(row => row.Agency == agency, after, take);

    /// <summary>The certificates that came of a case.</summary>
    public Task<IReadOnlyList<CertificateRow>> OfCaseAsync(Guid @case) =>
        ListAsync(all => all.Where(row => row.Case == @case).OrderBy(row => row.Slot), MostOfCase);

    /// <summary>The certificates that should have lapsed by a day, for the engine's sweep.</summary>
    public async Task<IReadOnlyList<Guid>> OverdueAsync(DateOnly today, int take = 500)
    {
        CertificateStatus[] live = [CertificateStatus.Valid, CertificateStatus.Suspended, CertificateStatus.Other];
        await using var db = rows.Open();
        return await db.Set<CertificateRow>()
            .Where(row => live.Contains(row.Status) && row.ValidUntil < today && !row.IsImported)
            .OrderBy(row => row.Slot).Select(row => row.Id).Take(take).ToListAsync();
    }

    private async Task<Page<CertificateRow>> PageAsync(Expression<Func<CertificateRow, bool>> where, string? after, int take)
    {
        await using var db = rows.Open();
        var some = db.Set<CertificateRow>().Where(where);
        if (PlaceInList.Parse(after) is { } last && long.TryParse(last.Text, CultureInfo.InvariantCulture, out var slot))
            some = some.Where(row => row.IssuedOn < last.Day || row.IssuedOn == last.Day && row.Slot < slot);
        var found = await some.OrderByDescending(row => row.IssuedOn).ThenByDescending(row => row.Slot)
            .Take(take + 1).ToListAsync();
        return Page.Of(found, take, row => new PlaceInList(row.IssuedOn.DayNumber, row.Id, $"{row.Slot}"));
    }

    private async Task<Certificate?> FindRowAsync(Expression<Func<CertificateRow, bool>> where)
    {
        await using var db = rows.Open();
        var id = await db.Set<CertificateRow>().Where(where).Select(row => (Guid?)row.Id).SingleOrDefaultAsync();
        return id is null ? null : await FindAsync(id.Value);
    }

    private async Task<IReadOnlyList<CertificateRow>> ListAsync(
        Func<IQueryable<CertificateRow>, IQueryable<CertificateRow>> wanted, int take)
    {
        await using var db = rows.Open();
        return await wanted(db.Set<CertificateRow>()).Take(take).ToListAsync();
    }
}

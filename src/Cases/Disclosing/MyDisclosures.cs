using Microsoft.EntityFrameworkCore;
using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Evidence;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Parties;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>An entry of who looked at my data (谁看过我的数据).</summary>
/// <param name="Entry">The entry.</param>
/// <param name="IsOthersCase">
/// Whether the case is somebody else's: then only the class of the matter may be named, or the log would tell of their affairs.
/// </param>
/// <param name="Objection">What was raised about it; null when nothing was.</param>
public sealed record SeenEntry(DisclosureRow Entry, bool IsOthersCase, DataObjectionRow? Objection);

/// <summary>What somebody reads of who looked at their data.</summary>
/// <param name="Entries">The latest first.</param>
/// <param name="Next">Where they go on; null at the end.</param>
/// <param name="Withheld">How many more there are that the law keeps back for now.</param>
/// <param name="WithheldUntil">When the last of them will be shown; null when none is kept back.</param>
/// <param name="Readings">Who read this log before, the latest first.</param>
/// <param name="Emergencies">Emergency accesses to the data.</param>
/// <param name="Whose">Whose data it is about: the person and the companies that they represent, or one of them.</param>
/// <param name="HasMore">Whether there are other companies yet, each of which may be asked for.</param>
public sealed record DisclosureLog(
    IReadOnlyList<SeenEntry> Entries, string? Next, int Withheld, DateTimeOffset? WithheldUntil,
    IReadOnlyList<LogReadRow> Readings, IReadOnlyList<EmergencyRow> Emergencies, IReadOnlyList<PartyRow> Whose, bool HasMore)
{
    /// <summary>Names by codes.</summary>
    public IReadOnlyDictionary<string, string> Names { get; } =
        Whose.DistinctBy(each => each.Code).ToDictionary(each => each.Code, each => each.Name);
}

/// <summary>Shows people who looked at their data. Thread-safe.</summary>
internal sealed class MyDisclosures(
    Journal journal, Rows rows, PartyRegister parties, EmergencyDesk emergencies, CityPack pack, TimeProvider clock)
{
    private const int PerPage = 50;
    private const int MostReadings = 10;
    private const int MostPrincipals = 20;
    private readonly Streams<LogLook, LogRead> readings = new(journal, LogReadHistory.Kind);

    /// <summary>
    /// Reads the log of a person and of the companies that they represent; that it was read is written down first.
    /// </summary>
    /// <param name="person">The person's party.</param>
    /// <param name="by">Who reads.</param>
    /// <param name="of">Whose alone, by id or code; null: all of them.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The log; or <c>disclosure.not-found</c> where the reader may not ask for whom they name.</returns>
    public async Task<Outcome<DisclosureLog>> ReadAsync(
        Guid person, Actor by, string? of = null, string? after = null, CancellationToken cancellation = default)
    {
        var (whose, hasMore) = of is null ? await WhoseAsync(person)
            : (await TheirsAsync(person, of) is { } theirs ? [theirs] : [], false);
        if (of is not null && whose.Count == 0) return DisclosureRoutes.NotFound;
        var codes = whose.Select(each => each.Code).ToList();
        var now = clock.GetUtcNow();
        await using var db = rows.Open();
        var before = await db.Set<LogReadRow>().Where(row => codes.Contains(row.Subject))
            .OrderByDescending(row => row.At).Take(MostReadings).ToListAsync(cancellation);
        foreach (var code in codes)
        {
            var act = Act.Of(now, by, "read-disclosures");
            var written = await readings.ActAsync(
                LogReadHistory.StreamOf(code), act, null, null, _ => new[] { new LogRead(code) }, cancellation: cancellation);
            if (written.Refusal is { } busy) return busy;
        }
        var shown = db.Set<DisclosureRow>().Where(row => codes.Contains(row.Subject) && row.VisibleFrom <= now);
        if (PlaceInList.Parse(after) is { At: var at, Id: var last })
            shown = shown.Where(row => row.At < at || row.At == at && row.Id.CompareTo(last) < 0);
        var page = Page.Of(
            await shown.OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Take(PerPage + 1)
                .ToListAsync(cancellation),
            PerPage, row => new PlaceInList(row.At, row.Id));
        var seen = page.Items.ToList();
        var later = await db.Set<DisclosureRow>().Where(row => codes.Contains(row.Subject) && row.VisibleFrom > now)
            .Select(row => row.VisibleFrom).ToListAsync(cancellation);
        var others = await OthersAsync(db, seen, [.. whose.Select(each => each.Id), person], cancellation);
        var ids = seen.ConvertAll(row => (Guid?)row.Id);
        var objections = await db.Set<DataObjectionRow>().Where(row => row.Request != null && ids.Contains(row.Request))
            .ToDictionaryAsync(row => row.Request!.Value, cancellation);
        return new DisclosureLog(
            [.. seen.Select(row => new SeenEntry(
                row, IsOthers(row, others), objections.GetValueOrDefault(row.Id)))],
            page.Next, later.Count, later.Count == 0 ? null : later.Max(),
            [.. before.DistinctBy(reading => (reading.At, reading.Reader))], await emergencies.OfAsync(codes),
            whose, hasMore);
    }

    /// <summary>One entry that somebody may see; null otherwise.</summary>
    public async Task<SeenEntry?> FindAsync(Guid person, Guid id, CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        await using var db = rows.Open();
        var entry = await db.Set<DisclosureRow>().SingleOrDefaultAsync(
            row => row.Id == id && row.VisibleFrom <= now, cancellation);
        if (entry is null || await TheirsAsync(person, entry.Subject) is not { } theirs) return null;
        var whose = (await WhoseAsync(person)).Whose.Append(theirs);
        var others = await OthersAsync(db, [entry], [.. whose.Select(each => each.Id), person], cancellation);
        var objection = await db.Set<DataObjectionRow>().FirstOrDefaultAsync(row => row.Request == id, cancellation);
        return new(entry, IsOthers(entry, others), objection);
    }

    /// <summary>
    /// Position in the journal of an entry that somebody may see, which is where the public log holds it, and whether they may
    /// see the whole event: not where the case is somebody else's. Null where there is no such entry.
    /// </summary>
    public async Task<(long Position, bool MayOpen)?> PlaceAsync(Guid person, Guid id, CancellationToken cancellation = default)
    {
        if (await FindAsync(person, id, cancellation) is not { } seen) return null;
        var recorded = await journal.ReadStreamAsync(id, 0, cancellation);
        return recorded.Count == 0 ? null : (recorded[0].Position, !seen.IsOthersCase);
    }

    // Of another city's case this one knows what that city said of it.
    private static bool IsOthers(DisclosureRow row, HashSet<Guid> others) => row.FromCity is null
        ? row.Case is { } id && others.Contains(id)
        : row.FromRelation is not (EvidenceRelation.Subject or EvidenceRelation.Applicant);

    private static async Task<HashSet<Guid>> OthersAsync(
        DbContext db, List<DisclosureRow> seen, List<Guid> own, CancellationToken cancellation)
    {
        var cases = seen.Select(row => row.Case).OfType<Guid>().Distinct().ToList();
        return [.. await db.Set<CaseRow>()
            .Where(row => cases.Contains(row.Id) && !own.Contains(row.Subject) && !own.Contains(row.Applicant))
            .Select(row => row.Id).ToListAsync(cancellation)];
    }

    // A company's data is the affair of who represents it by registration and of whom it has given its records, not of everybody
    // with some mandate.
    private async Task<(List<PartyRow> Whose, bool HasMore)> WhoseAsync(Guid person)
    {
        var whose = new List<PartyRow>();
        if (await parties.FindAsync(person) is { } self) whose.Add(self);
        var today = pack.City.DayOf(clock.GetUtcNow());
        whose.AddRange(await parties.RepresentedAsync(person, today));
        var given = await parties.PrincipalsAsync(
            person, MandateAreas.Records, today, take: MostPrincipals, basis: MandateBasis.Given, isPerson: false);
        whose.AddRange(given.Items);
        var acting = await parties.ActingForAsync(person, [.. whose.Select(party => party.Id).Distinct()], today);
        var open = whose.DistinctBy(party => party.Id)
            .Where(party => acting.TryGetValue(party.Id, out var covers) && covers(MandateAreas.Records));
        return ([.. open], given.Next is not null);
    }

    // Asked by its key: the log shows the first of many companies, and each of them may be asked for.
    private async Task<PartyRow?> TheirsAsync(Guid person, string codeOrId) =>
        await parties.FindAsync(codeOrId) is { } party
        && (party.Id == person || party.Kind != PartyKind.Person
            && await parties.ActsForAsync(person, party.Id, MandateAreas.Records, pack.City.DayOf(clock.GetUtcNow())))
            ? party : null;
}

using Microsoft.EntityFrameworkCore;
using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Parties;
using Yitong.Shell;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>
/// What two installations hand to each other (区域通办): whole states under a growing sequence, so that whatever is lost, doubled,
/// late or replayed does no harm. What is to be told lies in a row that the act itself wrote. Thread-safe.
/// </summary>
internal sealed class HandoverDesk(
    CaseDesk desk, PartyRegister parties, Desk<Party, PartyEvent, NamedParties> registering, Uploads uploads, Rows rows,
    CityPack pack, TimeProvider clock)
{
    private readonly CityCatalogue catalogue = pack.Catalogue();

    /// <summary>Takes a package that another city signed.</summary>
    /// <returns>
    /// How the case stands here, or what is missing; or <c>regional.message-not-valid</c>, <c>regional.no-such-matter</c>,
    /// <c>regional.matter-not-regional</c>, <c>regional.not-for-companies</c>.
    /// </returns>
    public async Task<Outcome<PackageAnswer>> TakeAsync(
        string city, CasePackage package, CancellationToken cancellation = default)
    {
        if (MessageFaults.Of(package) is { } fault) return NotValid(fault);
        var id = HandoverMessages.IdOf(city, package.Case);
        var known = await desk.SeeAsync(id, Actor.Engine, cancellation);
        if (!known.IsGranted && TakePackage.MatterFor(package, catalogue, desk.Today).Refusal is { } not) return not;
        // Also what lies here by another hand is to be sent: to know its digest is not to have it.
        var missing = await uploads.MissingAsync(
            Handover.AgencyOf(city),
            [.. package.Materials.Where(copy => copy.Blob is not null).Select(copy => copy.Blob!).Distinct()], cancellation);
        if (missing.Count > 0) return new PackageAnswer(missing, null);
        var by = new Actor(Handover.AgencyOf(city), ActorRole.Engine);
        if (await PartyAsync(package.Subject, city, by) is not { } subject) return NotValid("subject");
        if (await PartyAsync(package.Applicant, city, by) is not { } applicant) return NotValid("applicant");
        var taken = await desk.TakeAsync(
            by,
            new(city, package, new(subject.Id, NameOf(package.Subject), package.Subject.IsCompany) { Code = subject.Code },
                new(applicant.Id, NameOf(package.Applicant))),
            cancellation);
        return taken.Then<PackageAnswer>(current => new PackageAnswer([], HandoverMessages.ReportOf(current, catalogue)));
    }

    /// <summary>Takes a report that another city signed.</summary>
    /// <returns>The case; or <c>regional.message-not-valid</c>, <c>regional.no-such-case</c>.</returns>
    public async Task<Outcome<Case>> TakeAsync(string city, PartnerReport report, CancellationToken cancellation = default)
    {
        if (MessageFaults.Of(report) is { } fault) return NotValid(fault);
        var taken = await desk.DoAsync(
            report.Case, new Actor(Handover.AgencyOf(city), ActorRole.Engine), new TakeReport(city, report), cancellation);
        return taken.Refusal is { Kind: RefusalKind.NotFound }
            ? new Refusal("regional.no-such-case", RefusalKind.NotFound) : taken;
    }

    /// <summary>Writes down that a city does not take a case, and why.</summary>
    public Task<Outcome<Case>> RefuseAsync(
        Guid id, string city, int sequence, string why, CancellationToken cancellation = default) =>
        desk.DoAsync(
            id, new Actor(Handover.AgencyOf(city), ActorRole.Engine), new TakeHandoverRefusal(city, sequence, why), cancellation);

    /// <summary>What is to be told of a case now: a package or a report; both null when there is nothing.</summary>
    public async Task<(CasePackage? Package, PartnerReport? Report)> LetterAsync(
        Guid id, CancellationToken cancellation = default)
    {
        if ((await desk.SeeAsync(id, Actor.Engine, cancellation)) is not { IsGranted: true, Value: var current }) return default;
        if (current.CrossCity.Origin is not null) return (null, HandoverMessages.ReportOf(current, catalogue));
        if (current.CrossCity.Handover is not { Sequence: > 0 }) return default;
        var subject = current.Subject.Code ?? "";
        var applicant = (await parties.FindAsync(current.Applicant.Party))?.Code ?? subject;
        return (HandoverMessages.PackageOf(current, subject, applicant, catalogue), null);
    }

    /// <summary>The next of the letters that wait for a city, in the order of their cases.</summary>
    public async Task<IReadOnlyList<LetterRow>> WaitingAsync(
        string city, Guid after, int take, CancellationToken cancellation = default)
    {
        await using var db = rows.Open();
        return await db.Set<LetterRow>().Where(row => row.City == city && row.CaseId.CompareTo(after) > 0)
            .OrderBy(row => row.CaseId).Take(take).ToListAsync(cancellation);
    }

    /// <summary>How many letters wait for a city.</summary>
    public async Task<int> CountWaitingAsync(string city, CancellationToken cancellation = default)
    {
        await using var db = rows.Open();
        return await db.Set<LetterRow>().CountAsync(row => row.City == city, cancellation);
    }

    /// <summary>Whether a letter of a case waits.</summary>
    public async Task<bool> IsWaitingAsync(Guid id, CancellationToken cancellation = default)
    {
        await using var db = rows.Open();
        return await db.Set<LetterRow>().AnyAsync(row => row.CaseId == id, cancellation);
    }

    /// <summary>The city has what was told up to a sequence; what was said since waits on.</summary>
    public async Task DoneAsync(Guid id, int sequence, CancellationToken cancellation = default)
    {
        await using var db = rows.Open();
        await db.Set<LetterRow>().Where(row => row.CaseId == id && row.Sequence <= sequence).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Notes that something signed by the city arrived, or, with a code, that it was tried in vain.</summary>
    public async Task NoteAsync(string city, string? fault, CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        await using var db = rows.Open();
        var row = await db.Set<PartnerRow>().AsTracking().SingleOrDefaultAsync(each => each.City == city, cancellation);
        if (row is null) db.Add(row = new() { City = city });
        if (fault is null) (row.HeardAt, row.FailedAt, row.Fault) = (now, null, null);
        else (row.FailedAt, row.Fault) = (now, fault);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // Another node noted the same at the same moment.
        }
    }

    /// <summary>What was last heard of a city; null when it was never tried.</summary>
    public async Task<PartnerRow?> PartnerAsync(string city, CancellationToken cancellation = default)
    {
        await using var db = rows.Open();
        return await db.Set<PartnerRow>().SingleOrDefaultAsync(row => row.City == city, cancellation);
    }

    // Checked as readable when the message came.
    private static string NameOf(PackagedParty party) => PartyName.Clean(party.Name) ?? "";

    // Nobody when the register will not have them, such as somebody who is not born yet.
    private async Task<(Guid Id, string Code)?> PartyAsync(PackagedParty party, string city, Actor by)
    {
        if (await parties.FindByCodeAsync(party.Code) is { } known) return (known.Id, known.Code);
        // Who is not known here is at home where they applied: that city has their evidence.
        var registered = await registering.BeginAsync(by, new RegisterParty(
            party.IsCompany ? PartyKind.Company : PartyKind.Person, party.Code, party.Name, city,
            IsKnown: true));
        if (registered.IsGranted) return (registered.Value.Id, registered.Value.Code);
        return await parties.FindByCodeAsync(party.Code) is { } found ? (found.Id, found.Code) : null;
    }

    private static Refusal NotValid(string field) =>
        new Refusal("regional.message-not-valid", RefusalKind.NotValid).With("field", field);
}

using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Certificates;

/// <summary>What holders do with their certificates, and what verifiers are shown.</summary>
public sealed partial class CertificateDesk
{
    private const int MostPurpose = 100;
    private const int MostCaseNumber = 40;
    private const int MostCopies = 1_000;

    /// <summary>The certificates of a party in the order of their serials.</summary>
    /// <param name="holder">The party.</param>
    /// <param name="after">The place behind which to go on; 0 from the beginning.</param>
    /// <param name="take">At most so many.</param>
    public Task<IReadOnlyList<CertificateRow>> HeldByAsync(Guid holder, long after = 0, int take = 50) =>
        ListAsync(all => all.Where(row => row.Holder == holder && row.Slot > after).OrderBy(row => row.Slot), take);

    /// <summary>The certificates of an agency, the latest first.</summary>
    /// <param name="agency">The agency; null for all.</param>
    /// <param name="before">The place before which to go on; the greatest number from the beginning.</param>
    /// <param name="take">At most so many.</param>
    public Task<IReadOnlyList<CertificateRow>> OfAgencyAsync(string? agency, long before = long.MaxValue, int take = 50) =>
        ListAsync(all => all.Where(row => (agency == null || row.Agency == agency) && row.Slot < before)
            .OrderByDescending(row => row.Slot), take);

    /// <summary>The certificates that came of a case.</summary>
    public Task<IReadOnlyList<CertificateRow>> OfCaseAsync(Guid @case) =>
        ListAsync(all => all.Where(row => row.Case == @case).OrderBy(row => row.Slot), MostCopies);

    /// <summary>Makes a copy for one purpose (加注件).</summary>
    /// <returns>
    /// The certificate, whose last copy is the new one; or <c>certificate.not-good</c>, <c>certificate.no-copies</c>,
    /// <c>certificate.purpose-missing</c>, <c>certificate.case-number-too-long</c>, <c>certificate.copy-too-long</c>.
    /// </returns>
    public Task<Outcome<Certificate>> CopyAsync(
        Guid id, Act act, string? purpose, string? caseNumber, DateOnly until, DateOnly today) => ActAsync(id, act, current =>
    {
        var days = Types.ByCode.TryGetValue(current.Content.Type, out var type) ? type.CopyDays : 0;
        if (!current.IsGoodOn(today)) return NotGood;
        if (days == 0 || current.Copies.Length >= MostCopies) return new Refusal("certificate.no-copies");
        if (StatusRules.IsBad(purpose) || purpose!.Length > MostPurpose)
            return StatusRules.Field("purpose", "certificate.purpose-missing");
        if (caseNumber?.Length > MostCaseNumber) return StatusRules.Field("case", "certificate.case-number-too-long");
        if (until < today || until > today.AddDays(days))
            return new Refusal("certificate.copy-too-long", RefusalKind.NotValid)
            {
                Fields = [new("until", "certificate.copy-too-long", new Dictionary<string, string> { ["days"] = $"{days}" })],
            };
        return new CopyMade(purpose.Trim(), caseNumber, today, until);
    });

    /// <summary>
    /// Shows a certificate: a code that one verifier can use within a minute (亮证). An earlier one ends with it.
    /// </summary>
    /// <returns>The certificate with the new presentation; or <c>certificate.not-good</c>.</returns>
    public Task<Outcome<Certificate>> ShowAsync(Guid id, Act act, DateOnly today)
    {
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        return ActAsync(id, act, current =>
            current.IsGoodOn(today) && !current.IsImported ? new CertificateShown(nonce) : NotGood);
    }

    /// <summary>A verifier uses what was shown; nobody can use it again.</summary>
    /// <returns>The certificate; or <c>verify.shown-again</c>, <c>verify.used</c>.</returns>
    public Task<Outcome<Certificate>> UseAsync(Guid id, Act act, string nonce) => ActAsync(id, act, current =>
        ScreenCause(current, nonce) is { } cause ? cause : new PresentationVerified(nonce));

    // Why what was shown on a screen can no longer be used; null when it can.
    internal static Refusal? ScreenCause(Certificate current, string nonce) =>
        current.Presentation?.Nonce != nonce ? new Refusal("verify.shown-again")
        : current.Presentation.UsedAt is not null ? new Refusal("verify.used") : null;

    /// <summary>
    /// An official renews a certificate: one of the same content takes its place for the type's time from today, and it lapses.
    /// Done again, it goes on where it stopped.
    /// </summary>
    /// <returns>The new one; or <c>certificate.not-your-office</c>, <c>certificate.not-good</c>.</returns>
    public async Task<Outcome<Certificate>> RenewAsync(Guid id, Act act, DateOnly today)
    {
        if (await FindAsync(id) is not { } old) return NotFound;
        if (act.By.Role != ActorRole.Official || act.By.Office != old.Agency)
            return new Refusal("certificate.not-your-office", RefusalKind.NotAllowed);
        var next = IssueCertificate.IdOf($"renewal of {id}");
        var renewed = await FindAsync(next);
        if (renewed is null && (!old.IsGoodOn(today) || !Types.ByCode.ContainsKey(old.Content.Type))) return NotGood;
        if (renewed is null)
        {
            var issued = Renewed(old, await serials.NextAsync(), today);
            var done = await streams.ActAsync(next, act, null, null, current =>
                current is null ? new CertificateEvent[] { issued } : Outcome.Of<IReadOnlyList<CertificateEvent>>([]));
            if (done.Refusal is { } refusal) return refusal;
            renewed = done.Value.State;
        }
        var by = renewed.Content.Identifier;
        var ended = await streams.ActAsync(id, act, null, null, current => current!.ReplacedBy is not null
            ? Outcome.Of<IReadOnlyList<CertificateEvent>>([])
            : new CertificateEvent[] { new StatusChanged(CertificateStatus.Lapsed, "行政许可法 第五十条", "", today, by) });
        return ended.Then<Certificate>(_ => renewed);
    }

    /// <summary>
    /// Makes a certificate of another place known here, as an official checked it. Its check character may be the known faulty
    /// one:
    /// that is noted. The same identifier gives the same certificate again.
    /// </summary>
    /// <returns>The certificate; or a refusal of <see cref="ImportCertificate.Check"/>,
    /// <c>certificate.not-your-office</c>.</returns>
    public async Task<Outcome<Certificate>> ImportAsync(Act act, ImportCertificate command)
    {
        if (act.By.Role != ActorRole.Official || act.By.Office != command.Agency)
            return new Refusal("certificate.not-your-office", RefusalKind.NotAllowed);
        var isOwn = CertificateIdentifier.TryParse(command.Identifier, out var parsed)
            && catalogue.Agencies.Values.Any(agency => agency.CreditCode.Text == parsed.Issuer);
        var read = command.Check(isOwn);
        if (read.Refusal is { } refusal) return refusal;
        var (identifier, id) = (read.Value, IssueCertificate.IdOf($"import {read.Value}"));
        if (await FindAsync(id) is { } known) return known;
        var slot = await serials.NextAsync();
        var imported = new CertificateImported(
            new(identifier.ToString(), command.Number!.Trim(), identifier.Type, command.Name!.Trim(), identifier.Issuer,
                command.IssuerName!.Trim(), command.Holder.Name, command.Holder.Code, command.Holder.IsPerson, command.IssuedOn,
                command.ValidUntil, []),
            slot, command.Agency, command.Matter, command.Holder.Party, identifier.Check == CertificateCheck.Faulty);
        var done = await streams.ActAsync(id, act, null, null, current =>
            current is null ? new CertificateEvent[] { imported } : Outcome.Of<IReadOnlyList<CertificateEvent>>([]));
        return done.Then<Certificate>(granted => granted.State);
    }

    /// <summary>The certificates that should have lapsed by a day, for the engine's sweep.</summary>
    public async Task<IReadOnlyList<Guid>> OverdueAsync(DateOnly today, int take = 500)
    {
        CertificateStatus[] live = [CertificateStatus.Valid, CertificateStatus.Suspended, CertificateStatus.Other];
        await using var db = rows.Open();
        return await db.Set<CertificateRow>()
            .Where(row => live.Contains(row.Status) && row.ValidUntil < today && !row.IsImported)
            .OrderBy(row => row.Slot).Select(row => row.Id).Take(take).ToListAsync();
    }

    private CertificateIssued Renewed(Certificate old, long slot, DateOnly today)
    {
        var number = Serials.Text(today.Year, slot);
        var identifier = CertificateIdentifier.Make(old.Content.Type, old.Content.IssuerCode, number, 1);
        var content = old.Content with
        {
            Identifier = identifier.ToString(), Number = number, IssuedOn = today,
            ValidUntil = Types.ByCode[old.Content.Type].ValidUntil(today), Replaces = old.Content.Identifier,
        };
        var seal = BatchSeal.Sign(keys.For(content.IssuerCode, Profile, today), [content.Canonical()])[0];
        return new(content, slot, old.Agency, old.Matter, old.Holder, old.Case!.Value, seal);
    }

    private async Task<IReadOnlyList<CertificateRow>> ListAsync(
        Func<IQueryable<CertificateRow>, IQueryable<CertificateRow>> wanted, int take)
    {
        await using var db = rows.Open();
        return await wanted(db.Set<CertificateRow>()).Take(take).ToListAsync();
    }

    private static Refusal NotGood => new("certificate.not-good");
}

using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Parties;
using Yitong.Shell;
using Yitong.Store;

namespace Yitong.Certificates;

/// <summary>
/// Certificates as the visitor may see and use them: holders and those who act for them, and the agency that issued them. For all
/// others there are none. Pages and API alike. One per request.
/// </summary>
internal sealed class VisitorsCertificates(
    CertificateLists lists, Desk<Certificate, CertificateEvent, CertificateFacts> desk, CodeSigning codes,
    CertificateSettings settings, PartyRegister parties, Represented represented, Wording wording, Visitor visitor, Caller caller,
    TimeProvider clock, IHttpContextAccessor http)
{
    /// <summary>
    /// The first few for whom the visitor may ask: themself, and those who gave them a mandate for all or for certificates.
    /// </summary>
    public Task<SomeParties> SomeAsync(PartyRow chosen) => represented.SomeAsync(MandateAreas.Certificates, chosen);

    /// <summary>One of them by its id or code, the visitor when none is named; null otherwise.</summary>
    public Task<PartyRow?> PartyAsync(string? idOrCode) => represented.FindAsync(MandateAreas.Certificates, idOrCode);

    /// <summary>A certificate by its id or identifier that the visitor may see.</summary>
    public async Task<Outcome<Certificate>> FindAsync(string idOrIdentifier)
    {
        var found = Guid.TryParse(idOrIdentifier, out var id) ? await lists.FindAsync(id)
            : CertificateIdentifier.TryParse(idOrIdentifier, out var identifier) ? await lists.FindAsync(identifier) : null;
        return found is not null && await MaySeeAsync(found) ? found : CertificateLists.NotFound;
    }

    /// <summary>The agency's own.</summary>
    public Task<Page<CertificateRow>> OfMyAgencyAsync(string? after) => lists.OfAgencyAsync(visitor.Office ?? "", after);

    /// <summary>Does something to one that the visitor may see.</summary>
    public async Task<Outcome<Certificate>> DoAsync(string id, ICommand<Certificate, CertificateEvent, CertificateFacts> command)
    {
        var found = await FindAsync(id);
        return found.Refusal is { } refusal ? refusal
            : await desk.DoAsync(found.Value.Id, For(found.Value, command is ShowCertificate ? null : caller.Key), command);
    }

    /// <summary>Renews one that the visitor may see.</summary>
    public async Task<Outcome<Certificate>> RenewAsync(string id)
    {
        var found = await FindAsync(id);
        return found.Refusal is { } refusal ? refusal : await desk.BeginAsync(caller, new RenewCertificate(found.Value));
    }

    /// <summary>What decisions about a certificate may know, for asking which acts are open.</summary>
    public ValueTask<CertificateFacts> FactsAsync(Certificate of) => desk.FactsAsync(of.Id, caller.By);

    /// <summary>The address behind the code on paper.</summary>
    public string OnPaper(Certificate certificate) => Address(codes.OnPaper(certificate, wording.Today, settings.Profile));

    /// <summary>The address behind the code on a copy.</summary>
    public string OnCopy(Certificate certificate, PurposeCopy copy) =>
        Address(codes.OnCopy(certificate, copy, wording.Today, settings.Profile));

    /// <summary>
    /// The address behind the code on the screen with the seconds that it lasts; null when there is none, it is over, somebody
    /// else shows it, or the certificate is no longer good.
    /// </summary>
    public (string Address, int Seconds)? OnScreen(Certificate certificate)
    {
        if (certificate.Presentation is not { UsedAt: null } shown || shown.By != visitor.Id
            || !certificate.IsGoodOn(wording.Today)) return null;
        var left = (int)(CodeCheck.ShownFor - (clock.GetUtcNow() - shown.At)).TotalSeconds;
        return left > 0 ? (Address(codes.OnScreen(certificate, wording.Today, settings.Profile)), left) : null;
    }

    private async Task<bool> MaySeeAsync(Certificate found) => visitor.Role switch
    {
        ActorRole.Official => visitor.Office is not null && visitor.Office == found.Agency,
        ActorRole.Resident => Guid.TryParse(visitor.Id, out var person)
            && (await parties.ActsForAsync(person, found.Holder, found.Matter, wording.Today)
                || await parties.ActsForAsync(person, found.Holder, MandateAreas.Certificates, wording.Today)),
        _ => false,
    };

    // Capitals throughout: then a QR code packs two characters into eleven bits.
    private string Address(string code)
    {
        var request = http.HttpContext!.Request;
        return $"{settings.Address ?? $"{request.Scheme}://{request.Host}"}/v/".ToUpperInvariant() + code;
    }

    // Whoever acts for the holder acts on their behalf. Showing has no key: pressed again, even on the same page, it shows anew.
    private Caller For(Certificate of, IdempotencyKey? key) => caller with
    {
        By = visitor.Role != ActorRole.Resident || of.Holder.ToString() == visitor.Id ? caller.By
            : caller.By with { OnBehalfOf = of.Holder.ToString() },
        Key = key,
    };
}

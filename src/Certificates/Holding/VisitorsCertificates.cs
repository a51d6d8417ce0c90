using Yitong.Kernel;
using Yitong.Parties;
using Yitong.Shell;

namespace Yitong.Certificates;

/// <summary>
/// Certificates as the visitor may see and use them: holders and those who act for them, and the agency that issued them. For all
/// others there are none. Pages and API alike. One per request.
/// </summary>
internal sealed class VisitorsCertificates(
    CertificateDesk desk, CodeSigning codes, CertificateSettings settings, PartyRegister parties, Represented represented,
    Wording wording, Visitor visitor, TimeProvider clock, IHttpContextAccessor http)
{
    /// <summary>
    /// For whom the visitor may ask: themself, and those who gave them a mandate for everything or for certificates.
    /// </summary>
    public Task<IReadOnlyList<PartyRow>> PartiesAsync() => represented.AllAsync(MandateAreas.Certificates);

    /// <summary>One of them by its id or code, the visitor when none is named; null otherwise.</summary>
    public async Task<PartyRow?> PartyAsync(string? idOrCode) => Represented.Choose(await PartiesAsync(), idOrCode);

    /// <summary>A certificate by its id or identifier that the visitor may see.</summary>
    public async Task<Outcome<Certificate>> FindAsync(string idOrIdentifier)
    {
        var found = Guid.TryParse(idOrIdentifier, out var id) ? await desk.FindAsync(id)
            : CertificateIdentifier.TryParse(idOrIdentifier, out var identifier) ? await desk.FindAsync(identifier) : null;
        return found is not null && await MaySeeAsync(found) ? found : CertificateDesk.NotFound;
    }

    /// <summary>The agency's own.</summary>
    public Task<IReadOnlyList<CertificateRow>> OfMyAgencyAsync(long before, int take) =>
        desk.OfAgencyAsync(visitor.Office ?? "", before, take);

    /// <summary>Shows one on the screen.</summary>
    public async Task<Outcome<Certificate>> ShowAsync(string id)
    {
        var found = await FindAsync(id);
        return found.Refusal is { } refusal ? refusal
            : await desk.ShowAsync(found.Value.Id, ActOf("show-certificate", found.Value), wording.Today);
    }

    /// <summary>Makes a copy for one purpose.</summary>
    public async Task<Outcome<Certificate>> CopyAsync(string id, string? purpose, string? caseNumber, DateOnly? until)
    {
        var found = await FindAsync(id);
        return found.Refusal is { } refusal ? refusal
            : await desk.CopyAsync(found.Value.Id, ActOf("copy-certificate", found.Value), purpose, caseNumber,
                until ?? wording.Today, wording.Today);
    }

    /// <summary>Changes the status.</summary>
    public async Task<Outcome<Certificate>> ChangeAsync(string id, ChangeStatus wanted)
    {
        var found = await FindAsync(id);
        return found.Refusal is { } refusal ? refusal
            : await desk.ChangeAsync(found.Value.Id, ActOf("change-certificate"), wanted, wording.Today);
    }

    /// <summary>Renews one.</summary>
    public async Task<Outcome<Certificate>> RenewAsync(string id)
    {
        var found = await FindAsync(id);
        return found.Refusal is { } refusal ? refusal
            : await desk.RenewAsync(found.Value.Id, ActOf("renew-certificate"), wording.Today);
    }

    /// <summary>Makes one of another place known here.</summary>
    public async Task<Outcome<Certificate>> ImportAsync(SentForm form)
    {
        if (await parties.FindByCodeAsync(form["holder"]) is not { } holder)
            return StatusField("holder", "certificate.holder-unknown");
        if (form.Day("issued") is not { } issued) return StatusField("issued", "certificate.import-incomplete");
        return await desk.ImportAsync(ActOf("import-certificate"), new(
            form["identifier"], form["name"], form["number"], form["issuer"], visitor.Office ?? "", "",
            new(holder.Id, holder.Name, holder.Code, holder.Kind == PartyKind.Person), issued, form.Day("until")));
    }

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

    private Act ActOf(string name, Certificate? of = null) => Act.Of(clock.GetUtcNow(), visitor.ToActor() with
    {
        OnBehalfOf = of is null || of.Holder.ToString() == visitor.Id ? null : of.Holder.ToString(),
    }, name);

    private static Refusal StatusField(string field, string code) =>
        new(code, RefusalKind.NotValid) { Fields = [new(field, code)] };
}

using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Parties;

namespace Yitong.Certificates;

/// <summary>
/// Makes a certificate of another place known here, as an official checked it against its source. Its check character may be the
/// known faulty one: that is noted. The same identifier gives the same certificate again.
/// </summary>
/// <param name="Identifier">Its identifier.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Number">Its number.</param>
/// <param name="IssuerName">Who issued it.</param>
/// <param name="Holder">Who holds it: citizen number or credit code.</param>
/// <param name="IssuedOn">The day of issue.</param>
/// <param name="ValidUntil">Its last day; for long when missing.</param>
[Act("import-certificate", Unclear = null)]
internal sealed record ImportCertificate(
    [Ask(Most = 200, Missing = "certificate.identifier-not-valid", Unreadable = "certificate.identifier-not-valid")]
    string? Identifier,
    [Ask(Most = 500, Missing = "certificate.import-incomplete", Unreadable = "certificate.import-incomplete")] string? Name,
    [Ask(Most = 500, Missing = "certificate.import-incomplete", Unreadable = "certificate.import-incomplete")] string? Number,
    [Ask(Name = "issuer", Most = 500, Missing = "certificate.import-incomplete", Unreadable = "certificate.import-incomplete")]
    string? IssuerName,
    [Ask(Most = 40, Missing = "certificate.holder-unknown", Unreadable = "certificate.holder-unknown")] string? Holder,
    [Ask(Name = "issued", Missing = "certificate.import-incomplete")] DateOnly? IssuedOn,
    [Ask(Name = "until", IsOptional = true)] DateOnly? ValidUntil) : IBeginning<Certificate, CertificateEvent, CertificateFacts>
{
    /// <inheritdoc/>
    public string? About => CertificateIdentifier.TryParse(Identifier, out var known) ? $"certificate import {known}" : null;

    /// <inheritdoc/>
    public Refusal? NotNow(CertificateFacts facts) => facts.By is { Role: ActorRole.Official, Office: not null } ? null
        : new("certificate.not-your-office", RefusalKind.NotAllowed);

    /// <inheritdoc/>
    public IEnumerable<FieldFault> Faults(CertificateFacts facts)
    {
        if (!CertificateIdentifier.TryParse(Identifier, out var known))
            yield return new("identifier", "certificate.identifier-not-valid");
        else if (facts.Catalogue.Agencies.Values.Any(agency => agency.CreditCode.Text == known.Issuer))
            yield return new("identifier", "certificate.own-issue");
        if (facts.Holder is null) yield return new("holder", "certificate.holder-unknown");
        if (ValidUntil < IssuedOn) yield return new("until", "certificate.import-incomplete");
    }

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CertificateEvent>> Decide(CertificateFacts facts)
    {
        if (!CertificateIdentifier.TryParse(Identifier, out var known)) throw new InvalidOperationException("Checked before.");
        var holder = facts.Holder!;
        var content = new CertificateContent(
            known.ToString(), Number!.Trim(), known.Type, Name!.Trim(), known.Issuer, IssuerName!.Trim(), holder.Name,
            holder.Code, holder.Kind == PartyKind.Person, IssuedOn!.Value, ValidUntil, []);
        return new CertificateEvent[]
        {
            new CertificateImported(
                content, facts.Slot, facts.By.Office!, "", holder.Id, known.Check == CertificateCheck.Faulty),
        };
    }
}

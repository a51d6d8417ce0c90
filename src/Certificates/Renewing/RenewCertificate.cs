using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Certificates;

/// <summary>
/// An official renews a certificate (延续): one of the same content is issued, with the type's time from today. It takes the place
/// of the old one, which follows (<see cref="ReplaceFollower"/>). There is one renewal of a certificate; asked for again, it is
/// given.
/// </summary>
/// <param name="Old">The certificate as it stands.</param>
[Act("renew-certificate")]
internal sealed record RenewCertificate(Certificate Old) : IBeginning<Certificate, CertificateEvent, CertificateFacts>
{
    /// <inheritdoc/>
    public string About => $"certificate renewal of {Old.Id}";

    /// <inheritdoc/>
    public Refusal? NotNow(CertificateFacts facts) =>
        !facts.IsOfficialOf(Old.Agency) ? new("certificate.not-your-office", RefusalKind.NotAllowed)
        : Old.ReplacedBy is not null ? null
        : Old.IsImported || !Old.IsGoodOn(facts.Today) || TypeOf(facts) is null ? new("certificate.not-good")
        : null;

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CertificateEvent>> Decide(CertificateFacts facts) => new CertificateEvent[]
    {
        new CertificateIssued(
            facts.Renewed!.Content, facts.Renewed.Slot, Old.Agency, Old.Matter, Old.Holder, Old.Case!.Value, facts.Renewed.Seal),
    };

    /// <summary>What the new one says under its serial.</summary>
    internal CertificateContent ContentOf(long serial, CertificateFacts facts)
    {
        var number = Serials.Text(facts.Today.Year, serial);
        return Old.Content with
        {
            Identifier = CertificateIdentifier.Make(Old.Content.Type, Old.Content.IssuerCode, number, 1).ToString(),
            Number = number, IssuedOn = facts.Today, ValidUntil = TypeOf(facts)!.ValidUntil(facts.Today),
            Replaces = Old.Content.Identifier,
        };
    }

    private CertificateType? TypeOf(CertificateFacts facts) =>
        facts.Of<CertificateTypes>().ByCode.GetValueOrDefault(Old.Content.Type);
}

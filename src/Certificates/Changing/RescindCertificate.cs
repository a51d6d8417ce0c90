using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Certificates;

/// <summary>
/// The engine takes back a certificate whose grant was taken back (撤销). Nothing happens to one that is imported, or taken away
/// already.
/// </summary>
/// <param name="Article">The article that the decision rests on.</param>
/// <param name="Reason">Why, in words that the holder reads.</param>
/// <param name="On">The day of the decision.</param>
[Act("rescind-certificate")]
public sealed record RescindCertificate(string Article, string Reason, DateOnly On) : ICommand<Certificate, CertificateEvent>
{
    /// <inheritdoc/>
    public Refusal? NotNow(Certificate now, Facts facts) => null;

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CertificateEvent>> Decide(Certificate now, Facts facts) =>
        now.MayBecome(CertificateStatus.Rescinded)
            ? new CertificateEvent[] { new StatusChanged(CertificateStatus.Rescinded, Article, Reason, On) }
            : Array.Empty<CertificateEvent>();
}

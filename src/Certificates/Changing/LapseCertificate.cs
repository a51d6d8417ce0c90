using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Certificates;

/// <summary>
/// The engine lets a certificate lapse whose last day is over (失效). Nothing happens to one that is not, or not any more, in
/// force.
/// </summary>
[Act("lapse-certificate")]
internal sealed record LapseCertificate : ICommand<Certificate, CertificateEvent>
{
    /// <inheritdoc/>
    public Refusal? NotNow(Certificate now, Facts facts) => null;

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CertificateEvent>> Decide(Certificate now, Facts facts) =>
        now.MayBecome(CertificateStatus.Lapsed) && now.Content.ValidUntil < facts.Today
            ? new CertificateEvent[] { new StatusChanged(CertificateStatus.Lapsed, "行政许可法 第七十条", "", facts.Today) }
            : Array.Empty<CertificateEvent>();
}

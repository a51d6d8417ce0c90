using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Certificates;

/// <summary>A verifier uses what was shown (核验); nobody can use it again.</summary>
/// <param name="Nonce">Which showing it was.</param>
[Act("verify-presentation")]
internal sealed record UsePresentation(string Nonce) : ICommand<Certificate, CertificateEvent>
{
    /// <summary>Why what was shown can no longer be used; null when it can.</summary>
    public Refusal? NotNow(Certificate now) =>
        now.Presentation?.Nonce != Nonce ? new("verify.shown-again")
        : now.Presentation.UsedAt is not null ? new("verify.used") : null;

    /// <inheritdoc/>
    public Refusal? NotNow(Certificate now, Facts facts) => NotNow(now);

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CertificateEvent>> Decide(Certificate now, Facts facts) =>
        new CertificateEvent[] { new PresentationVerified(Nonce) };
}

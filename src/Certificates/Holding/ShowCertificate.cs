using System.Security.Cryptography;
using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Certificates;

/// <summary>
/// Shows a certificate: a code that one verifier can use within a minute (亮证). An earlier one ends with it.
/// </summary>
/// <param name="Nonce">What tells it from all others, in hexadecimal digits.</param>
[Act("show-certificate")]
internal sealed record ShowCertificate(string Nonce) : ICommand<Certificate, CertificateEvent>
{
    /// <summary>Shows it under a code that nobody can guess.</summary>
    public static ShowCertificate Anew() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));

    /// <inheritdoc/>
    public Refusal? NotNow(Certificate now, Facts facts) =>
        now.IsGoodOn(facts.Today) && !now.IsImported ? null : new("certificate.not-good");

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CertificateEvent>> Decide(Certificate now, Facts facts) =>
        new CertificateEvent[] { new CertificateShown(Nonce) };
}

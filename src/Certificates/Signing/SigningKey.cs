using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;
using Yitong.Transparency;

namespace Yitong.Certificates;

/// <summary>
/// A key that signs: the public part, and something that signs bytes. The second may be a file's secret or a call to a hardware
/// module (PKCS#11); nothing else in the product knows the difference. Thread-safe.
/// </summary>
/// <param name="key">The public part.</param>
/// <param name="sign">Gives 64 bytes for a message; may be called from several threads.</param>
public sealed class SigningKey(CertificateKey key, Func<byte[], byte[]> sign)
{
    private const int SecretBytes = 32;

    /// <summary>The public part.</summary>
    public CertificateKey Key => key;

    /// <summary>Signs a message.</summary>
    public byte[] Sign(byte[] message) => sign(message);

    /// <summary>A new secret for a profile: 32 bytes from the operating system, of which a key can be made.</summary>
    public static byte[] NewSecret(KeyProfile profile)
    {
        while (true)
        {
            var secret = RandomNumberGenerator.GetBytes(SecretBytes);
            if (profile == KeyProfile.Ed25519 || IsScalar(profile, secret)) return secret;
        }
    }

    /// <summary>A key from its secret.</summary>
    /// <exception cref="ArgumentException">The secret is none of this profile.</exception>
    public static SigningKey Of(
        KeyProfile profile, string issuer, byte[] secret, DateOnly from, DateOnly? until = null, bool isWithdrawn = false)
    {
        if (secret.Length != SecretBytes || profile != KeyProfile.Ed25519 && !IsScalar(profile, secret))
            throw new ArgumentException("Not a secret of this profile.", nameof(secret));
        var (bytes, sign) = profile switch
        {
            KeyProfile.Sm2 => Sm2(secret),
            KeyProfile.P256 => P256(secret),
            _ => Ed25519(secret),
        };
        var key = CertificateKey.Of(profile, issuer, bytes, from, until, isWithdrawn)
            ?? throw new ArgumentException($"No key can be made for {issuer}.", nameof(issuer));
        return new(key, sign);
    }

    // P-256 would take n − 1 too, which is not missed.
    private static bool IsScalar(KeyProfile profile, byte[] secret)
    {
        if (profile == KeyProfile.Sm2) return Sm2PrivateKey.IsSecret(secret);
        var (scalar, order) = (new BigInteger(1, secret), new BigInteger(
            "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", 16));
        return scalar.SignValue > 0 && scalar.CompareTo(order.Subtract(BigInteger.One)) < 0;
    }

    private static (byte[], Func<byte[], byte[]>) Sm2(byte[] secret)
    {
        var key = new Sm2PrivateKey(secret);
        return (key.Public.Point.ToArray(), key.Sign);
    }

    private static (byte[], Func<byte[], byte[]>) P256(byte[] secret)
    {
        var parameters = new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = secret };
        using var own = ECDsa.Create(parameters);
        var point = own.ExportParameters(false).Q;
        parameters.Q = point;
        var spare = new Spare<ECDsa>(() => ECDsa.Create(parameters));
        return ([4, .. point.X!, .. point.Y!],
            message => spare.Use(signer => signer.SignData(message, HashAlgorithmName.SHA256)));
    }

    private static (byte[], Func<byte[], byte[]>) Ed25519(byte[] secret)
    {
        var key = new Ed25519PrivateKeyParameters(secret);
        return (key.GeneratePublicKey().GetEncoded(), message =>
        {
            var signature = new byte[CertificateKey.SignatureSize];
            key.Sign(Org.BouncyCastle.Math.EC.Rfc8032.Ed25519.Algorithm.Ed25519, null, message, 0, message.Length, signature, 0);
            return signature;
        });
    }
}

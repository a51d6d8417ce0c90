using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;

namespace Yitong.Transparency;

/// <summary>
/// A public key of SM2 with SM3 and the default user id (GB/T 32918, GM/T 0009). Immutable; thread-safe.
/// </summary>
public sealed class Sm2PublicKey
{
    /// <summary>Bytes of a point, as it is written here: 4, then both coordinates.</summary>
    public const int PointBytes = 65;
    /// <summary>Bytes of a signature: r and s side by side.</summary>
    public const int SignatureBytes = 64;
    internal static readonly ECDomainParameters Curve = new(CustomNamedCurves.GetByName("sm2p256v1"));
    private readonly Spare<SM2Signer> verifiers;
    private readonly byte[] point;

    private Sm2PublicKey(byte[] point)
    {
        this.point = point;
        // One point object for all: its table of multiples is computed once.
        var key = new ECPublicKeyParameters(Curve.ValidatePublicPoint(Curve.Curve.DecodePoint(point)), Curve);
        verifiers = new(() =>
        {
            var signer = new SM2Signer(PlainDsaEncoding.Instance, new SM3Digest());
            signer.Init(false, key);
            return signer;
        });
    }

    /// <summary>The point.</summary>
    public ReadOnlySpan<byte> Point => point;

    /// <summary>Reads a point; null when it is none of the SM2 curve.</summary>
    public static Sm2PublicKey? Of(ReadOnlySpan<byte> point)
    {
        if (point.Length != PointBytes || point[0] != 4) return null;
        try
        {
            return new(point.ToArray());
        }
        catch (Exception fault) when (fault is ArgumentException or ArithmeticException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether the signature over the message is this key's. Whatever is sent in, the answer is yes or no.</summary>
    public bool Verify(byte[] message, byte[] signature)
    {
        if (signature.Length != SignatureBytes) return false;
        try
        {
            return verifiers.Use(signer =>
            {
                signer.Reset();
                signer.BlockUpdate(message, 0, message.Length);
                return signer.VerifySignature(signature);
            });
        }
        catch (Exception fault) when (fault is ArgumentException or ArithmeticException or InvalidOperationException
            or CryptoException)
        {
            return false;
        }
    }
}

/// <summary>A private key of SM2 with SM3 and the default user id. Thread-safe.</summary>
public sealed class Sm2PrivateKey
{
    /// <summary>Bytes of a secret.</summary>
    public const int SecretBytes = 32;
    private readonly Spare<SM2Signer> signers;

    /// <summary>A key from its secret.</summary>
    /// <exception cref="ArgumentException">The secret is none: see <see cref="IsSecret"/>.</exception>
    public Sm2PrivateKey(ReadOnlySpan<byte> secret)
    {
        if (!IsSecret(secret)) throw new ArgumentException("Not a secret of SM2.", nameof(secret));
        var curve = Sm2PublicKey.Curve;
        var key = new ECPrivateKeyParameters(new BigInteger(1, secret.ToArray()), curve);
        // Begun once with the key, a signer keeps the digest of user id and curve (ZA) for every message.
        signers = new(() =>
        {
            var signer = new SM2Signer(PlainDsaEncoding.Instance, new SM3Digest());
            signer.Init(true, new ParametersWithRandom(key, new SecureRandom()));
            return signer;
        });
        Public = Sm2PublicKey.Of(curve.G.Multiply(key.D).Normalize().GetEncoded(false))!;
    }

    /// <summary>The public key.</summary>
    public Sm2PublicKey Public { get; }

    /// <summary>Whether 32 bytes are a number from 1 to n − 2, as SM2 wants it.</summary>
    public static bool IsSecret(ReadOnlySpan<byte> secret)
    {
        if (secret.Length != SecretBytes) return false;
        var scalar = new BigInteger(1, secret.ToArray());
        return scalar.SignValue > 0 && scalar.CompareTo(Sm2PublicKey.Curve.N.Subtract(BigInteger.One)) < 0;
    }

    /// <summary>Signs a message.</summary>
    public byte[] Sign(byte[] message) => signers.Use(signer =>
    {
        signer.Reset();
        signer.BlockUpdate(message, 0, message.Length);
        return signer.GenerateSignature();
    });
}

using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math.EC.Rfc8032;
using Yitong.Transparency;

namespace Yitong.Certificates;

/// <summary>By which algorithm a key signs. All signatures have 64 bytes.</summary>
public enum KeyProfile : byte
{
    /// <summary>SM2 with SM3 and the default user id (GB/T 32918, GM/T 0009): what Chinese authorities use.</summary>
    Sm2 = 1,
    /// <summary>ECDSA on P-256 with SHA-256, r and s side by side: for verifiers elsewhere.</summary>
    P256 = 2,
    /// <summary>Ed25519 (RFC 8032): for verifiers elsewhere.</summary>
    Ed25519 = 3,
}

/// <summary>
/// A public key by which an authority's certificates are verified, with the days on which it may sign. Immutable; thread-safe.
/// </summary>
public sealed class CertificateKey
{
    /// <summary>Bytes of every signature.</summary>
    public const int SignatureSize = 64;
    private const int PointBytes = 65;
    private const int Ed25519Bytes = 32;
    private readonly Func<byte[], byte[], bool> verify;

    private CertificateKey(
        KeyProfile profile, string issuer, ImmutableArray<byte> bytes, DateOnly from, DateOnly? until, bool isWithdrawn)
    {
        (Profile, Issuer, Public, From, Until, IsWithdrawn) = (profile, issuer, bytes, from, until, isWithdrawn);
        Id = BinaryPrimitives.ReadUInt32BigEndian(
            SHA256.HashData([(byte)profile, .. Encoding.UTF8.GetBytes(issuer), 0, .. bytes]));
        verify = profile switch
        {
            KeyProfile.Sm2 => Sm2Verifier([.. bytes]),
            KeyProfile.P256 => P256Verifier([.. bytes]),
            _ => new Ed25519Verifier([.. bytes]).Verify,
        };
    }

    /// <summary>Four bytes of a digest over algorithm, issuer and key.</summary>
    public uint Id { get; }
    /// <summary>The algorithm.</summary>
    public KeyProfile Profile { get; }
    /// <summary>
    /// Whose it is: the authority's credit code, or the city's division code for what the installation itself signs.
    /// </summary>
    public string Issuer { get; }
    /// <summary>The key: a point of 65 bytes, or 32 bytes for Ed25519.</summary>
    public ImmutableArray<byte> Public { get; }
    /// <summary>First day on which it signs.</summary>
    public DateOnly From { get; }
    /// <summary>Last day on which it signs; null while it is in use. What it signed before stays good.</summary>
    public DateOnly? Until { get; }
    /// <summary>Whether it was withdrawn because somebody else may have it: nothing that it signed is good any more.</summary>
    public bool IsWithdrawn { get; }

    /// <summary>The id in eight hexadecimal digits.</summary>
    public string IdText => Id.ToString("x8", CultureInfo.InvariantCulture);

    /// <summary>Makes a key; null when the bytes are no point of the profile's curve.</summary>
    public static CertificateKey? Of(
        KeyProfile profile, string issuer, ReadOnlySpan<byte> bytes, DateOnly from, DateOnly? until = null,
        bool isWithdrawn = false)
    {
        if (issuer.Length is 0 or > 18 || profile is not (KeyProfile.Sm2 or KeyProfile.P256 or KeyProfile.Ed25519)
            || bytes.Length != (profile == KeyProfile.Ed25519 ? Ed25519Bytes : PointBytes)) return null;
        try
        {
            if (profile == KeyProfile.Ed25519 && !Ed25519.ValidatePublicKeyFull(bytes.ToArray(), 0)) return null;
            return new(profile, issuer, [.. bytes], from, until, isWithdrawn);
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException or ArithmeticException
            or InvalidOperationException)
        {
            return null; // Not a point of this curve.
        }
    }

    /// <summary>The same key with another end.</summary>
    public CertificateKey Ending(DateOnly? until, bool isWithdrawn) => new(Profile, Issuer, Public, From, until, isWithdrawn);

    /// <summary>Whether it may sign on a day.</summary>
    public bool MaySign(DateOnly day) => From <= day && (Until is null || day <= Until) && !IsWithdrawn;

    /// <summary>
    /// Whether the signature over the message is this key's. Total: whatever is sent in, the answer is yes or no.
    /// </summary>
    public bool Verify(byte[] message, byte[] signature)
    {
        if (signature.Length != SignatureSize) return false;
        try
        {
            return verify(message, signature);
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException or ArithmeticException
            or InvalidOperationException or Org.BouncyCastle.Crypto.CryptoException)
        {
            return false;
        }
    }

    private static Func<byte[], byte[], bool> Sm2Verifier(byte[] bytes) =>
        (Sm2PublicKey.Of(bytes) ?? throw new ArgumentException("Not a point of the SM2 curve.")).Verify;

    private static Func<byte[], byte[], bool> P256Verifier(byte[] bytes)
    {
        if (bytes[0] != 4) throw new ArgumentException("Not an uncompressed point.");
        var parameters = new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = bytes[1..33], Y = bytes[33..] },
        };
        using (ECDsa.Create(parameters)) { } // Refuses a point of another curve at once.
        var spare = new Spare<ECDsa>(() => ECDsa.Create(parameters));
        return (message, signature) => spare.Use(key => key.VerifyData(message, signature, HashAlgorithmName.SHA256));
    }

    private sealed class Ed25519Verifier(byte[] bytes)
    {
        private readonly Ed25519PublicKeyParameters key = new(bytes);

        public bool Verify(byte[] message, byte[] signature) =>
            key.Verify(Ed25519.Algorithm.Ed25519, null, message, 0, message.Length, signature, 0);
    }
}

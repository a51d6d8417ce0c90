using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Yitong.Transparency;

/// <summary>By which algorithm a key signs notes. All signatures have 64 bytes.</summary>
public enum NoteProfile : byte
{
    /// <summary>Ed25519 (RFC 8032), as C2SP signed-note has it: every verifier of such notes reads it.</summary>
    Ed25519 = 1,
    /// <summary>SM2 with SM3 and the default user id (GB/T 32918, GM/T 0009), in a form of our own: decision 9.</summary>
    Sm2 = 2,
}

/// <summary>Why a text is no public key that can be used for notes.</summary>
public enum NoteKeyFault
{
    /// <summary>It is not written <c>name+id+base64</c>.</summary>
    NoKey,
    /// <summary>It names another algorithm than Ed25519 and SM2.</summary>
    OtherAlgorithm,
    /// <summary>Its bytes are no point of the algorithm's curve, or not as many as a point has.</summary>
    OffCurve,
    /// <summary>The id, or the spelling, does not belong to name, algorithm and key: something was changed.</summary>
    OtherId,
}

/// <summary>Says why a text is no key.</summary>
public static class NoteKeyFaults
{
    /// <summary>A half sentence for an operator, without a full stop.</summary>
    public static string Cause(this NoteKeyFault fault) => fault switch
    {
        NoteKeyFault.OtherAlgorithm => "it is of another algorithm than Ed25519 and SM2",
        NoteKeyFault.OffCurve => "its bytes are no point of its algorithm's curve",
        NoteKeyFault.OtherId => "its id and its key do not belong together",
        _ => "it is not written name+id+base64",
    };
}

/// <summary>What distinguishes the algorithms: the bytes before a key, how it signs and how it is verified.</summary>
public static class NoteAlgorithm
{
    /// <summary>Bytes of a secret of any algorithm.</summary>
    public const int SecretBytes = 32;
    internal const int SignatureBytes = 64;
    private const int Ed25519Bytes = 32;
    private const byte Unassigned = 0xff;

    /// <summary>
    /// What stands before a key's bytes: C2SP's byte for Ed25519; for SM2 the byte for what it has not assigned, and a name of
    /// ours with a line feed.
    /// </summary>
    public static byte[] Prefix(NoteKeyKind kind, NoteProfile profile) => profile == NoteProfile.Ed25519 ? [(byte)kind]
        : [Unassigned, .. kind == NoteKeyKind.Log ? "yitong/sm2-sm3/v1\n"u8 : "yitong/sm2-sm3-cosignature/v1\n"u8];

    /// <summary>What begins with one of the prefixes, and how long it is; null when it is none.</summary>
    public static (NoteKeyKind Kind, NoteProfile Profile)? Of(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        foreach (var kind in (ReadOnlySpan<NoteKeyKind>)[NoteKeyKind.Log, NoteKeyKind.Witness])
            foreach (var profile in (ReadOnlySpan<NoteProfile>)[NoteProfile.Ed25519, NoteProfile.Sm2])
                if (Prefix(kind, profile) is var prefix && bytes.StartsWith(prefix))
                {
                    length = prefix.Length;
                    return (kind, profile);
                }
        return null;
    }

    /// <summary>A new secret: bytes from the operating system of which a key can be made.</summary>
    public static byte[] NewSecret(NoteProfile profile)
    {
        while (true)
        {
            var secret = RandomNumberGenerator.GetBytes(SecretBytes);
            if (profile == NoteProfile.Ed25519 || Sm2PrivateKey.IsSecret(secret)) return secret;
        }
    }

    /// <summary>Verifies message and signature with a key; null when its bytes are no point of the curve.</summary>
    internal static Func<byte[], byte[], bool>? Verifying(NoteProfile profile, ReadOnlySpan<byte> key)
    {
        if (profile == NoteProfile.Sm2) return Sm2PublicKey.Of(key) is { } sm2 ? sm2.Verify : null;
        if (key.Length != Ed25519Bytes || !Ed25519.ValidatePublicKeyFull(key.ToArray(), 0)) return null;
        var edwards = new Ed25519PublicKeyParameters(key);
        return (message, signature) => edwards.Verify(Ed25519.Algorithm.Ed25519, null, message, 0, message.Length, signature, 0);
    }

    /// <summary>The public key of a secret, and what signs with it.</summary>
    /// <exception cref="ArgumentException">The bytes are no secret of the algorithm.</exception>
    internal static (byte[] Public, Func<byte[], byte[]> Sign) Signing(NoteProfile profile, ReadOnlySpan<byte> secret)
    {
        if (secret.Length != SecretBytes) throw new ArgumentException("A secret has 32 bytes.", nameof(secret));
        if (profile == NoteProfile.Sm2)
        {
            var sm2 = new Sm2PrivateKey(secret);
            return (sm2.Public.Point.ToArray(), sm2.Sign);
        }
        var key = new Ed25519PrivateKeyParameters(secret);
        return (key.GeneratePublicKey().GetEncoded(), message =>
        {
            var signature = new byte[SignatureBytes];
            key.Sign(Ed25519.Algorithm.Ed25519, null, message, 0, message.Length, signature, 0);
            return signature;
        });
    }
}

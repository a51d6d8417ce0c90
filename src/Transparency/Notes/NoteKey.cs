using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Yitong.Transparency;

/// <summary>What a key signs in a note.</summary>
public enum NoteKeyKind : byte
{
    /// <summary>The text, with Ed25519: the log itself.</summary>
    Log = 1,
    /// <summary>The text and the time at which it was seen, with Ed25519: a witness (C2SP tlog-cosignature).</summary>
    Witness = 4,
}

/// <summary>A public key that notes are verified with, written as <c>name+id+base64</c>. Immutable; thread-safe.</summary>
public sealed class NoteVerifier
{
    private const int TimeBytes = 8;
    private readonly Ed25519PublicKeyParameters key;

    internal NoteVerifier(string name, NoteKeyKind kind, Ed25519PublicKeyParameters key)
    {
        (Name, Kind, this.key) = (name, kind, key);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', (byte)kind, .. key.GetEncoded()], hash);
        Id = BinaryPrimitives.ReadUInt32BigEndian(hash);
    }

    /// <summary>The key's name.</summary>
    public string Name { get; }

    /// <summary>What it signs.</summary>
    public NoteKeyKind Kind { get; }

    /// <summary>Four bytes that tell the keys of a name apart.</summary>
    public uint Id { get; }

    /// <summary>Reads <c>name+id+base64</c>; false when it is not that, or the id is another key's.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out NoteVerifier? verifier)
    {
        verifier = null;
        if (text.Split('+', 3) is not [{ Length: > 0 } name, { Length: 8 } id, var base64]
            || name.Any(char.IsWhiteSpace)) return false;
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var count) || count != 33
            || bytes[0] is not ((byte)NoteKeyKind.Log or (byte)NoteKeyKind.Witness)
            || !Ed25519.ValidatePublicKeyFull(bytes, 1)) return false;
        var read = new NoteVerifier(name, (NoteKeyKind)bytes[0], new(bytes, 1));
        if (read.ToString() != $"{name}+{id}+{base64}") return false;
        verifier = read;
        return true;
    }

    /// <summary>Whether one of the note's signatures is this key's and right.</summary>
    /// <param name="note">The note.</param>
    /// <param name="seen">When a witness saw it, in whole seconds; null for a log's key.</param>
    public bool Verify(SignedNote note, out DateTimeOffset? seen)
    {
        seen = null;
        foreach (var signature in note.Signatures)
        {
            if (signature.Name != Name || signature.KeyId != Id) continue;
            var bytes = signature.Bytes.ToArray();
            var isTimed = Kind == NoteKeyKind.Witness;
            if (bytes.Length != Ed25519PrivateKeyParameters.SignatureSize + (isTimed ? TimeBytes : 0)) return false;
            var time = isTimed ? BinaryPrimitives.ReadInt64BigEndian(bytes) : 0;
            if (time is < 0 or > 253_402_300_799 || !IsRight(Signed(Kind, note.Text, time), bytes[(isTimed ? TimeBytes : 0)..]))
                return false;
            seen = isTimed ? DateTimeOffset.FromUnixTimeSeconds(time) : null;
            return true;
        }
        return false;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Name}+{Id:x8}+{Convert.ToBase64String([(byte)Kind, .. key.GetEncoded()])}";

    internal static byte[] Signed(NoteKeyKind kind, string text, long time) => Encoding.UTF8.GetBytes(
        kind == NoteKeyKind.Log ? text : $"cosignature/v1\ntime {time.ToString(CultureInfo.InvariantCulture)}\n{text}");

    private bool IsRight(byte[] message, byte[] signature)
    {
        var verifier = new Ed25519Signer();
        verifier.Init(false, key);
        verifier.BlockUpdate(message, 0, message.Length);
        return verifier.VerifySignature(signature);
    }
}

/// <summary>A private key that signs notes. Thread-safe.</summary>
public sealed class NoteSigner
{
    private readonly Ed25519PrivateKeyParameters key;

    /// <summary>A key from its 32 secret bytes.</summary>
    /// <param name="name">Its name, without spaces and plus signs.</param>
    /// <param name="kind">What it signs.</param>
    /// <param name="secret">32 bytes.</param>
    /// <exception cref="ArgumentException">The name has a space or plus sign, or the secret another length.</exception>
    public NoteSigner(string name, NoteKeyKind kind, ReadOnlySpan<byte> secret)
    {
        if (name.Length == 0 || name.Contains('+') || name.Any(char.IsWhiteSpace))
            throw new ArgumentException("A key's name has no spaces and plus signs.", nameof(name));
        key = new(secret);
        Verifier = new(name, kind, key.GeneratePublicKey());
    }

    /// <summary>The public key.</summary>
    public NoteVerifier Verifier { get; }

    /// <summary>Signs a text.</summary>
    /// <param name="text">It ends with a line feed.</param>
    /// <param name="now">When a witness sees it; not used by a log's key.</param>
    public NoteSignature Sign(string text, DateTimeOffset now)
    {
        var isTimed = Verifier.Kind == NoteKeyKind.Witness;
        var time = now.ToUnixTimeSeconds();
        var message = NoteVerifier.Signed(Verifier.Kind, text, time);
        var signer = new Ed25519Signer();
        signer.Init(true, key);
        signer.BlockUpdate(message, 0, message.Length);
        var stamp = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(stamp, time);
        return new(Verifier.Name, Verifier.Id, isTimed ? [.. stamp, .. signer.GenerateSignature()] : signer.GenerateSignature());
    }
}

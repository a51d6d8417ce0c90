using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Yitong.Transparency;

/// <summary>What a key signs in a note.</summary>
public enum NoteKeyKind : byte
{
    /// <summary>The text: the log itself.</summary>
    Log = 1,
    /// <summary>The text and the time at which it was seen: a witness (C2SP tlog-cosignature).</summary>
    Witness = 4,
}

/// <summary>How a note stands to a key.</summary>
public enum NoteLook
{
    /// <summary>It bears no signature of this key.</summary>
    Absent,
    /// <summary>It bears one of this key's name and id that is not right.</summary>
    Wrong,
    /// <summary>It is signed.</summary>
    Right,
}

/// <summary>A public key that notes are verified with, written as <c>name+id+base64</c>. Immutable; thread-safe.</summary>
public sealed class NoteVerifier
{
    private const int TimeBytes = 8;
    private readonly byte[] key;
    private readonly Func<byte[], byte[], bool> isRight;

    internal NoteVerifier(
        string name, NoteKeyKind kind, NoteProfile profile, ReadOnlySpan<byte> bytes, Func<byte[], byte[], bool> isRight)
    {
        (Name, Kind, Profile, this.isRight) = (name, kind, profile, isRight);
        key = [.. NoteAlgorithm.Prefix(kind, profile), .. bytes];
        Id = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', .. key]));
    }

    /// <summary>The key's name.</summary>
    public string Name { get; }

    /// <summary>What it signs.</summary>
    public NoteKeyKind Kind { get; }

    /// <summary>The algorithm.</summary>
    public NoteProfile Profile { get; }

    /// <summary>Four bytes that tell the keys of a name apart.</summary>
    public uint Id { get; }

    /// <summary>Reads <c>name+id+base64</c>; false when it is not that, or the id is another key's.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out NoteVerifier? verifier) =>
        Read(text, out verifier) is null;

    /// <summary>Reads <c>name+id+base64</c>.</summary>
    /// <returns>Why it is no key that can be used here; null when it is one.</returns>
    public static NoteKeyFault? Read(string text, out NoteVerifier? verifier)
    {
        verifier = null;
        var bytes = new byte[text.Length];
        if (text.Split('+', 3) is not [{ Length: > 0 } name, { Length: 8 } id, var base64] || name.Any(char.IsWhiteSpace)
            || !Convert.TryFromBase64String(base64, bytes, out var count)) return NoteKeyFault.NoKey;
        if (NoteAlgorithm.Of(bytes.AsSpan(0, count), out var length) is not var (kind, profile))
            return NoteKeyFault.OtherAlgorithm;
        var point = bytes.AsSpan(length, count - length);
        if (NoteAlgorithm.Verifying(profile, point) is not { } isRight) return NoteKeyFault.OffCurve;
        var read = new NoteVerifier(name, kind, profile, point, isRight);
        if (read.ToString() != $"{name}+{id}+{base64}") return NoteKeyFault.OtherId;
        verifier = read;
        return null;
    }

    /// <summary>Whether one of the note's signatures is this key's and right.</summary>
    /// <param name="note">The note.</param>
    /// <param name="seen">When a witness saw it, in whole seconds; null for a log's key.</param>
    public bool Verify(SignedNote note, out DateTimeOffset? seen) => Look(note, out seen) == NoteLook.Right;

    /// <summary>As <see cref="Verify"/>, and tells a note without this key's signature from one with a wrong one.</summary>
    public NoteLook Look(SignedNote note, out DateTimeOffset? seen)
    {
        seen = null;
        foreach (var signature in note.Signatures)
        {
            if (signature.Name != Name || signature.KeyId != Id) continue;
            var bytes = signature.Bytes.ToArray();
            var isTimed = Kind == NoteKeyKind.Witness;
            if (bytes.Length != NoteAlgorithm.SignatureBytes + (isTimed ? TimeBytes : 0)) return NoteLook.Wrong;
            var time = isTimed ? BinaryPrimitives.ReadInt64BigEndian(bytes) : 0;
            if (time is < 0 or > 253_402_300_799 || !isRight(Signed(Kind, note.Text, time), bytes[(isTimed ? TimeBytes : 0)..]))
                return NoteLook.Wrong;
            seen = isTimed ? DateTimeOffset.FromUnixTimeSeconds(time) : null;
            return NoteLook.Right;
        }
        return NoteLook.Absent;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}+{Id:x8}+{Convert.ToBase64String(key)}";

    internal static byte[] Signed(NoteKeyKind kind, string text, long time) => Encoding.UTF8.GetBytes(
        kind == NoteKeyKind.Log ? text : $"cosignature/v1\ntime {time.ToString(CultureInfo.InvariantCulture)}\n{text}");
}

/// <summary>A private key that signs notes. Thread-safe.</summary>
public sealed class NoteSigner
{
    private readonly Func<byte[], byte[]> sign;

    /// <summary>A key from its 32 secret bytes.</summary>
    /// <param name="name">Its name, without spaces and plus signs.</param>
    /// <param name="kind">What it signs.</param>
    /// <param name="secret">32 bytes.</param>
    /// <param name="profile">The algorithm.</param>
    /// <exception cref="ArgumentException">
    /// The name has a space or plus sign, or the bytes are no secret of the algorithm.
    /// </exception>
    public NoteSigner(
        string name, NoteKeyKind kind, ReadOnlySpan<byte> secret, NoteProfile profile = NoteProfile.Ed25519)
    {
        if (name.Length == 0 || name.Contains('+') || name.Any(char.IsWhiteSpace))
            throw new ArgumentException("A key's name has no spaces and plus signs.", nameof(name));
        (var bytes, sign) = NoteAlgorithm.Signing(profile, secret);
        Verifier = new(name, kind, profile, bytes, NoteAlgorithm.Verifying(profile, bytes)!);
    }

    /// <summary>The public key.</summary>
    public NoteVerifier Verifier { get; }

    /// <summary>Signs a text.</summary>
    /// <param name="text">It ends with a line feed.</param>
    /// <param name="now">When a witness sees it; not used by a log's key.</param>
    public NoteSignature Sign(string text, DateTimeOffset now)
    {
        var time = now.ToUnixTimeSeconds();
        var signature = sign(NoteVerifier.Signed(Verifier.Kind, text, time));
        if (Verifier.Kind == NoteKeyKind.Log) return new(Verifier.Name, Verifier.Id, signature);
        var stamp = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(stamp, time);
        return new(Verifier.Name, Verifier.Id, [.. stamp, .. signature]);
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Yitong.Transparency;

/// <summary>
/// A SHA-256 digest of 32 bytes: of a leaf or of a node of the log's tree (RFC 6962, section 2.1). The default is 32 zeros, which
/// is the digest of nothing.
/// </summary>
public readonly record struct Digest
{
    /// <summary>Bytes in a digest.</summary>
    public const int Size = 32;
    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;
    private readonly ulong a, b, c, d;

    private Digest(ReadOnlySpan<byte> bytes)
    {
        a = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        b = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        c = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        d = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>The root of a tree without leaves: SHA-256 of no bytes.</summary>
    public static Digest Empty { get; } = new(SHA256.HashData([]));

    /// <summary>Reads 32 bytes.</summary>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public static Digest Read(ReadOnlySpan<byte> bytes) => bytes.Length == Size
        ? new(bytes) : throw new ArgumentException($"A digest has {Size} bytes, not {bytes.Length}.", nameof(bytes));

    /// <summary>Reads base64 of exactly 32 bytes; false for anything else.</summary>
    public static bool TryParse(string base64, out Digest digest)
    {
        Span<byte> bytes = stackalloc byte[Size + 1];
        var isRead = base64.Length == 44 && Convert.TryFromBase64String(base64, bytes, out var written) && written == Size;
        digest = isRead ? new(bytes[..Size]) : default;
        return isRead && digest.ToString() == base64; // Surplus bits in the last character would give one digest two spellings.
    }

    /// <summary>The digest of a log entry: SHA-256 of a zero byte and the entry.</summary>
    public static Digest OfLeaf(ReadOnlySpan<byte> entry)
    {
        Span<byte> prefixed = entry.Length < 1_024 ? stackalloc byte[entry.Length + 1] : new byte[entry.Length + 1];
        prefixed[0] = LeafPrefix;
        entry.CopyTo(prefixed[1..]);
        Span<byte> hash = stackalloc byte[Size];
        SHA256.HashData(prefixed, hash);
        return new(hash);
    }

    /// <summary>The digest of a node: SHA-256 of a one byte, the left digest and the right one.</summary>
    public static Digest OfNode(Digest left, Digest right)
    {
        Span<byte> prefixed = stackalloc byte[2 * Size + 1];
        prefixed[0] = NodePrefix;
        left.Write(prefixed[1..]);
        right.Write(prefixed[(Size + 1)..]);
        Span<byte> hash = stackalloc byte[Size];
        SHA256.HashData(prefixed, hash);
        return new(hash);
    }

    /// <summary>Writes the 32 bytes.</summary>
    public void Write(Span<byte> into)
    {
        BinaryPrimitives.WriteUInt64BigEndian(into, a);
        BinaryPrimitives.WriteUInt64BigEndian(into[8..], b);
        BinaryPrimitives.WriteUInt64BigEndian(into[16..], c);
        BinaryPrimitives.WriteUInt64BigEndian(into[24..], d);
    }

    /// <summary>The 32 bytes in base64.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        Write(bytes);
        return Convert.ToBase64String(bytes);
    }
}

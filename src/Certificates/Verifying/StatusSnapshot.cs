using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Yitong.Kernel;

namespace Yitong.Certificates;

/// <summary>
/// The status of 131,072 certificates at one moment: a bit for each place, set where the certificate is worth nothing. A file
/// that
/// verifiers take along: key, signature, compressed bits.
/// </summary>
/// <param name="City">The city.</param>
/// <param name="List">Which list: 0, 1 …; it holds the places from 131,072 times that.</param>
/// <param name="AsOf">The moment, in whole milliseconds.</param>
/// <param name="Bits">16,384 bytes, the lowest bit of the first for the first place.</param>
public sealed record StatusSnapshot(string City, int List, DateTimeOffset AsOf, byte[] Bits)
{
    /// <summary>Places in a list.</summary>
    public const int Size = 131_072;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(10);
    private const int HeadBytes = 4 + CertificateKey.SignatureSize;
    private const int MostHeader = 200;
    private const int MostBytes = 64 * 1024;
    private static readonly byte[] Domain = "yitong-status/v1\n"u8.ToArray();

    /// <summary>The list in which a place is.</summary>
    public static int ListOf(long slot) => (int)(slot / Size);

    /// <summary>Whether the certificate at a place of this list was worth something at the moment.</summary>
    public bool IsGood(long slot) => (Bits[slot % Size / 8] >> (int)(slot % 8) & 1) == 0;

    /// <summary>
    /// Whether at a moment the list still says how its certificates stand: it is not older than its issuer allows, nor of a day
    /// that the verifier's clock does not know yet.
    /// </summary>
    public bool CountsAt(DateTimeOffset now, int hours) =>
        now - AsOf is var age && age <= TimeSpan.FromHours(hours) && age >= -Skew;

    /// <summary>Writes the file.</summary>
    public byte[] Write(SigningKey key)
    {
        var header = string.Create(CultureInfo.InvariantCulture, $"{City}\n{List}\n{AsOf.ToUnixTimeMilliseconds()}\n");
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(header));
            gzip.Write(Bits);
        }
        var id = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(id, key.Key.Id);
        byte[] message = [.. Domain, .. id, .. packed.ToArray()];
        return [.. id, .. key.Sign(message), .. packed.ToArray()];
    }

    /// <summary>Reads a file that somebody brings along.</summary>
    /// <returns>
    /// The snapshot; or <c>status.unreadable</c>, <c>verify.unknown-key</c>, <c>verify.other-issuer</c>, <c>verify.forged</c>,
    /// <c>verify.key-withdrawn</c>.
    /// </returns>
    public static Outcome<StatusSnapshot> Read(byte[] file, TrustedKeys keys)
    {
        if (file.Length is <= HeadBytes or > MostBytes) return No("status.unreadable");
        if (keys.Find(BinaryPrimitives.ReadUInt32BigEndian(file)) is not { } key) return No("verify.unknown-key");
        if (key.Issuer != keys.City) return No("verify.other-issuer");
        byte[] message = [.. Domain, .. file.AsSpan(0, 4), .. file.AsSpan(HeadBytes)];
        if (!key.Verify(message, file[4..HeadBytes])) return No("verify.forged");
        if (key.IsWithdrawn) return No("verify.key-withdrawn");
        return Unpack(file.AsSpan(HeadBytes).ToArray()) is { } read && read.City == keys.City ? read : No("status.unreadable");
    }

    private static StatusSnapshot? Unpack(byte[] packed)
    {
        var plain = new byte[MostHeader + Size / 8 + 1];
        int length;
        try
        {
            using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
            length = gzip.ReadAtLeast(plain, plain.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException)
        {
            return null;
        }
        var at = length - Size / 8;
        return at is > 0 and <= MostHeader
            && Encoding.UTF8.GetString(plain, 0, at).Split('\n') is [var city, var list, var time, ""]
            && int.TryParse(list, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds < 253_402_300_799_999
            ? new(city, number, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), plain[at..length]) : null;
    }

    private static Refusal No(string code) => new(code, RefusalKind.NotValid);
}

using System.IO.Compression;
using Yitong.Kernel;

namespace Yitong.Shell;

/// <summary>
/// What an uploaded file is, by its bytes and never by its name: a scan, a photo or a document that an official can open. Its
/// name follows what it is.
/// </summary>
public static class UploadedFile
{
    /// <summary>Largest file, in bytes: 20 MiB.</summary>
    public const long Most = 20L << 20;

    /// <summary>
    /// The media type of OFD (版式文档, GB/T 33190), the country's own format for documents that keep their layout.
    /// </summary>
    public const string Ofd = "application/ofd";

    // A PDF may stand behind a mark or what a scanner or a gateway put before it: programs look this far (ISO 32000, annex H).
    private const int FarthestHead = 1024;
    private const string Unknown = "application/octet-stream";

    // The first four bytes say how long the box is; the brand of photos and of their sequences follows.
    private static readonly HashSet<string> HeicBrands =
        ["heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1"];

    private static readonly Dictionary<string, string[]> Endings = new(StringComparer.Ordinal)
    {
        ["application/pdf"] = ["pdf"], [Ofd] = ["ofd"], ["image/png"] = ["png"], ["image/jpeg"] = ["jpg", "jpeg", "jpe", "jfif"],
        ["image/webp"] = ["webp"], ["image/heic"] = ["heic", "heif", "hif"], [Unknown] = ["bin"],
    };

    /// <summary>The media type, or <c>upload.empty</c>, <c>upload.too-large</c>, <c>upload.not-a-document</c>.</summary>
    public static Outcome<string> TypeOf(ReadOnlyMemory<byte> bytes, string fileName) =>
        bytes.IsEmpty ? Refused("upload.empty", fileName)
        : bytes.Length > Most ? Refused("upload.too-large", fileName)
        : Find(bytes) is { } found ? found : Refused("upload.not-a-document", fileName);

    /// <summary>What bytes are that were kept before, by the rules of today; just bytes when they are none of them.</summary>
    public static string TypeOfKept(ReadOnlyMemory<byte> bytes) => Find(bytes) ?? Unknown;

    /// <summary>The name of a file of a type, as it is kept and handed out.</summary>
    public static string NameOf(string? written, string mediaType) =>
        FileName.Clean(written, Endings.GetValueOrDefault(mediaType, Endings[Unknown]));

    /// <summary>A refusal of a file, at its field.</summary>
    public static Refusal Refused(string code, string fileName) => new(
        code, RefusalKind.NotValid, null, new Dictionary<string, string> { ["file"] = FileName.Clean(fileName) });

    private static string? Find(ReadOnlyMemory<byte> file)
    {
        var bytes = file.Span;
        return bytes is [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] ? "image/png"
            : bytes is [0xff, 0xd8, 0xff, ..] ? "image/jpeg"
            : bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8) ? "image/webp"
            : IsHeic(bytes) ? "image/heic"
            : bytes.StartsWith("PK"u8) ? IsOfd(file) ? Ofd : null
            : IsProgram(bytes) || !HasPdfHead(bytes) ? null : "application/pdf";
    }

    private static bool IsHeic(ReadOnlySpan<byte> bytes) => bytes.Length >= 12 && bytes[4..].StartsWith("ftyp"u8)
        && HeicBrands.Contains(System.Text.Encoding.Latin1.GetString(bytes[8..12]));

    private static bool HasPdfHead(ReadOnlySpan<byte> bytes)
    {
        var at = bytes[..Math.Min(bytes.Length, FarthestHead + 6)].IndexOf("%PDF-"u8);
        return at is >= 0 and <= FarthestHead && at + 5 < bytes.Length && char.IsAsciiDigit((char)bytes[at + 5]);
    }

    private static bool IsProgram(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("MZ"u8) || bytes.StartsWith("#!"u8) || bytes is [0x7f, (byte)'E', (byte)'L', (byte)'F', ..];

    // A ZIP with OFD.xml at its root (GB/T 33190, 6). Only the list of its entries is read, nothing is unpacked.
    private static bool IsOfd(ReadOnlyMemory<byte> file)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(file.ToArray(), writable: false), ZipArchiveMode.Read);
            return zip.GetEntry("OFD.xml") is not null;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}

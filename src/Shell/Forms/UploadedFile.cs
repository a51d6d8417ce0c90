using Yitong.Kernel;

namespace Yitong.Shell;

/// <summary>
/// What an uploaded file is, by its bytes and never by its name: a scan, a photo or a document that an official can open.
/// </summary>
public static class UploadedFile
{
    /// <summary>Largest file, in bytes: 20 MiB.</summary>
    public const long Most = 20L << 20;

    private static readonly (string MediaType, byte[] Begins, int At)[] Known =
    [
        ("application/pdf", "%PDF-"u8.ToArray(), 0),
        ("image/png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 0),
        ("image/jpeg", [0xff, 0xd8, 0xff], 0),
        ("image/webp", "WEBP"u8.ToArray(), 8),
        ("image/heic", "ftypheic"u8.ToArray(), 4),
        ("image/heic", "ftypmif1"u8.ToArray(), 4),
    ];

    /// <summary>The media type, or <c>upload.empty</c>, <c>upload.too-large</c>, <c>upload.not-a-document</c>.</summary>
    public static Outcome<string> TypeOf(ReadOnlySpan<byte> bytes, string fileName)
    {
        if (bytes.IsEmpty) return Refused("upload.empty", fileName);
        if (bytes.Length > Most) return Refused("upload.too-large", fileName);
        foreach (var (mediaType, begins, at) in Known)
        {
            if (bytes.Length >= at + begins.Length && bytes.Slice(at, begins.Length).SequenceEqual(begins)) return mediaType;
        }
        return Refused("upload.not-a-document", fileName);
    }

    /// <summary>A refusal of a file, at its field.</summary>
    public static Refusal Refused(string code, string fileName) =>
        new(code, RefusalKind.NotValid, null, new Dictionary<string, string> { ["file"] = fileName });
}

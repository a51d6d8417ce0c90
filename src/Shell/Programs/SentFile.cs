using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Yitong.Kernel;

namespace Yitong.Shell;

/// <summary>A file as a program sends it: the field <c>file</c> of a form, or the bytes themselves.</summary>
/// <param name="Name">The name as sent.</param>
/// <param name="Bytes">The bytes.</param>
public sealed record SentFile(string Name, ReadOnlyMemory<byte> Bytes)
{
    private const int LongestBoundary = 128;

    /// <summary>
    /// Reads it; or <c>upload.too-large</c>, <c>upload.missing</c>, or <c>body.form-not-readable</c> when the parts of a form do
    /// not come apart: cut off, without a boundary, or with one that is none.
    /// </summary>
    /// <param name="http">The request.</param>
    /// <param name="name">The name where the bytes have none.</param>
    /// <param name="most">Most bytes.</param>
    public static async Task<Outcome<SentFile>> ReadAsync(HttpContext http, string name, long most)
    {
        if (!IsForm(http.Request))
            return await ApiJson.ReadBytesAsync(http, most) is { } bytes ? new SentFile(name, bytes) : TooLarge(name);
        try
        {
            return await PartAsync(http, most);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException and not BadHttpRequestException
            || fault is ArgumentException or FormatException)
        {
            return new Refusal("body.form-not-readable", RefusalKind.NotReadable);
        }
    }

    private static bool IsForm(HttpRequest request) =>
        request.ContentType?.TrimStart().StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true;

    private static async Task<Outcome<SentFile>> PartAsync(HttpContext http, long most)
    {
        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(http.Request.ContentType).Boundary).ToString();
        if (boundary.Length is 0 or > LongestBoundary) throw new InvalidDataException("No boundary.");
        var reader = new MultipartReader(boundary, http.Request.Body);
        while (await reader.ReadNextSectionAsync(http.RequestAborted) is { } section)
        {
            if (section.AsFileSection() is not { FileStream: { } stream } file) continue;
            return await ApiJson.ReadBytesAsync(stream, most, http.RequestAborted) is { } bytes
                ? new SentFile(file.FileName, bytes) : TooLarge(file.FileName);
        }
        return new Refusal("upload.missing", RefusalKind.NotValid);
    }

    private static Refusal TooLarge(string name) => UploadedFile.Refused("upload.too-large", name);
}

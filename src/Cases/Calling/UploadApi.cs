using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>An upload that materials can refer to.</summary>
internal sealed record UploadView(string Upload, string FileName, string MediaType, long Length);

/// <summary>Takes files: at most 20 MiB, judged by their bytes.</summary>
internal static class UploadApi
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/uploads", TakeAsync).For(Access.Resident | Access.Clerk)
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(UploadLimits.FormWithFile))
            .Accepts<IFormFile>("multipart/form-data", "application/octet-stream", "application/pdf", "image/png", "image/jpeg")
            .Produces<UploadView>(201).ProducesProblem(413).ProducesProblem(422)
            .WithSummary("Uploads a file: multipart field \"file\", or the bytes themselves with ?fileName=.");

    private static async Task<IResult> TakeAsync(HttpContext http, Blobs blobs, Texts texts, string? fileName = null)
    {
        if (http.Request.ContentLength > UploadLimits.FormWithFile) return TooLarge(fileName ?? "", texts);
        var name = fileName ?? "";
        byte[]? bytes;
        try
        {
            bytes = IsMultipart(http.Request) ? await PartAsync(http) : await ApiJson.ReadBytesAsync(http, UploadLimits.File);
        }
        catch (InvalidDataException)
        {
            return Problem.Of(UploadedFile.Refused("upload.missing", name), texts);
        }
        if (bytes is null) return TooLarge(name, texts);
        var type = UploadedFile.TypeOf(bytes, name);
        if (type.Refusal is { } refusal) return Problem.Of(refusal, texts);
        var upload = await blobs.PutAsync(bytes, type.Value, http.RequestAborted);
        return Results.Json(
            new UploadView(upload, name, type.Value, bytes.Length), ApiJson.Options, statusCode: StatusCodes.Status201Created);

        async Task<byte[]?> PartAsync(HttpContext from)
        {
            var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(from.Request.ContentType).Boundary).Value;
            if (boundary is null) throw new InvalidDataException("No boundary.");
            var reader = new MultipartReader(boundary, from.Request.Body);
            while (await reader.ReadNextSectionAsync(from.RequestAborted) is { } section)
            {
                if (section.AsFileSection() is not { FileStream: { } stream } file) continue;
                name = file.FileName;
                return await ReadAsync(stream, from.RequestAborted);
            }
            throw new InvalidDataException("No file.");
        }
    }

    private static bool IsMultipart(HttpRequest request) =>
        request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true;

    private static async Task<byte[]?> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[64 * 1024];
        int read;
        while ((read = await stream.ReadAsync(chunk, cancellation)) > 0)
        {
            if (buffer.Length + read > UploadLimits.File) return null;
            buffer.Write(chunk, 0, read);
        }
        return buffer.ToArray();
    }

    private static IResult TooLarge(string name, Texts texts)
    {
        var refusal = UploadedFile.Refused("upload.too-large", name);
        return Results.Problem(
            type: "urn:yitong:refusal:" + refusal.Code,
            title: texts["problem.NotValid"],
            detail: texts.Say("refusals." + refusal.Code, refusal.Args),
            statusCode: StatusCodes.Status413PayloadTooLarge,
            extensions: new Dictionary<string, object?> { ["code"] = refusal.Code });
    }
}

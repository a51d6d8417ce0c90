using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Cases;

/// <summary>An upload that materials can refer to.</summary>
internal sealed record UploadView(string Upload, string FileName, string MediaType, long Length);

/// <summary>Takes files: at most 20 MiB, judged by their bytes, for the account that sends them.</summary>
internal static class UploadApi
{
    private const string Large = "upload.too-large";

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/uploads", TakeAsync).For(Access.Resident | Access.Clerk | Access.Official)
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(UploadLimits.FormWithFile))
            .Accepts<IFormFile>("multipart/form-data", "application/octet-stream", "application/pdf", "image/png", "image/jpeg",
                UploadedFile.Ofd)
            .Produces<UploadView>(201).ProducesProblem(400).ProducesProblem(409).ProducesProblem(413).ProducesProblem(422)
            .WithSummary("Uploads a file: multipart field \"file\", or the bytes themselves with ?fileName=.");

    private static async Task<IResult> TakeAsync(
        HttpContext http, Uploads uploads, Visitor visitor, Texts texts, string? fileName = null)
    {
        var name = fileName ?? "";
        if (http.Request.ContentLength > UploadLimits.FormWithFile) return TooLarge(UploadedFile.Refused(Large, name), texts);
        var sent = await SentFile.ReadAsync(http, name, UploadLimits.File);
        var kept = sent.Refusal is { } notRead ? notRead
            : await uploads.TakeAsync(visitor.ToActor(), "", sent.Value.Name, sent.Value.Bytes, http.RequestAborted);
        return kept.Refusal is { Code: Large } large ? TooLarge(large, texts)
            : kept.Answer(texts, View, StatusCodes.Status201Created);
    }

    internal static UploadView View(MaterialCopy copy) => new(copy.Blob!, copy.FileName, copy.MediaType, copy.Length);

    private static IResult TooLarge(Refusal refusal, Texts texts) => Results.Problem(
        type: "urn:yitong:refusal:" + refusal.Code,
        title: texts["problem.NotValid"],
        detail: texts.Say("refusals." + refusal.Code, refusal.Args),
        statusCode: StatusCodes.Status413PayloadTooLarge,
        extensions: new Dictionary<string, object?> { ["code"] = refusal.Code });
}

namespace Yitong.Shell;

/// <summary>
/// Hands out a file that somebody brought: it is saved, not shown, never runs in our page, and its type and the ending of its
/// name are those of its bytes, also where it was kept under older rules.
/// </summary>
public static class FileAnswer
{
    /// <summary>The answer.</summary>
    public static IResult Of(HttpContext http, ReadOnlyMemory<byte> bytes, string? name)
    {
        var type = UploadedFile.TypeOfKept(bytes);
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.File(bytes.ToArray(), type, UploadedFile.NameOf(name, type));
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;

namespace Yitong.Shell;

/// <summary>
/// Refuses, before any route runs and for all of them alike, what would else be passed over in silence: a claim to have seen
/// a version that names none (nobody overwrites others because a gateway wrote it otherwise), and a form in letters that
/// nobody reads.
/// </summary>
public static class ReadableRequests
{
    /// <summary>Refuses what is not readable with 400. Stands before the forms' tokens are checked.</summary>
    public static IApplicationBuilder UseReadableRequests(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        var changes = !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method);
        if (changes && !IsReadable(http.Request.Headers.IfMatch.ToString()))
            await Problem.Of(
                new("body.version-not-valid", RefusalKind.NotReadable), http.RequestServices.GetRequiredService<Texts>())
                .ExecuteAsync(http);
        else if (changes && http.Request.Headers.ContentEncoding.ToString() is not ("" or "identity"))
            // What is packed would be read as something else, or as nothing.
            await Problem.Of(
                new("body.packed", RefusalKind.NotReadable), http.RequestServices.GetRequiredService<Texts>()).ExecuteAsync(http);
        else if (changes && TakesForm(http) && !await IsFormReadableAsync(http))
            await Screens.Error(StatusCodes.Status400BadRequest, "error.stale-form").ExecuteAsync(http);
        else await next(http);
    });

    /// <summary>
    /// The version that a client says it has seen: <c>"3"</c>, or <c>W/"3"</c> as gateways that compress answers make of it; null
    /// where it claims none, by nothing or by <c>*</c>.
    /// </summary>
    internal static int? Version(string claim)
    {
        var tag = claim.Trim();
        if (tag.StartsWith("W/\"", StringComparison.Ordinal)) tag = tag[2..];
        if (tag is ['"', .. var inner, '"']) tag = inner;
        return int.TryParse(tag, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
    }

    private static bool IsReadable(string claim) => claim.Trim() is "" or "*" || Version(claim) is not null;

    /// <summary>
    /// The form of a request for which nobody has looked yet whether it can be read; null when it is none, does not come apart or
    /// is too large.
    /// </summary>
    public static async Task<IFormCollection?> FormAsync(HttpContext http)
    {
        try
        {
            return http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : null;
        }
        catch (Exception fault) when (fault is BadHttpRequestException || IsOfForm(fault))
        {
            return null;
        }
    }

    // Also what says that it is a form in a way that is none.
    private static bool TakesForm(HttpContext http) => http.Request.ContentType is { Length: > 0 }
        && http.GetEndpoint()?.Metadata.GetMetadata<IAntiforgeryMetadata>() is { RequiresValidation: true };

    // Cut off, without a boundary or with one that is none, in letters that are switched off: it does not come apart. What is too
    // large is told as such later on.
    private static async Task<bool> IsFormReadableAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType) return false;
        try
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            return IsReadable(form[Caller.VersionField].ToString());
        }
        catch (BadHttpRequestException)
        {
            return true;
        }
        catch (Exception fault) when (IsOfForm(fault))
        {
            return false;
        }
    }

    private static bool IsOfForm(Exception fault) =>
        fault is NotSupportedException or IOException or InvalidDataException or ArgumentException or FormatException;
}

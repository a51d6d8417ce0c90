using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Store;

namespace Yitong.Shell;

/// <summary>
/// Makes every request that changes something repeatable, whatever it changes: a program names it by the header
/// <c>Idempotency-Key</c>, a page by a value that each form carries. <c>If-Match</c> and the field <c>version</c> say what the
/// client had on screen.
/// </summary>
public static class Callers
{
    /// <summary>The field of a form that tells one showing of it from another.</summary>
    public const string FormField = "once";

    /// <summary>The field of a form that proves it to be a page of ours.</summary>
    internal const string TokenField = "__RequestVerificationToken";

    /// <summary>Whether a field of a form holds what somebody typed, and not what the page itself put there.</summary>
    public static bool IsTyped(string field) => field is not (FormField or TokenField);

    private const int LongestKey = 200;

    /// <summary>
    /// Reads the keys of programs before any route runs, and answers again what was answered before; what is no key is refused.
    /// </summary>
    public static IApplicationBuilder UseRequestKeys(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length == 0 || !IsKept(http))
        {
            await next(http);
            return;
        }
        if (key.Length > LongestKey || key.Any(c => c is < ' ' or > '~'))
        {
            await RefuseAsync(http, new("body.key-not-valid", RefusalKind.NotReadable));
            return;
        }
        var sent = new RequestKey(key, await HashAsync(http.Request));
        http.Features.Set(sent);
        var caller = Visitor.Of(http.User).ToActor().Id;
        var answers = http.RequestServices.GetRequiredService<Answers>();
        switch (await answers.BeginAsync(caller, sent.Key, sent.Hash))
        {
            case (KeyedRequest.New, _):
                await AnswerAsync(http, next, answers, caller, key);
                break;
            case (KeyedRequest.Answered, { } given):
                await AgainAsync(http.Response, given);
                break;
            case (KeyedRequest.Reused, _):
                await RefuseAsync(http, new("store.key-reused", RefusalKind.NotValid));
                break;
            default:
                await RefuseAsync(http, new("store.key-under-way", RefusalKind.Busy));
                break;
        }
    });

    // Nobody in particular has no keys of their own, and what may be seen only now is never answered from a shelf.
    private static bool IsKept(HttpContext http) => !HttpMethods.IsGet(http.Request.Method)
        && !HttpMethods.IsHead(http.Request.Method) && Visitor.Of(http.User).IsSignedIn
        && http.GetEndpoint()?.Metadata.GetMetadata<NeverKept>() is null
        && !(http.Request.ContentLength > UploadLimits.Form);

    private static async Task AnswerAsync(HttpContext http, RequestDelegate next, Answers answers, string caller, string key)
    {
        var (wire, kept) = (http.Response.Body, new MemoryStream());
        http.Response.Body = kept;
        try
        {
            await next(http);
            if (http.Response.StatusCode is >= 200 and < 400) await answers.KeepAsync(caller, key, http.Response, kept.ToArray());
            else await answers.DropAsync(caller, key);
        }
        catch
        {
            await answers.DropAsync(caller, key);
            throw;
        }
        finally
        {
            http.Response.Body = wire;
        }
        kept.Position = 0;
        await kept.CopyToAsync(wire, http.RequestAborted);
    }

    private static async Task AgainAsync(HttpResponse response, AnswerRow given)
    {
        response.StatusCode = given.Status;
        response.ContentType = given.MediaType;
        if (given.Location is not null) response.Headers.Location = given.Location;
        response.Headers["Idempotent-Replayed"] = "true";
        await response.Body.WriteAsync(given.Body);
    }

    private static Task RefuseAsync(HttpContext http, Refusal refusal) =>
        Problem.Of(refusal, http.RequestServices.GetRequiredService<Texts>()).ExecuteAsync(http);

    internal static Caller Of(HttpContext http)
    {
        var caller = Read(http);
        // A program claims it with its next act, by If-Match.
        http.Response.OnStarting(() =>
        {
            if (caller.Version is { } version) http.Response.Headers.ETag = $"\"{version}\"";
            return Task.CompletedTask;
        });
        return caller;
    }

    private static Caller Read(HttpContext http)
    {
        var seen = ReadableRequests.Version(http.Request.Headers.IfMatch.ToString());
        var by = new Caller(Visitor.Of(http.User).ToActor()) { Seen = seen };
        if (http.Features.Get<RequestKey>() is { } sent) return by with { Key = new(by.By.Id, sent.Key, sent.Hash) };
        if (FormOf(http) is not { } form) return by;
        by = by with { Seen = ReadableRequests.Version(form[Caller.VersionField].ToString()), IsSeenInForm = true };
        // What was changed in a form that is shown once more is another request.
        return form[FormField].ToString() is { Length: > 0 and <= 40 } once
            ? by with { Key = new(by.By.Id, $"form {once} {HashOf(http.Request, form)}", "") } : by;
    }

    // The form of a page was read when its token was checked; no other is read here.
    private static IFormCollection? FormOf(HttpContext http) =>
        http.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: true } && http.Request.HasFormContentType
            ? http.Features.Get<IFormFeature>()?.Form : null;

    private static string HashOf(HttpRequest request, IFormCollection form)
    {
        var text = new StringBuilder(request.Path);
        foreach (var (name, value) in form.OrderBy(field => field.Key, StringComparer.Ordinal))
            if (IsTyped(name)) text.Append('\n').Append(name).Append('=').Append(value);
        foreach (var file in form.Files)
        {
            using var content = file.OpenReadStream();
            text.Append('\n').Append(file.Name).Append(':').Append(Convert.ToHexStringLower(SHA256.HashData(content)));
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    // The body is kept, so that the route reads it again; what is too large for it is refused there.
    private static async Task<string> HashAsync(HttpRequest request)
    {
        request.EnableBuffering();
        var body = await SHA256.HashDataAsync(request.Body, request.HttpContext.RequestAborted);
        request.Body.Position = 0;
        var asked = Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n");
        return Convert.ToHexStringLower(SHA256.HashData([.. asked, .. body]));
    }

    private sealed record RequestKey(string Key, string Hash);
}

/// <summary>
/// Says of a route that its answers are never kept: what it shows may be seen only now, and each look is written down.
/// </summary>
public sealed class NeverKept;

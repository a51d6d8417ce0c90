using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Yitong.Shell;

namespace Yitong.Web;

/// <summary>A form that was sent after its session had ended.</summary>
/// <param name="Owner">Whose session it was.</param>
/// <param name="To">Where it was sent.</param>
/// <param name="From">The page it stood on.</param>
/// <param name="Fields">What was typed.</param>
public sealed record KeptForm(string Owner, string To, string From, IReadOnlyList<KeptField> Fields);

/// <summary>A field of a kept form.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">What was typed.</param>
public sealed record KeptField(string Name, string Value);

/// <summary>
/// Keeps what was typed when a session has ended meanwhile: sealed in the browser, for a quarter of an hour or until it was sent,
/// and put back for the same person alone where it was typed. Another site cannot put anything there, as its forms come without
/// the session's cookie. Thread-safe.
/// </summary>
internal sealed class KeptForms(IDataProtectionProvider protection, IOptionsMonitor<CookieAuthenticationOptions> sessions)
{
    /// <summary>Where it is shown again.</summary>
    public const string Path = "/kept";

    private const string Cookie = "kept";
    // A browser sends it back with every request, all cookies in one line, and proxies read 8 KB of a line unless told otherwise.
    private const int LongestSealed = 6_500;
    private const int LongestCookie = 3_800;
    // What repeats packs to next to nothing, and is unpacked with every request that brings it.
    private const int LongestTyped = 20_000;
    private static readonly TimeSpan Time = TimeSpan.FromMinutes(15);
    private readonly ITimeLimitedDataProtector sealing = protection.CreateProtector("kept-form").ToTimeLimitedDataProtector();
    private readonly ChunkingCookieManager cookies = new() { ChunkSize = LongestCookie };

    /// <summary>
    /// Puts what was kept back into the page it stood on, and forgets it once it has been sent. Other pages do not see it.
    /// </summary>
    public async Task PassAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Cookies.ContainsKey(Cookie) && Visitor.Of(http.User) is { IsSignedIn: true } visitor
            && Find(http, visitor.Id) is { } kept)
        {
            if (HttpMethods.IsPost(http.Request.Method) && http.Request.Path == kept.To)
                http.Response.OnStarting(() =>
                {
                    if (http.Response.StatusCode == StatusCodes.Status303SeeOther) Forget(http);
                    return Task.CompletedTask;
                });
            else if (HttpMethods.IsGet(http.Request.Method) && http.Request.Path + http.Request.QueryString == kept.From)
                http.RequestServices.GetRequiredService<KeptInput>()
                    .Put(kept.To, kept.Fields.Select(field => (field.Name, field.Value)));
        }
        await next(http);
    }

    /// <summary>Keeps the form of a request whose session has ended; the address to go on at after signing in.</summary>
    public async Task<string> KeepAsync(HttpContext http)
    {
        var (request, from) = (http.Request, PageOf(http.Request));
        if (OwnerOf(http) is not { } owner || await ReadableRequests.FormAsync(http) is not { } form) return from;
        var kept = new KeptForm(owner, request.Path, from, [.. form.Where(field => Callers.IsTyped(field.Key))
            .SelectMany(field => field.Value, (field, value) => new KeptField(field.Key, value ?? ""))]);
        if (kept.Fields.Sum(field => field.Name.Length + field.Value.Length) > LongestTyped) return from;
        var text = Base64Url.EncodeToString(sealing.Protect(Packed(kept), Time));
        if (text.Length > LongestSealed) return from;
        var options = Options(request);
        options.MaxAge = Time;
        cookies.AppendResponseCookie(http, Cookie, text, options);
        return Path;
    }

    /// <summary>What this person typed before; null when nothing is theirs.</summary>
    public KeptForm? Find(HttpContext http, string? person)
    {
        if (cookies.GetRequestCookie(http, Cookie) is not { } text) return null;
        try
        {
            var kept = Unpacked(sealing.Unprotect(Base64Url.DecodeFromChars(text)));
            return kept?.Owner == person ? kept : null;
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Forgets what was kept.</summary>
    public void Forget(HttpContext http) => cookies.DeleteCookie(http, Cookie, Options(http.Request));

    private static byte[] Packed(KeptForm kept)
    {
        using var packed = new MemoryStream();
        using (var packing = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            JsonSerializer.Serialize(packing, kept, ApiJson.Options);
        return packed.ToArray();
    }

    private static KeptForm? Unpacked(byte[] bytes)
    {
        using var unpacking = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<KeptForm>(unpacking, ApiJson.Options);
    }

    // The cookie of a session that has ended still says whose it was.
    private string? OwnerOf(HttpContext http)
    {
        var session = sessions.Get(CookieAuthenticationDefaults.AuthenticationScheme);
        return session.CookieManager.GetRequestCookie(http, session.Cookie.Name!) is { } text
            && session.TicketDataFormat.Unprotect(text) is { Principal: var user } ? Visitor.Of(user).Id : null;
    }

    // What was sent from where it is shown again has no other page: it would lead back to itself for ever.
    private static string PageOf(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var page) && page.Authority == request.Host.Value
            && page.AbsolutePath != Path ? Screens.LocalPath(page.PathAndQuery) : "/";

    private static CookieOptions Options(HttpRequest request) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = request.IsHttps, Path = "/", IsEssential = true,
    };
}

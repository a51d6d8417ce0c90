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
/// Keeps what was typed when a session has ended meanwhile: sealed in the browser, for a quarter of an hour, and shown again to
/// the same person alone. Another site cannot put anything there, as its forms come without the session's cookie. Thread-safe.
/// </summary>
internal sealed class KeptForms(IDataProtectionProvider protection, IOptionsMonitor<CookieAuthenticationOptions> sessions)
{
    /// <summary>Where it is shown again.</summary>
    public const string Path = "/kept";

    private const string Cookie = "kept";
    private const int Longest = 12_000;
    private static readonly TimeSpan Time = TimeSpan.FromMinutes(15);
    private readonly ITimeLimitedDataProtector sealing = protection.CreateProtector("kept-form").ToTimeLimitedDataProtector();
    private readonly ChunkingCookieManager cookies = new();

    /// <summary>Keeps the form of a request whose session has ended; the address to go on at after signing in.</summary>
    public async Task<string> KeepAsync(HttpContext http)
    {
        var request = http.Request;
        var from = PageOf(request);
        if (OwnerOf(http) is not { } owner || request.ContentLength is null or > Longest
            || request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal) != true)
            return from;
        var form = await request.ReadFormAsync(http.RequestAborted);
        var kept = new KeptForm(owner, request.Path, from, [.. form.Where(field => Callers.IsTyped(field.Key))
            .SelectMany(field => field.Value, (field, value) => new KeptField(field.Key, value ?? ""))]);
        cookies.AppendResponseCookie(http, Cookie, sealing.Protect(JsonSerializer.Serialize(kept), Time), Options(request));
        return Path;
    }

    /// <summary>What this person typed before; taken out, so that it is shown once. Null when nothing is theirs.</summary>
    public KeptForm? Take(HttpContext http, string? person)
    {
        if (cookies.GetRequestCookie(http, Cookie) is not { } text) return null;
        cookies.DeleteCookie(http, Cookie, Options(http.Request));
        try
        {
            var kept = JsonSerializer.Deserialize<KeptForm>(sealing.Unprotect(text));
            return kept?.Owner == person ? kept : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // The cookie of a session that has ended still says whose it was.
    private string? OwnerOf(HttpContext http)
    {
        var session = sessions.Get(CookieAuthenticationDefaults.AuthenticationScheme);
        return session.CookieManager.GetRequestCookie(http, session.Cookie.Name!) is { } text
            && session.TicketDataFormat.Unprotect(text) is { Principal: var user } ? Visitor.Of(user).Id : null;
    }

    private static string PageOf(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var page) && page.Authority == request.Host.Value
            ? Screens.LocalPath(page.PathAndQuery) : "/";

    private static CookieOptions Options(HttpRequest request) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = request.IsHttps, Path = Path, IsEssential = true,
    };
}

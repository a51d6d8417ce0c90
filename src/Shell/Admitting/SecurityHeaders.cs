namespace Yitong.Shell;

/// <summary>Headers that every answer carries.</summary>
public static class SecurityHeaders
{
    /// <summary>
    /// Nothing runs or loads but our own files: no inline script, no inline style, no frame, no other host.
    /// </summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>Puts the headers on every answer.</summary>
    /// <param name="app">The application.</param>
    /// <param name="identityProviderIsElsewhere">Whether signing in passes through another host.</param>
    public static void UseSecurityHeaders(this IApplicationBuilder app, bool identityProviderIsElsewhere) =>
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
            // A sign-in that passes through another host must be able to come back to the same window.
            headers["Cross-Origin-Opener-Policy"] = identityProviderIsElsewhere ? "same-origin-allow-popups" : "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            // Pages show personal affairs: no shared cache and no back-button copy after signing out.
            headers.CacheControl = context.User.Identity?.IsAuthenticated == true ? "no-store" : "no-cache";
            return next(context);
        });
}

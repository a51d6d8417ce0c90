namespace Yitong.Shell;

/// <summary>The elder mode (长辈版): large type, one column, six services, a person to call.</summary>
public static class Mode
{
    private const string Cookie = "mode";

    /// <summary>Whether the visitor has chosen it.</summary>
    public static bool IsElder(HttpRequest request) => request.Cookies[Cookie] == "elder";

    /// <summary>
    /// The switch is a link, so that it works from any page without a form; it keeps no more than a preference.
    /// </summary>
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/mode/{name}", (string name, string? back, HttpContext http) =>
        {
            if (name == "elder")
                http.Response.Cookies.Append(Cookie, "elder", new CookieOptions
                {
                    HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365),
                    Secure = http.Request.IsHttps, IsEssential = true,
                });
            else
                http.Response.Cookies.Delete(Cookie);
            return Screens.SeeOther(Screens.LocalPath(back));
        }).For(Access.Anyone).OwnedBy("shell");
}

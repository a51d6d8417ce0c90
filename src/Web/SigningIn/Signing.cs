using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Web;

/// <summary>Signing in and out (登录、退出).</summary>
internal static class Signing
{
    private const string ByPath = "by-path";

    /// <summary>Sessions are one encrypted cookie; sixty idle minutes end them.</summary>
    public static void AddSessions(this IServiceCollection services, IConfiguration configuration)
    {
        var provider = new IdentityProvider(configuration);
        var authentication = services.AddAuthentication(ByPath)
            // Programs show a token and never a cookie, so no other site can act through a browser's session.
            .AddPolicyScheme(ByPath, null, options => options.ForwardDefaultSelector = http =>
                !ErrorPages.IsForPrograms(http.Request) ? CookieAuthenticationDefaults.AuthenticationScheme
                : provider.IsConfigured && IsSignedByProvider(http.Request) ? IdentityProvider.TokenScheme
                : BearerTokenDefaults.AuthenticationScheme)
            .AddBearerToken()
            .AddCookie(options =>
            {
                options.Cookie.Name = "session";
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.HttpOnly = true;
                options.ExpireTimeSpan = TimeSpan.FromMinutes(60);
                options.SlidingExpiration = true;
                options.Events.OnRedirectToLogin = AskToSignIn;
                options.Events.OnRedirectToAccessDenied = context => Refuse(context.HttpContext, 403);
            });
        if (provider.IsConfigured)
        {
            authentication.AddIdentityProvider(provider);
            authentication.AddProviderTokens(provider);
        }
        services.AddAuthorization();
        services.AddSingleton<KeptForms>();
    }

    // A provider's token has three parts; one of the demonstration has none.
    private static bool IsSignedByProvider(HttpRequest request) =>
        request.Headers.Authorization.ToString().Count(c => c == '.') == 2;

    public static void Map(IEndpointRouteBuilder routes)
    {
        ExternalIdentity.Map(routes);
        routes.MapGet("/sign-in", (string? back, string? failed) =>
            Screens.Show(new SignInPage { Back = Screens.LocalPath(back), HasFailed = failed is not null }))
            .For(Access.Anyone).OwnedBy("portal");

        routes.MapPost("/sign-in", async (HttpContext http) =>
        {
            var form = await http.Request.ReadFormAsync();
            var back = Screens.LocalPath(form["back"]);
            if (http.RequestServices.GetService<SignInAsPersona>() is not { } demo
                || await demo(form["persona"].ToString()) is not { } persona)
                return Screens.Error(StatusCodes.Status403Forbidden, "error.no-persona");
            await http.SignInAsync(persona.ToPrincipal(CookieAuthenticationDefaults.AuthenticationScheme));
            return Screens.SeeOther(back == "/" ? FirstPageOf(persona.Role) : back);
        }).TakesForm().For(Access.Anyone).OwnedBy("portal");

        routes.MapGet(KeptForms.Path, (string? show, HttpContext http, Visitor visitor, KeptForms forms) =>
            forms.Find(http, visitor.Id) is not { } kept ? Screens.SeeOther(visitor.Home)
                : show is null && kept.From != "/" ? Screens.SeeOther($"{kept.From}#{PostForm.KeptId}")
                : Screens.Show(new KeptPage { Kept = kept })).For(Access.SignedIn).OwnedBy("portal");

        routes.MapGet("/account", () => Screens.Show(new AccountPage())).For(Access.SignedIn).OwnedBy("portal");

        routes.MapPost("/sign-out", async (HttpContext http) =>
        {
            await http.SignOutAsync();
            return Screens.SeeOther("/");
        }).TakesForm().For(Access.SignedIn).OwnedBy("portal");
    }

    private static string FirstPageOf(ActorRole role) => role switch
    {
        ActorRole.Official => "/work",
        ActorRole.Clerk => "/desk",
        ActorRole.Supervisor => "/supervision",
        _ => "/",
    };

    private static async Task AskToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (ErrorPages.IsForPrograms(request))
        {
            await Refuse(context.HttpContext, 401);
            return;
        }
        // A form cannot be sent anew by itself after signing in: what was typed is kept till then.
        var back = HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString
            : await context.HttpContext.RequestServices.GetRequiredService<KeptForms>().KeepAsync(context.HttpContext);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = "/sign-in?back=" + Uri.EscapeDataString(back);
    }

    private static Task Refuse(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}

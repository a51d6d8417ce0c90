using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Web.Demo;
using Yitong.Web.Shell;

namespace Yitong.Web.Portal.SignIn;

/// <summary>The identity provider of the city, where people prove who they are.</summary>
/// <param name="configuration">
/// Settings <c>identity:authority</c>, <c>identity:client-id</c>, <c>identity:client-secret</c>.
/// </param>
internal sealed class IdentityProvider(IConfiguration configuration)
{
    public const string Scheme = "identity";

    public string? Authority => configuration["identity:authority"];
    public string? ClientId => configuration["identity:client-id"];
    public string? ClientSecret => configuration["identity:client-secret"];
    public bool IsConfigured => !string.IsNullOrEmpty(Authority) && !string.IsNullOrEmpty(ClientId);
}

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
                ErrorPages.IsForPrograms(http.Request)
                    ? BearerTokenDefaults.AuthenticationScheme : CookieAuthenticationDefaults.AuthenticationScheme)
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
            authentication.AddOpenIdConnect(IdentityProvider.Scheme, options =>
            {
                options.Authority = provider.Authority;
                options.ClientId = provider.ClientId;
                options.ClientSecret = provider.ClientSecret;
                options.ResponseType = "code";
                options.MapInboundClaims = false;
                options.SaveTokens = false;
                options.CallbackPath = "/sign-in/done";
                options.TokenValidationParameters.NameClaimType = "name";
                options.Events.OnTicketReceived = TakeIdentity;
            });
        services.AddAuthorization();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", (string? back, Visitor visitor) =>
            Screens.Show<SignInPage>(new { Back = Screens.LocalPath(back) })).For(Access.Anyone).OwnedBy("portal");

        routes.MapPost("/sign-in", async (HttpContext http, IdentityProvider provider) =>
        {
            var form = await http.Request.ReadFormAsync();
            var back = Screens.LocalPath(form["back"]);
            if (provider.IsConfigured && !form.ContainsKey("persona"))
                return Results.Challenge(new AuthenticationProperties { RedirectUri = back }, [IdentityProvider.Scheme]);
            if (http.RequestServices.GetService<DemoCity>() is not { } demo
                || await demo.SignInAsync(form["persona"].ToString()) is not { } persona)
                return Screens.Error(StatusCodes.Status403Forbidden, "error.no-persona");
            await http.SignInAsync(persona.ToPrincipal(CookieAuthenticationDefaults.AuthenticationScheme));
            return Screens.SeeOther(back == "/" ? FirstPageOf(persona.Role) : back);
        }).TakesForm().For(Access.Anyone).OwnedBy("portal");

        routes.MapGet("/account", () => Screens.Show<AccountPage>()).For(Access.SignedIn).OwnedBy("portal");

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

    private static Task AskToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (ErrorPages.IsForPrograms(request))
            return Refuse(context.HttpContext, 401);
        // A form cannot be sent anew after signing in; the page it stands on can be opened anew.
        var back = HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString : "/";
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = "/sign-in?back=" + Uri.EscapeDataString(back);
        return Task.CompletedTask;
    }

    private static Task Refuse(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    // The provider says who it is; only the claims that Yitong knows enter the session.
    private static Task TakeIdentity(TicketReceivedContext context)
    {
        var user = context.Principal!;
        if (user.FindFirst("sub")?.Value is not { } id)
        {
            context.Fail("The identity provider named nobody.");
            return Task.CompletedTask;
        }
        var role = Enum.TryParse<ActorRole>(user.FindFirst("role")?.Value, true, out var known)
            ? known : ActorRole.Resident;
        context.Principal = new Visitor(id, user.FindFirst("name")?.Value ?? id, role,
            user.FindFirst("office")?.Value, null, null).ToPrincipal(CookieAuthenticationDefaults.AuthenticationScheme);
        return Task.CompletedTask;
    }
}

using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Parties;
using Yitong.Shell;

namespace Yitong.Web;

/// <summary>The identity provider of the city, where people prove who they are.</summary>
/// <param name="configuration">
/// Settings <c>identity:authority</c>, <c>identity:client-id</c>, <c>identity:client-secret</c>,
/// <c>identity:audience</c> (of tokens for the API; the client id when missing) and <c>identity:citizen-number-claim</c>.
/// </param>
internal sealed class IdentityProvider(IConfiguration configuration)
{
    public const string Scheme = "identity";
    public const string TokenScheme = "identity-token";

    public string? Authority => configuration["identity:authority"];
    public string? ClientId => configuration["identity:client-id"];
    public string? ClientSecret => configuration["identity:client-secret"];
    public string CitizenNumberClaim => configuration["identity:citizen-number-claim"] ?? "citizen_number";
    public string? Audience => configuration["identity:audience"] ?? ClientId;
    public bool IsConfigured => !string.IsNullOrEmpty(Authority) && !string.IsNullOrEmpty(ClientId);
}

/// <summary>Signing in at the city's identity provider by OpenID Connect.</summary>
internal static class ExternalIdentity
{
    private const string Failed = "/sign-in?failed=yes";
    private const string NotEnough =
        "The identity provider did not say enough, or nothing that people can read: see the settings under identity in the "
        + "operating manual.";

    public static void AddIdentityProvider(this AuthenticationBuilder authentication, IdentityProvider provider) =>
        authentication.AddOpenIdConnect(IdentityProvider.Scheme, options =>
        {
            options.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
            options.Authority = provider.Authority;
            options.RequireHttpsMetadata = !new Uri(provider.Authority!).IsLoopback;
            options.ClientId = provider.ClientId;
            options.ClientSecret = provider.ClientSecret;
            options.ResponseType = "code";
            // Back by an address, not by a form: cookies of this site then need not be open to others.
            options.ResponseMode = "query";
            options.CorrelationCookie.SameSite = SameSiteMode.Lax;
            options.NonceCookie.SameSite = SameSiteMode.Lax;
            options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.MapInboundClaims = false;
            options.SaveTokens = false;
            options.CallbackPath = "/sign-in/done";
            options.Events.OnTicketReceived = TakeIdentityAsync;
            options.Events.OnRemoteFailure = context =>
            {
                context.Response.Redirect(Failed);
                context.HandleResponse();
                return Task.CompletedTask;
            };
        });

    /// <summary>Programs show a token that the same provider signed for this installation.</summary>
    public static void AddProviderTokens(this AuthenticationBuilder authentication, IdentityProvider provider) =>
        authentication.AddJwtBearer(IdentityProvider.TokenScheme, options =>
        {
            options.Authority = provider.Authority;
            options.RequireHttpsMetadata = !new Uri(provider.Authority!).IsLoopback;
            options.Audience = provider.Audience;
            options.MapInboundClaims = false;
            options.Events = new() { OnTokenValidated = TakeTokenAsync };
        });

    /// <summary>A link, not a form: the policy of content forbids forms that end at another host.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/sign-in/external", (string? back, IdentityProvider provider) => provider.IsConfigured
            ? Results.Challenge(new AuthenticationProperties { RedirectUri = Screens.LocalPath(back) }, [IdentityProvider.Scheme])
            : Results.NotFound()).For(Access.Anyone).OwnedBy("portal");

    // The provider says who it is; only what Yitong knows enters the session.
    private static async Task TakeIdentityAsync(TicketReceivedContext context)
    {
        if (await VisitorOfAsync(context.Principal!, context.HttpContext.RequestServices) is { } visitor)
        {
            context.Principal = visitor.ToPrincipal(CookieAuthenticationDefaults.AuthenticationScheme);
            return;
        }
        var services = context.HttpContext.RequestServices;
        services.GetRequiredService<ILoggerFactory>().CreateLogger("Yitong.SignIn").LogWarning(
            "The identity provider did not say enough: role, office or {Claim} is missing or wrong.",
            services.GetRequiredService<IdentityProvider>().CitizenNumberClaim);
        // Failing the ticket here would be passed over; only a handled answer keeps the session from being opened.
        context.Response.Redirect(Failed);
        context.HandleResponse();
    }

    private static async Task TakeTokenAsync(Microsoft.AspNetCore.Authentication.JwtBearer.TokenValidatedContext context)
    {
        if (await VisitorOfAsync(context.Principal!, context.HttpContext.RequestServices) is { } visitor)
            context.Principal = visitor.ToPrincipal(IdentityProvider.TokenScheme);
        else
            context.Fail(NotEnough);
    }

    private static async Task<Visitor?> VisitorOfAsync(ClaimsPrincipal user, IServiceProvider services) =>
        user.FindFirstValue("role")?.ToLowerInvariant() switch
        {
            null or "resident" => await ResidentAsync(user, services),
            "clerk" => OfficeHolder(user, ActorRole.Clerk),
            "official" => OfficeHolder(user, ActorRole.Official),
            "supervisor" => (user.FindFirstValue("sub"), NameOf(user)) is ({ } id, { } name)
                ? new Visitor(id, name, ActorRole.Supervisor, null, null, null) : null,
            _ => null,
        };

    private static Visitor? OfficeHolder(ClaimsPrincipal user, ActorRole role) =>
        (user.FindFirstValue("sub"), user.FindFirstValue("office"), NameOf(user)) is ({ } id, { } office, { } name)
            ? new Visitor(id, name, role, office, null, null)
            : null;

    // A resident is the party with their citizen number; who comes for the first time is entered in the register.
    private static async Task<Visitor?> ResidentAsync(ClaimsPrincipal user, IServiceProvider services)
    {
        var claim = user.FindFirstValue(services.GetRequiredService<IdentityProvider>().CitizenNumberClaim);
        if (!CitizenNumber.TryParse(claim, out var number))
            return null;
        var parties = services.GetRequiredService<PartyRegister>();
        if (await parties.FindByCodeAsync(number.Text) is { } known)
            return new($"{known.Id}", known.Name, ActorRole.Resident, null, null, null);
        var desk = services.GetRequiredService<Desk<Party, PartyEvent, NamedParties>>();
        var entered = await desk.BeginAsync(Actor.Engine, new RegisterParty(
            PartyKind.Person, number.Text, NameOf(user) ?? "", services.GetRequiredService<CityProfile>().Code));
        return await parties.FindByCodeAsync(number.Text) is { } now && (entered.IsGranted || now.Code == number.Text)
            ? new($"{now.Id}", now.Name, ActorRole.Resident, null, null, null)
            : null;
    }

    // What nobody can read as a name stands on no page, in no file and in no journal: who is called so is not signed in.
    private static string? NameOf(ClaimsPrincipal user) =>
        user.FindFirstValue("name") is { } name ? PartyName.Clean(name) : PartyName.Clean(user.FindFirstValue("sub"));
}

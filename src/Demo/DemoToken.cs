using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.Extensions.Options;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Demo;

/// <summary>Tokens for the personas. Only where the demo is on; elsewhere the route is absent.</summary>
internal static class DemoToken
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/demo/token", IssueAsync).DisableAntiforgery()
            .For(Access.Anyone).OwnedBy("api").Accepts<SignInAs>("application/json")
            .WithSummary("A bearer token for a persona of the demo.");

    private static async Task<IResult> IssueAsync(
        Asked<SignInAs> asked, DemoCity city, Texts texts, TimeProvider clock, IOptionsMonitor<BearerTokenOptions> bearer)
    {
        var done = await asked.DoAsync<Visitor>(async command =>
            await city.SignInAsync(command.Persona ?? "") is { } visitor ? visitor : NoPersona(city));
        return done.Answer(texts, visitor => TokenOf(visitor, clock.GetUtcNow() + Lifetime, bearer));
    }

    private static Refusal NoPersona(DemoCity city)
    {
        var names = new Dictionary<string, string> { ["personas"] = city.Names };
        return new("demo.no-persona", RefusalKind.NotValid, null, names) { Fields = [new("persona", "demo.no-persona", names)] };
    }

    private static object TokenOf(Visitor visitor, DateTimeOffset expires, IOptionsMonitor<BearerTokenOptions> bearer)
    {
        var scheme = BearerTokenDefaults.AuthenticationScheme;
        var ticket = new AuthenticationTicket(
            visitor.ToPrincipal(scheme), new AuthenticationProperties { ExpiresUtc = expires }, $"{scheme}:AccessToken");
        return new
        {
            access_token = bearer.Get(scheme).BearerTokenProtector.Protect(ticket),
            token_type = "Bearer",
            expires_in = (int)Lifetime.TotalSeconds,
        };
    }
}

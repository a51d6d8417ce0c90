using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.Extensions.Options;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Demo;

/// <summary>Which persona wants a token.</summary>
/// <param name="Persona">resident, agent, clerk, official, official2 or supervisor.</param>
internal sealed record TokenWish(string? Persona);

/// <summary>Tokens for the personas. Only where the demo is on; elsewhere the route is absent.</summary>
internal static class DemoToken
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/demo/token", IssueAsync).DisableAntiforgery()
            .For(Access.Anyone).OwnedBy("api").Accepts<TokenWish>("application/json")
            .WithSummary("A bearer token for a persona of the demo.");

    private static async Task<IResult> IssueAsync(
        HttpContext http, DemoCity city, Texts texts, TimeProvider clock, IOptionsMonitor<BearerTokenOptions> bearer)
    {
        var wish = await ApiJson.ReadAsync<TokenWish>(http);
        if (wish.Refusal is { } notRead) return Problem.Of(notRead, texts);
        if (await city.SignInAsync(wish.Value.Persona ?? "") is not { } visitor)
            return Problem.Of(
                new Refusal("demo.no-persona", RefusalKind.NotValid)
                {
                    Fields = [new("persona", "demo.no-persona", new Dictionary<string, string> { ["personas"] = city.Names })],
                }.With("personas", city.Names),
                texts);
        var expires = clock.GetUtcNow() + Lifetime;
        var scheme = BearerTokenDefaults.AuthenticationScheme;
        var ticket = new AuthenticationTicket(
            visitor.ToPrincipal(scheme), new AuthenticationProperties { ExpiresUtc = expires }, $"{scheme}:AccessToken");
        return Results.Json(new
        {
            access_token = bearer.Get(scheme).BearerTokenProtector.Protect(ticket),
            token_type = "Bearer",
            expires_in = (int)Lifetime.TotalSeconds,
        });
    }
}

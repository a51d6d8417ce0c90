using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yitong.Shell;
using Yitong.Store;
using Yitong.Web;

namespace Yitong.Web_Tests;

/// <summary>
/// A city's installation without the demo: programs show tokens that the identity provider signed, and the keys are fetched
/// from it over HTTP.
/// </summary>
public sealed class ProviderTokenTests : IAsyncLifetime
{
    private readonly RSA key = RSA.Create(2048);
    private readonly string folder = Directory.CreateTempSubdirectory("yitong-provider-").FullName;
    private WebApplication provider = null!;
    private WebApplication portal = null!;
    private Database database = null!;

    public async ValueTask InitializeAsync()
    {
        provider = await ProviderAsync();
        database = await Database.OpenAsync(new StoreOptions { Connection = "sqlite::memory:" }, Modules.Tables);
        portal = YitongHost.Build(new HostSettings
        {
            PackFolder = Path.Combine(Portal.Root, "packs", "dalian"),
            DataFolder = folder,
            Urls = "http://127.0.0.1:0",
            More = new Dictionary<string, string?>
            {
                ["identity:authority"] = AddressOf(provider),
                ["identity:client-id"] = "yitong",
                ["Logging:LogLevel:Default"] = "Critical",
            },
        }, database);
        await portal.StartAsync();
    }

    [Fact]
    public async Task A_resident_with_a_signed_token_acts_as_the_party_with_their_citizen_number()
    {
        using var opened = await PostAsync("/api/v1/cases", Token(key, ("citizen_number", "210299199003151289"), ("name", "林晓岚")), "{\"matter\":\"M058\"}");
        Assert.Equal(HttpStatusCode.Created, opened.StatusCode);
        var body = JsonDocument.Parse(await opened.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal("林晓岚", body.GetProperty("applicant").GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_token_signed_by_anybody_else_is_worth_nothing()
    {
        using var stranger = RSA.Create(2048);
        using var refused = await PostAsync("/api/v1/cases", Token(stranger, ("citizen_number", "210299199003151289")), "{}");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task A_token_for_another_audience_or_of_yesterday_is_refused()
    {
        using var other = await PostAsync("/api/v1/cases", Token(key, ("aud", "elsewhere"), ("citizen_number", "210299199003151289")), "{}");
        Assert.Equal(HttpStatusCode.Unauthorized, other.StatusCode);
        using var old = await PostAsync("/api/v1/cases", Token(key, ("exp", "1600000000"), ("citizen_number", "210299199003151289")), "{}");
        Assert.Equal(HttpStatusCode.Unauthorized, old.StatusCode);
    }

    [Fact]
    public async Task An_official_without_an_office_is_nobody()
    {
        using var refused = await PostAsync($"/api/v1/work/cases/{Guid.Empty}/accept", Token(key, ("role", "official")), "{}");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task There_are_no_tokens_for_personas()
    {
        using var absent = await PostAsync("/demo/token", null, "{\"persona\":\"resident\"}");
        Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        await portal.StopAsync();
        await portal.DisposeAsync();
        await provider.DisposeAsync();
        await database.DisposeAsync();
        key.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string? token, string body)
    {
        using var http = new HttpClient { BaseAddress = new(AddressOf(portal)) };
        if (token is not null) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));
    }

    private async Task<WebApplication> ProviderAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", (HttpRequest request) => Results.Json(new
        {
            issuer = AddressOf(app),
            jwks_uri = $"{AddressOf(app)}/keys",
            authorization_endpoint = $"{AddressOf(app)}/authorize",
            token_endpoint = $"{AddressOf(app)}/token",
        }));
        var open = key.ExportParameters(false);
        app.MapGet("/keys", () => Results.Json(new
        {
            keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = "1", n = Text(open.Modulus!), e = Text(open.Exponent!) } },
        }));
        await app.StartAsync();
        return app;
    }

    private string Token(RSA signer, params (string Name, string Value)[] claims)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var payload = new Dictionary<string, object>
        {
            ["iss"] = AddressOf(provider), ["aud"] = "yitong", ["sub"] = "u1", ["exp"] = now + 600, ["nbf"] = now - 60,
        };
        foreach (var (name, value) in claims) payload[name] = name == "exp" ? long.Parse(value) : value;
        if (claims.Any(claim => claim.Name == "exp")) payload["nbf"] = 1_500_000_000;
        var head = Text(JsonSerializer.SerializeToUtf8Bytes(new { alg = "RS256", typ = "JWT", kid = "1" }));
        var signed = $"{head}.{Text(JsonSerializer.SerializeToUtf8Bytes(payload))}";
        return $"{signed}.{Text(signer.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Text(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static string AddressOf(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
}

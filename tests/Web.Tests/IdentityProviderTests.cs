using System.Net;
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

namespace Yitong.Web_Tests;

/// <summary>A city whose people sign in at an identity provider, which runs beside it.</summary>
public sealed class CityWithProvider : Portal
{
    private readonly SmallProvider provider = new();

    /// <summary>What the provider says of the next person who comes.</summary>
    public Dictionary<string, object> Next { set => provider.Next = value; }

    protected override bool IsDemo => false;

    protected override Dictionary<string, string?> Settings => new()
    {
        ["limits:requests-per-minute"] = "0",
        ["Logging:LogLevel:Default"] = "None",
        ["identity:authority"] = provider.Start(),
        ["identity:client-id"] = "yitong",
        ["identity:client-secret"] = "secret",
    };
}

/// <summary>The least that OpenID Connect asks of a provider: it signs what it is told.</summary>
internal sealed class SmallProvider
{
    private readonly RSA key = RSA.Create(2048);
    private string nonce = "";
    private string address = "";

    public Dictionary<string, object> Next { get; set; } = [];

    public string Start()
    {
        if (address.Length > 0)
            return address;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", () => new
        {
            issuer = address, authorization_endpoint = address + "/authorize", token_endpoint = address + "/token",
            jwks_uri = address + "/keys",
        });
        app.MapGet("/keys", () => new { keys = new[] { PublicKey() } });
        app.MapGet("/authorize", (HttpRequest request) =>
        {
            nonce = request.Query["nonce"].ToString();
            return Results.Redirect($"{request.Query["redirect_uri"]}?code=c&state={Uri.EscapeDataString(request.Query["state"]!)}");
        });
        app.MapPost("/token", () => new { access_token = "a", token_type = "Bearer", id_token = Token() });
        ((Microsoft.Extensions.Hosting.IHost)app).StartAsync().GetAwaiter().GetResult();
        return address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }

    private object PublicKey()
    {
        var parameters = key.ExportParameters(false);
        return new { kty = "RSA", use = "sig", kid = "k", alg = "RS256", n = Url(parameters.Modulus!), e = Url(parameters.Exponent!) };
    }

    private string Token()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>(Next)
        {
            ["iss"] = address, ["aud"] = "yitong", ["exp"] = now + 300, ["iat"] = now, ["nonce"] = nonce,
        };
        var content = Url("""{"alg":"RS256","kid":"k","typ":"JWT"}"""u8) + "." + Url(JsonSerializer.SerializeToUtf8Bytes(claims));
        return content + "." + Url(key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    private static string Url(ReadOnlySpan<byte> bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}

public sealed class IdentityProviderTests(CityWithProvider city) : IClassFixture<CityWithProvider>
{
    [Fact]
    public async Task A_resident_is_entered_in_the_register_and_comes_back_to_where_they_were()
    {
        using var browser = city.Open();
        var landed = await SignIn(browser, new() { ["sub"] = "x1", ["name"] = "林晓岚", ["citizen_number"] = "210299199003151289" }, "/my");
        Assert.Equal("/my", landed.Location);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/my")).Status);
        Assert.Contains("林晓岚", (await browser.Get("/account")).Html);
    }

    [Fact]
    public async Task An_official_acts_for_the_office_that_the_provider_names()
    {
        using var browser = city.Open();
        await SignIn(browser, new() { ["sub"] = "o1", ["name"] = "赵启明", ["role"] = "official", ["office"] = "scjg" }, "/work");
        Assert.Contains("大连市市场监督管理局", (await browser.Get("/work")).Html);
    }

    [Theory]
    [InlineData("engine", null)]
    [InlineData("official", null)]
    [InlineData("resident", "210299199003151280")]
    public async Task Whoever_the_provider_does_not_name_well_enough_is_not_signed_in(string role, string? number)
    {
        using var browser = city.Open();
        var person = new Dictionary<string, object> { ["sub"] = "y1", ["role"] = role };
        if (number is not null)
            person["citizen_number"] = number;
        var landed = await SignIn(browser, person, "/my");
        Assert.Equal("/sign-in?failed=yes", landed.Location);
        Assert.Contains("没有登录成功", (await browser.Get(landed.Location!)).Html);
        Assert.StartsWith("/sign-in", (await browser.Get("/account")).Location);
    }

    [Theory]
    [InlineData("resident", "王五|1")]
    [InlineData("resident", "王五\nD|9|26-1|622288888888|攻击者|99999900")]
    [InlineData("resident", "\u202E")]
    [InlineData("official", "赵启明\r\n|")]
    [InlineData("supervisor", "\u0000")]
    public async Task Whose_name_would_break_a_file_is_not_signed_in(string role, string name)
    {
        using var browser = city.Open();
        var landed = await SignIn(browser, new()
        {
            ["sub"] = "z1", ["role"] = role, ["office"] = "scjg", ["name"] = name, ["citizen_number"] = "21029920010315006X",
        }, "/my");
        Assert.Equal("/sign-in?failed=yes", landed.Location);
    }

    private async Task<Page> SignIn(PlainBrowser browser, Dictionary<string, object> person, string back)
    {
        city.Next = person;
        var page = await browser.Get("/sign-in/external?back=" + Uri.EscapeDataString(back));
        page = await browser.Get(page.Location!);
        return await browser.Get(page.Location!);
    }
}

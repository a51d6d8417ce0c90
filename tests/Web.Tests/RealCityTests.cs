using System.Net;
using System.Net.Http.Headers;
using Yitong.Testing;

namespace Yitong.Web_Tests;

/// <summary>A portal that is no demonstration, as a city runs it.</summary>
public sealed class RealCity : Portal
{
    protected override bool IsDemo => false;

    protected override Dictionary<string, string?> Settings => new()
    {
        ["limits:requests-per-minute"] = "120", ["Logging:LogLevel:Default"] = "Warning",
    };
}

public sealed class RealCityTests(RealCity city) : IClassFixture<RealCity>
{
    [Fact]
    public async Task Without_an_identity_provider_the_sign_in_page_says_what_to_configure()
    {
        var page = await city.Open().Get("/sign-in");
        Assert.Contains("identity:authority", page.Html);
        Assert.DoesNotContain("name=\"persona\"", page.Html);
        Assert.DoesNotContain("class=\"demo\"", page.Html);
    }

    [Fact]
    public async Task No_persona_can_sign_in()
    {
        using var browser = city.Open();
        await browser.Get("/search?q=" + Uri.EscapeDataString("造火箭"));
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Post("/sign-in", ("persona", "official"))).Status);
        Assert.Equal("/sign-in?back=%2Fwork", (await browser.Get("/work")).Location);
    }

    [Fact]
    public async Task There_are_no_demo_tokens()
    {
        using var browser = city.Open();
        using var wish = new HttpRequestMessage(HttpMethod.Post, "/demo/token") { Content = new StringContent("{\"persona\":\"official\"}") };
        wish.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await browser.Send(wish);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}

/// <summary>A portal of which one caller may ask little.</summary>
public sealed class StrictCity : Portal
{
    protected override Dictionary<string, string?> Settings => new()
    {
        ["limits:requests-per-minute"] = "20", ["Logging:LogLevel:Default"] = "Warning",
    };
}

public sealed class TrafficLimitsTests(StrictCity city) : IClassFixture<StrictCity>
{
    [Fact]
    public async Task Who_asks_too_fast_is_told_to_wait()
    {
        using var browser = city.Open();
        Page? page = null;
        // Many at once; again where the machine was too busy to ask so fast.
        await Patience.UntilAsync(async () =>
        {
            var pages = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => browser.Get("/")));
            return (page = pages.FirstOrDefault(each => each.Status != HttpStatusCode.OK)) is not null;
        }, () => "nobody is told to wait");
        Assert.Equal(HttpStatusCode.TooManyRequests, page!.Status);
        Assert.Contains("访问太快了", page.Html);
        Assert.Equal("30", page.Answer.Headers.GetValues("Retry-After").Single());
    }
}

using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Yitong.Testing;

namespace Yitong.Web_Tests;

/// <summary>A portal over a PostgreSQL server of its own, which crashes.</summary>
public sealed class CrashingPortal : Portal
{
    private PrivatePostgres? server;

    /// <summary>Ends the database's server at once, as a crash does.</summary>
    public Task CrashAsync() => server!.CrashAsync();

    public Task StartAgainAsync() => server!.StartAgainAsync();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await server!.DisposeAsync();
    }

    protected override async Task<string> ConnectionAsync() => await (server = await PrivatePostgres.StartAsync()).NewDatabaseAsync();
}

/// <summary>While the database is away callers hear when to come again; the server goes on, and with it all its work.</summary>
public sealed class DatabaseAwayTests(CrashingPortal portal) : IClassFixture<CrashingPortal>
{
    [Fact]
    public async Task Whoever_asks_while_the_database_is_away_hears_when_to_come_again_and_the_server_goes_on()
    {
        using var resident = await ApiClient.OpenAsync(portal.Address, "resident");
        using var browser = await portal.OpenAs("resident");
        var stopping = portal.App.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var (answers, opened) = (new List<HttpStatusCode>(), new List<Guid>());
        for (var crash = 0; crash < Extent.Of(2, 14); crash++)
        {
            await portal.CrashAsync();
            for (var i = 0; i < 8; i++)
            {
                var page = await browser.Get(i % 2 == 0 ? "/my" : "/my/benefits");
                answers.Add(page.Status);
                var list = await resident.Get("/api/v1/cases");
                answers.Add((HttpStatusCode)list.Status);
                Assert.Equal(list.Status == 503 ? "5" : null, list.Again);
            }
            await portal.StartAgainAsync();
            await Patience.UntilAsync(async () =>
            {
                var done = await resident.Post("/api/v1/cases", new { matter = "M006" });
                answers.Add((HttpStatusCode)done.Status);
                if (done.Status == 201) opened.Add(done["id"].GetGuid());
                return done.Status == 201;
            }, () => $"no case can be opened: {answers[^1]}");
        }
        Assert.False(stopping.IsCancellationRequested);
        Assert.Subset(
            new HashSet<HttpStatusCode> { HttpStatusCode.OK, HttpStatusCode.Created, HttpStatusCode.ServiceUnavailable }, answers.ToHashSet());
        Assert.Contains(HttpStatusCode.ServiceUnavailable, answers);
        foreach (var id in opened) Assert.Equal(200, (await resident.Get($"/api/v1/cases/{id}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/my")).Status);
    }
}

using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Yitong.Shell;
using Yitong.Store;
using Yitong.Testing;
using Yitong.Web;

namespace Yitong.Web_Tests;

/// <summary>A real portal on a free port of this machine, on a database of its own, with the Dalian pack.</summary>
public class Portal : IAsyncLifetime
{
    /// <summary>Whether the personas may sign in.</summary>
    protected virtual bool IsDemo => true;

    /// <summary>Settings of the host.</summary>
    protected virtual Dictionary<string, string?> Settings => new()
    {
        ["limits:requests-per-minute"] = "0", ["Logging:LogLevel:Default"] = "Warning",
    };

    /// <summary>Where the database is; in memory if nothing else is said.</summary>
    protected virtual Task<string> ConnectionAsync() => Task.FromResult("sqlite::memory:");

    /// <summary>The host's clock; the machine's own when null.</summary>
    protected virtual TimeProvider? Clock => null;

    private readonly string folder = Directory.CreateTempSubdirectory("yitong-web-").FullName;

    private Database database = null!;

    public WebApplication App { get; private set; } = null!;
    public Uri Address { get; private set; } = null!;

    /// <summary>The folder of the source tree that holds a path.</summary>
    public static string Root { get; } = FindRoot();

    public async ValueTask InitializeAsync()
    {
        database = await Database.OpenAsync(new StoreOptions { Connection = await ConnectionAsync() }, Modules.Tables);
        App = YitongHost.Build(new HostSettings
        {
            PackFolder = Path.Combine(Root, "packs", "dalian"),
            DataFolder = folder,
            Demo = IsDemo,
            Urls = "http://127.0.0.1:0",
            Now = Clock,
            More = Settings,
        }, database);
        await App.StartAsync();
        Address = new Uri(App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>A browser without script: keeps cookies, follows nothing by itself.</summary>
    public PlainBrowser Open() => new(Address);

    /// <summary>A browser in which a persona has signed in.</summary>
    public async Task<PlainBrowser> OpenAs(string persona)
    {
        var browser = Open();
        await browser.Get("/sign-in");
        await browser.Post("/sign-in", ("persona", persona), ("back", "/"));
        return browser;
    }

    public virtual async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private static string FindRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Yitong.slnx")))
            at = at.Parent;
        return at?.FullName ?? throw new InvalidOperationException("Not inside the source tree.");
    }
}

/// <summary>What a browser without script does: keeps cookies, sends forms with the page's token.</summary>
public sealed partial class PlainBrowser(Uri address) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, CookieContainer = new CookieContainer(), AutomaticDecompression = DecompressionMethods.All,
    })
    { BaseAddress = address, Timeout = Patience.Limit };

    private string token = "";
    private string? at;

    public void Dispose() => http.Dispose();

    public async Task<Page> Get(string path)
    {
        var page = await Read(await http.GetAsync(path));
        // An address that leads on elsewhere is no page that anything could be sent from.
        if (page.Location is null) at = path;
        return page;
    }

    public Task<Page> Post(string path, params (string Name, string Value)[] fields) => Send(path, new FormUrlEncodedContent(
        fields.Append(("__RequestVerificationToken", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2))));

    /// <summary>Sends a form with a file.</summary>
    public Task<Page> PostFile(string path, string name, byte[] bytes, params (string Name, string Value)[] fields) =>
        PostFiles(path, [("file", name, bytes)], fields);

    /// <summary>Sends a form with several files.</summary>
    public async Task<Page> PostFiles(
        string path, IEnumerable<(string Field, string Name, byte[] Bytes)> files, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" } };
        foreach (var (field, value) in fields)
            form.Add(new StringContent(value), field);
        foreach (var (field, name, bytes) in files)
            form.Add(new ByteArrayContent(bytes), field, name);
        return await Send(path, form);
    }

    /// <summary>Sends a form and opens the page that it leads to.</summary>
    public async Task<Page> PostAndFollow(string path, params (string Name, string Value)[] fields)
    {
        var answer = await Post(path, fields);
        return answer.Location is { } next ? await Get(next) : answer;
    }

    private async Task<Page> Send(string path, HttpContent form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
        if (at is not null) request.Headers.Referrer = new(address, at.Split('#')[0]);
        return await Read(await http.SendAsync(request));
    }

    public Task<HttpResponseMessage> Send(HttpRequestMessage request) => http.SendAsync(request);

    private async Task<Page> Read(HttpResponseMessage answer)
    {
        var html = await answer.Content.ReadAsStringAsync();
        if (Token().Match(html) is { Success: true } found)
            token = found.Groups[1].Value;
        return new Page(answer.StatusCode, html, answer.Headers.Location?.OriginalString, answer);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

/// <summary>What came back.</summary>
public sealed record Page(HttpStatusCode Status, string Html, string? Location, HttpResponseMessage Answer);

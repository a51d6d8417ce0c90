using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yitong.Testing;

namespace Yitong.Spine.Tests.Regional;

/// <summary>A network that loses, doubles, delays, replays and spoils what one city says to another.</summary>
internal sealed class UnreliableWire : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient http = new() { Timeout = Patience.Limit };
    private readonly List<Letter> seen = [];
    private readonly Random random;
    private readonly Uri target;

    private UnreliableWire(Uri target, int seed)
    {
        (this.target, random) = (target, new Random(seed));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(CarryAsync);
    }

    /// <summary>While false everything arrives once.</summary>
    public bool IsUnreliable { get; set; } = true;
    public int Lost { get; private set; }
    public int Doubled { get; private set; }
    public int Replayed { get; private set; }
    public int Spoiled { get; private set; }
    /// <summary>Spoiled letters that were nevertheless let in.</summary>
    public int LetIn { get; private set; }

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<UnreliableWire> OpenAsync(Uri target, int seed)
    {
        var wire = new UnreliableWire(target, seed);
        await wire.app.StartAsync();
        return wire;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        http.Dispose();
    }

    private async Task CarryAsync(HttpContext context)
    {
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var letter = new Letter(context.Request.Method, context.Request.Path.Value!, body.ToArray(), [
            .. context.Request.Headers.Where(header => header.Key.StartsWith("Yitong-", StringComparison.Ordinal))
                .Select(header => (header.Key, header.Value.ToString())),
        ]);
        var (luck, which) = Roll(letter);
        try
        {
            if (luck < 8) Count(() => Lost++);
            if (luck < 4) throw new HttpRequestException("Lost on the way there.");
            if (luck is >= 8 and < 18 && await CountedSendAsync(letter, () => Doubled++)) { }
            if (luck is >= 18 and < 26 && which is not null) await CountedSendAsync(which, () => Replayed++);
            if (luck is >= 26 and < 32) await SpoilAsync(letter);
            if (luck is >= 32 and < 40) await Task.Delay(luck * 10);
            using var answer = await SendAsync(letter);
            if (luck < 8) throw new HttpRequestException("Lost on the way back.");
            context.Response.StatusCode = (int)answer.StatusCode;
            foreach (var (name, values) in answer.Headers.Where(header => header.Key.StartsWith("Yitong-", StringComparison.Ordinal)))
                context.Response.Headers[name] = values.First();
            await context.Response.Body.WriteAsync(await answer.Content.ReadAsByteArrayAsync());
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            context.Abort();
        }
    }

    private (int Luck, Letter? Which) Roll(Letter letter)
    {
        lock (random)
        {
            seen.Add(letter);
            return IsUnreliable ? (random.Next(100), seen[random.Next(seen.Count)]) : (100, null);
        }
    }

    private async Task<bool> CountedSendAsync(Letter letter, Action count)
    {
        Count(count);
        using var answer = await SendAsync(letter);
        return answer.IsSuccessStatusCode;
    }

    private async Task SpoilAsync(Letter letter)
    {
        if (letter.Body.Length == 0) return;
        var body = (byte[])letter.Body.Clone();
        lock (random)
        {
            body[random.Next(body.Length)] ^= (byte)(1 << random.Next(8));
            Spoiled++;
        }
        using var answer = await SendAsync(letter with { Body = body });
        if (answer.IsSuccessStatusCode) Count(() => LetIn++);
    }

    private void Count(Action count)
    {
        lock (random) count();
    }

    private async Task<HttpResponseMessage> SendAsync(Letter letter)
    {
        using var request = new HttpRequestMessage(new(letter.Method), new Uri(target, letter.Path));
        if (letter.Method != "GET") request.Content = new ByteArrayContent(letter.Body);
        foreach (var (name, value) in letter.Headers) request.Headers.Add(name, value);
        return await http.SendAsync(request);
    }

    private sealed record Letter(string Method, string Path, byte[] Body, (string Name, string Value)[] Headers);
}

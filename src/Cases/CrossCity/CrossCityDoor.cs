using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Yitong.Kernel;
using Yitong.Packs;

namespace Yitong.Cases;

/// <summary>What a city answers another.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">JSON.</param>
internal sealed record Said(int Status, byte[] Body)
{
    /// <summary>The city's signature over it, once it has arrived.</summary>
    public string? Signature { get; init; }

    /// <summary>A refusal, with its sentence.</summary>
    public static Said Of(Refusal refusal, Texts texts) => new(
        refusal.Kind switch
        {
            RefusalKind.NotFound => StatusCodes.Status404NotFound,
            RefusalKind.NotValid => StatusCodes.Status422UnprocessableEntity,
            RefusalKind.Busy => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status409Conflict,
        },
        JsonSerializer.SerializeToUtf8Bytes(new SaidNo(refusal.Code, texts.Say("refusals." + refusal.Code, refusal.Args))));
}

/// <summary>A refusal between cities.</summary>
/// <param name="Code">Its stable code.</param>
/// <param name="Detail">The sentence for the applicant.</param>
internal sealed record SaidNo(string Code, string Detail)
{
    private const int Longest = 2_000;

    /// <summary>Reads a refusal; null when it is none.</summary>
    public static SaidNo? Read(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<SaidNo>(body) is { Code: not null, Detail: { Length: > 0 and <= Longest } } no
                ? no : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>
/// Lets in only what a connected city signed for this one within the time window, and signs the answer. Whoever is not let in
/// learns nothing but that.
/// </summary>
internal sealed class CrossCityDoor(Partners partners, TimeProvider clock, Texts texts, HandoverDesk desk, HandoverPulse pulse)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, DateTimeOffset> noted = new();

    /// <summary>Answers a request of at most so many bytes.</summary>
    public async Task AnswerAsync(HttpContext http, long most, Func<Partner, byte[], Task<Said>> take)
    {
        var (headers, now) = (http.Request.Headers, clock.GetUtcNow());
        if (partners.Cities.GetValueOrDefault(headers[SignedText.City].ToString()) is not { } partner)
            await TurnAwayAsync(http, StatusCodes.Status401Unauthorized, "regional.not-a-partner");
        else if (!long.TryParse(headers[SignedText.Time], NumberStyles.None, CultureInfo.InvariantCulture, out var time)
            || Math.Abs(now.ToUnixTimeSeconds() - time) > SignedText.Window.TotalSeconds)
            await TurnAwayAsync(http, StatusCodes.Status401Unauthorized, "regional.expired");
        else if (await ReadAsync(http, most) is not { } body)
            await TurnAwayAsync(http, StatusCodes.Status413PayloadTooLarge, "regional.too-large");
        else if (!IsSigned(http, partner, time, body))
            await TurnAwayAsync(http, StatusCodes.Status401Unauthorized, "regional.signature-wrong");
        else
        {
            if (now - noted.GetValueOrDefault(partner.City) > Fresh)
            {
                noted[partner.City] = now;
                await desk.NoteAsync(partner.City, null, http.RequestAborted);
                pulse.Wake(partner.City);
            }
            await SayAsync(http, partner, await take(partner, body));
        }
    }

    private bool IsSigned(HttpContext http, Partner partner, long time, byte[] body) => SignedText.IsSigned(
        partner.Key,
        SignedText.OfRequest(
            partner.City, partners.Own.Verifier.Name, http.Request.Method, http.Request.Path.Value ?? "", time, body),
        http.Request.Headers[SignedText.Signature]);

    private async Task SayAsync(HttpContext http, Partner partner, Said said)
    {
        var text = SignedText.OfAnswer(
            partners.Own.Verifier.Name, partner.City, said.Status, http.Request.Headers[SignedText.Signature]!, said.Body);
        http.Response.Headers[SignedText.City] = partners.Own.Verifier.Name;
        http.Response.Headers[SignedText.Signature] = SignedText.Sign(partners.Own, text);
        await WriteAsync(http, said);
    }

    private Task TurnAwayAsync(HttpContext http, int status, string code) =>
        WriteAsync(http, Said.Of(new Refusal(code), texts) with { Status = status });

    private static async Task WriteAsync(HttpContext http, Said said)
    {
        http.Response.StatusCode = said.Status;
        http.Response.ContentType = "application/json";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentLength = said.Body.Length;
        await http.Response.Body.WriteAsync(said.Body, http.RequestAborted);
    }

    private static async Task<byte[]?> ReadAsync(HttpContext http, long most)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = most + 1;
        if (http.Request.ContentLength > most) return null;
        using var read = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int count; (count = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0;)
        {
            if (read.Length + count > most) return null;
            read.Write(buffer, 0, count);
        }
        return read.ToArray();
    }
}

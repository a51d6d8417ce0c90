using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Yitong.Transparency;

namespace Yitong.Cases;

/// <summary>The partner could not be reached, or what answered was not it.</summary>
/// <param name="code">Code of the sentence (<c>regional.fault.…</c>).</param>
/// <param name="cause">What happened.</param>
internal sealed class PartnerAwayException(string code, Exception? cause = null) : Exception(code, cause)
{
    public string Code { get; } = code;
}

/// <summary>Speaks to a city: signs what it says and believes only answers that are signed for it. Thread-safe.</summary>
internal sealed class CrossCityClient(Partners partners, TimeProvider clock) : IDisposable
{
    private const int LongestAnswer = 1 << 20;
    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    })
    { Timeout = TimeSpan.FromSeconds(30), MaxResponseContentBufferSize = LongestAnswer };

    /// <summary>Sends a request and gives the signed answer.</summary>
    /// <exception cref="PartnerAwayException">Nobody answered, or somebody else did.</exception>
    public async Task<Said> SendAsync(
        Partner partner, HttpMethod method, string path, byte[] body, CancellationToken cancellation)
    {
        var time = clock.GetUtcNow().ToUnixTimeSeconds();
        var own = partners.Own.Verifier.Name;
        var to = new Uri(partner.Address, path);
        var signature = SignedText.Sign(
            partners.Own, SignedText.OfRequest(own, partner.City, method.Method, to.AbsolutePath, time, body));
        using var request = new HttpRequestMessage(method, to);
        if (method != HttpMethod.Get)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }
        request.Headers.Add(SignedText.City, own);
        request.Headers.Add(SignedText.Time, time.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(SignedText.Signature, signature);
        try
        {
            using var answer = await http.SendAsync(request, cancellation);
            var said = new Said((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancellation));
            var text = SignedText.OfAnswer(partner.City, own, said.Status, signature, said.Body);
            return answer.Headers.TryGetValues(SignedText.Signature, out var signed)
                && SignedText.IsSigned(partner.Key, text, signed.First())
                ? said with { Signature = signed.First() } : throw new PartnerAwayException(Unsigned(answer.StatusCode));
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new PartnerAwayException("regional.fault.not-it", fault); // Longer than any answer of a city.
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException
            || fault is OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new PartnerAwayException("regional.fault.unreachable", fault);
        }
    }

    public void Dispose() => http.Dispose();

    private static string Unsigned(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => "regional.fault.turned-away",
        >= HttpStatusCode.InternalServerError => "regional.fault.broken",
        _ => "regional.fault.not-it",
    };
}

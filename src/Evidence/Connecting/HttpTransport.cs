using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Yitong.Evidence;

/// <summary>
/// JSON over HTTP, also in the manner of X-Road. It speaks with the declared host only: it follows no redirect, keeps no cookie,
/// unpacks nothing and reads no more than it is told to.
/// </summary>
internal sealed class HttpTransport : ITransport
{
    private readonly EvidenceConnector connector;
    private readonly Uri address;
    private readonly string? secret;
    private readonly TimeProvider clock;
    private readonly HttpMessageInvoker http;

    public HttpTransport(EvidenceConnector connector, Uri address, string? secret, TimeProvider clock)
    {
        (this.connector, this.address, this.secret, this.clock) = (connector, address, secret, clock);
        http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = false, AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = connector.Timeout, MaxResponseHeadersLength = 16, MaxResponseDrainSize = 0,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5), MaxConnectionsPerServer = 64,
            // A header more than those declared would not be in the hash that X-Road answers with.
            ActivityHeadersPropagator = null,
        });
    }

    public async ValueTask<TransportReply> FetchAsync(
        ConnectorCall call, SourceQuestion question, CancellationToken cancellation)
    {
        try
        {
            using var request = RequestOf(call, question);
            if (!IsDeclared(request.RequestUri!)) return TransportReply.Wrong("the question would leave the declared host");
            using var answer = await http.SendAsync(request, cancellation);
            return await ReplyAsync(answer, request, question, cancellation);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return TransportReply.Away(
                failure is HttpRequestException { HttpRequestError: var error } ? $"{error}" : "broken off");
        }
    }

    private HttpRequestMessage RequestOf(ConnectorCall call, SourceQuestion question)
    {
        var request = new HttpRequestMessage(
            call.Body is null ? HttpMethod.Get : HttpMethod.Post,
            new Uri($"{address.AbsoluteUri.TrimEnd('/')}/{Blanks.InPath(call.Path, question).TrimStart('/')}"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (call.Body is { } body)
            request.Content = new StringContent(Blanks.InBody(body, question), Encoding.UTF8, "application/json");
        if (secret is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        if (connector.Transport == ConnectorTransport.XRoad)
        {
            request.Headers.Add("X-Road-Client", connector.Client);
            request.Headers.Add("X-Road-Id", question.Request.ToString());
            request.Headers.Add("X-Road-Issue", Uri.EscapeDataString(question.CaseNumber));
        }
        return request;
    }

    private bool IsDeclared(Uri asked) =>
        (asked.Scheme, asked.Host, asked.Port, asked.UserInfo) == (address.Scheme, address.Host, address.Port, address.UserInfo);

    private async Task<TransportReply> ReplyAsync(
        HttpResponseMessage answer, HttpRequestMessage request, SourceQuestion question, CancellationToken cancellation)
    {
        var status = (int)answer.StatusCode;
        if (status is 408 or 429 or >= 500) return TransportReply.Away($"status {status}", RetryAt(answer));
        if (status is 401 or 403) return new(null, new SourceRefused($"status {status}"));
        if (status == 404) return new(null, new SourceHasNone(clock.GetUtcNow()));
        if (status != 200) return TransportReply.Wrong($"status {status}");
        string? signature = null;
        if (connector.Transport == ConnectorTransport.XRoad)
        {
            // The security server's own fault is not the provider's answer.
            if (answer.Headers.Contains("X-Road-Error")) return TransportReply.Away("X-Road-Error");
            signature = Single(answer, "X-Road-Request-Hash");
            if (signature is null || Single(answer, "X-Road-Id") != question.Request.ToString()
                || Single(answer, "X-Road-Request-Id") is not { } id || signature != await HashAsync(request, id, cancellation))
                return TransportReply.Wrong("the answer is not bound to the question");
        }
        return await ReadAsync(answer, signature, cancellation);
    }

    private static async Task<string> HashAsync(
        HttpRequestMessage request, string id, CancellationToken cancellation) => XRoadHash.Of(
        request, request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellation) : null, id);

    private async Task<TransportReply> ReadAsync(HttpResponseMessage answer, string? signature, CancellationToken cancellation)
    {
        if (answer.Content.Headers.ContentType?.MediaType is not ("application/json" or "application/problem+json"))
            return TransportReply.Wrong("the answer is no JSON");
        if (answer.Content.Headers.ContentEncoding.Count > 0) return TransportReply.Wrong("the answer is packed");
        if (answer.Content.Headers.ContentLength > connector.MostBytes) return TooLong();
        var body = new ArrayBufferWriter<byte>(4 * 1024);
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellation);
        while (await stream.ReadAsync(body.GetMemory(4 * 1024), cancellation) is > 0 and var read)
        {
            body.Advance(read);
            if (body.WrittenCount > connector.MostBytes) return TooLong();
        }
        return new(body.WrittenMemory, Signature: signature);
    }

    private TransportReply TooLong() => TransportReply.Wrong($"the answer is longer than {connector.MostBytes} bytes");

    private DateTimeOffset? RetryAt(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } when delta < TimeSpan.FromDays(1) => clock.GetUtcNow() + delta,
        { Date: { } date } => date,
        _ => null,
    };

    private static string? Single(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) && values.ToArray() is [{ Length: > 0 and <= 200 } one] ? one : null;

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return ValueTask.CompletedTask;
    }
}

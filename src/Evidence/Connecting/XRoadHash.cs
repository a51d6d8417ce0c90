using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Yitong.Evidence;

/// <summary>
/// The hash by which X-Road binds an answer to its question (message protocol for REST, 4.3): base64 of SHA-512 over method,
/// path and headers, or of SHA-512 over that digest and the body's. The own security server lies between and adds one header,
/// the id of its request, which the answer repeats. What a proxy in between adds or takes would show as a mismatch, too: there
/// must be none.
/// </summary>
internal static class XRoadHash
{
    private const string RequestId = "x-road-request-id";

    // Those that belong to one hop only are left out by the security server.
    private static readonly HashSet<string> Skipped = new(StringComparer.OrdinalIgnoreCase)
    {
        "transfer-encoding", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer", "upgrade", "connection",
        "pragma", "user-agent", "host", "content-length", "server", "expect",
    };

    /// <summary>The hash of a question as it was sent.</summary>
    /// <param name="request">The question.</param>
    /// <param name="body">Its body; null for none.</param>
    /// <param name="requestId">The id that the security server gave it.</param>
    public static string Of(HttpRequestMessage request, byte[]? body, string requestId)
    {
        var text = new StringBuilder($"{request.Method.Method}\r\n{request.RequestUri!.PathAndQuery}\r\n");
        foreach (var (name, value) in Lines(request.Headers).Concat(request.Content is { } content ? Lines(content.Headers) : []))
            if (!Skipped.Contains(name)) text.Append(name).Append(':').Append(value).Append("\r\n");
        text.Append(RequestId).Append(':').Append(requestId).Append("\r\n");
        var digest = SHA512.HashData(Encoding.UTF8.GetBytes(text.ToString()));
        return Convert.ToBase64String(body is null ? digest : SHA512.HashData([.. digest, .. SHA512.HashData(body)]));
    }

    /// <summary>The headers in the order in which they are sent.</summary>
    private static IEnumerable<(string Name, string Value)> Lines(HttpHeaders headers) =>
        headers.NonValidated.Select(header => (header.Key, header.Value.ToString()));
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Shell;

/// <summary>
/// The header <c>Idempotency-Key</c>: a program that got no answer sends the same again, and it is done once.
/// </summary>
public static class RequestKey
{
    private const int Longest = 200;

    /// <summary>
    /// The key of the caller with the hash of what is asked, so that one key cannot stand for two requests; null when the
    /// request has none, <c>body.key-not-valid</c> when it is too long or not printable ASCII.
    /// </summary>
    public static Outcome<IdempotencyKey?> Of(HttpContext http, Visitor visitor, ReadOnlySpan<byte> body)
    {
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length == 0) return (IdempotencyKey?)null;
        if (key.Length > Longest || key.Any(c => c is < ' ' or > '~'))
            return new Refusal("body.key-not-valid", RefusalKind.NotReadable);
        var hash = Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(http.Request.Path), .. body]));
        return new IdempotencyKey(visitor.Id!, key, hash);
    }

    /// <summary>As above, of a body that was read as JSON.</summary>
    public static Outcome<IdempotencyKey?> Of<T>(HttpContext http, Visitor visitor, T body) =>
        Of(http, visitor, JsonSerializer.SerializeToUtf8Bytes(body, ApiJson.Options).AsSpan());
}

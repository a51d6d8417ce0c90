using System.Security.Cryptography;
using Yitong.Transparency;

namespace Yitong.Cases;

/// <summary>
/// What a city signs (Ed25519): who speaks to whom, about what, when, and the SHA-256 of what is said. An answer names the
/// signature of its request, so that no answer fits another.
/// </summary>
internal static class SignedText
{
    /// <summary>Header with the division code of the city that speaks.</summary>
    public const string City = "Yitong-City";
    /// <summary>Header with the time in whole seconds since 1970.</summary>
    public const string Time = "Yitong-Time";
    /// <summary>Header with the signature in base64.</summary>
    public const string Signature = "Yitong-Signature";
    /// <summary>How far clocks may be apart and how long a request may be replayed; sequences make replays harmless.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    public static string OfRequest(string from, string to, string method, string path, long time, ReadOnlySpan<byte> body) =>
        $"yitong-regional/v1\n{from}\n{to}\n{method}\n{path}\n{time}\n{Convert.ToHexStringLower(SHA256.HashData(body))}\n";

    public static string OfAnswer(string from, string to, int status, string request, ReadOnlySpan<byte> body) =>
        $"yitong-regional-answer/v1\n{from}\n{to}\n{status}\n{request}\n{Convert.ToHexStringLower(SHA256.HashData(body))}\n";

    public static string Sign(NoteSigner own, string text) => Convert.ToBase64String([.. own.Sign(text, default).Bytes]);

    public static bool IsSigned(NoteVerifier key, string text, string? signature)
    {
        var bytes = new byte[64];
        return signature is { Length: 88 } && Convert.TryFromBase64String(signature, bytes, out var count) && count == 64
            && key.Verify(new SignedNote(text, [new NoteSignature(key.Name, key.Id, bytes)]), out _);
    }
}

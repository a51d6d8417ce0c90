using Yitong.Kernel;

namespace Yitong.Certificates;

/// <summary>The keys that a verifier trusts.</summary>
/// <param name="City">The city whose own key vouches for screens, copies and status lists.</param>
/// <param name="Find">The key of an id; null when it is not known.</param>
public sealed record TrustedKeys(string City, Func<uint, CertificateKey?> Find);

/// <summary>Verifies a code by itself: pure, without network and store. What it cannot know is the status today.</summary>
public static class CodeCheck
{
    /// <summary>How long what is shown on a screen can be used.</summary>
    public static readonly TimeSpan ShownFor = TimeSpan.FromSeconds(60);

    /// <summary>How far a clock that made a code may be ahead of the verifier's.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(5);

    /// <summary>Reads and verifies a code.</summary>
    /// <param name="text">The code; an address that ends with it will do.</param>
    /// <param name="keys">Whom to trust.</param>
    /// <param name="now">Now.</param>
    /// <param name="today">Today in the city.</param>
    /// <returns>
    /// The code; or <c>verify.unreadable</c>, <c>verify.unknown-key</c>, <c>verify.other-issuer</c>, <c>verify.forged</c>,
    /// <c>verify.key-withdrawn</c>, <c>verify.key-not-in-force</c>, <c>verify.not-yet</c>, <c>verify.expired</c>,
    /// <c>verify.too-late</c>.
    /// </returns>
    public static Outcome<SignedCode> Check(string? text, TrustedKeys keys, DateTimeOffset now, DateOnly today)
    {
        if (!SignedCode.TryParse(CodeOf(text), out var code)) return No("verify.unreadable");
        var body = code.Body;
        if (keys.Find(body.KeyId) is not { } key) return No("verify.unknown-key");
        var issuer = body.Kind == CodeKind.Paper && CertificateIdentifier.TryParse(body.Identifier, out var identifier)
            ? identifier.Issuer : keys.City;
        if (key.Issuer != issuer) return No("verify.other-issuer");
        if (!key.Verify(code.Message, code.Signature)) return No("verify.forged");
        if (key.IsWithdrawn) return No("verify.key-withdrawn");
        if (!key.MaySign(body.MadeOn)) return No("verify.key-not-in-force");
        if (body.MadeOn > today.AddDays(1) || body.Kind == CodeKind.Paper && body.IssuedOn > today.AddDays(1)
            || body.Kind == CodeKind.Presentation && body.At > now + Skew) return No("verify.not-yet");
        if (body.Until < today) return No("verify.expired");
        if (body.Kind == CodeKind.Presentation && now >= body.At + ShownFor) return No("verify.too-late");
        return code;
    }

    // A reader of QR codes hands over the whole address; a camera may add spaces around it.
    private static string? CodeOf(string? text) => text?.Trim() is { Length: <= 600 } trimmed
        ? trimmed[(trimmed.LastIndexOfAny(['/', '=']) + 1)..] : null;

    private static Refusal No(string code) => new(code, RefusalKind.NotValid);
}

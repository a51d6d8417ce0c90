using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;

namespace Yitong.Certificates;

/// <summary>What a verifier is told of a code.</summary>
/// <param name="Cause">Why it is worth nothing; null when it is good.</param>
/// <param name="Code">What the code carries; null when it could not be read or its signature is wrong.</param>
/// <param name="Certificate">
/// The certificate as it stands; null when it is not known or the code is not the one issued for it.
/// </param>
/// <param name="Copy">The copy that the code is for; null when it is for none.</param>
/// <param name="AsOf">When its status was looked up.</param>
public sealed record VerifyFinding(
    Refusal? Cause, SignedCode? Code, Certificate? Certificate, PurposeCopy? Copy, DateTimeOffset AsOf)
{
    /// <summary>Whether the code is good for a certificate that is good.</summary>
    public bool IsGood => Cause is null;

    /// <summary>Whether it is a screen's code that is good so far, and that nobody has used yet.</summary>
    public bool IsUnconfirmed => Cause?.Code == VerifyDesk.Unconfirmed;
}

/// <summary>Verifies codes against the city's own register: the status is that of this moment. Thread-safe.</summary>
internal sealed class VerifyDesk(
    CertificateLists lists, Desk<Certificate, CertificateEvent, CertificateFacts> desk, KeyRing keys, CityPack pack,
    TimeProvider clock)
{
    internal const string Unconfirmed = "verify.unconfirmed";

    /// <summary>The keys that this city publishes.</summary>
    public TrustedKeys Trusted { get; } = new(pack.City.Code, keys.Find);

    /// <summary>
    /// Looks at a code and changes nothing: what was shown on a screen can still be verified afterwards, and nobody learns yet
    /// whose certificate it is. So an address that something opens in advance, a preview of links for one, uses nothing up.
    /// </summary>
    /// <returns>
    /// What was found; causes are those of <see cref="CodeCheck"/> and <c>verify.unknown-certificate</c>,
    /// <c>verify.other-content</c>, <c>verify.suspended</c> and the like, <c>verify.expired</c>, <c>verify.used</c>,
    /// <c>verify.shown-again</c>, <c>verify.copy-unknown</c>, <c>verify.copy-dead</c>; and <c>verify.unconfirmed</c> for a
    /// screen's code that <see cref="VerifyAsync"/> would take.
    /// </returns>
    public async Task<VerifyFinding> LookAsync(string? text)
    {
        var found = await FindAsync(text);
        return IsScreen(found) && found.IsGood ? Told(found, No(Unconfirmed)) : Told(found, found.Cause);
    }

    /// <summary>Verifies a code. What was shown on a screen is used up by it.</summary>
    /// <returns>What was found, with the causes of <see cref="LookAsync"/> without the last.</returns>
    public async Task<VerifyFinding> VerifyAsync(string? text, Caller by)
    {
        var found = await FindAsync(text);
        if (!IsScreen(found) || !found.IsGood) return Told(found, found.Cause);
        var used = await desk.DoAsync(found.Certificate!.Id, by, new UsePresentation(found.Code!.Body.Nonce));
        return Told(found, used.Refusal);
    }

    private async Task<VerifyFinding> FindAsync(string? text)
    {
        var now = clock.GetUtcNow();
        var today = pack.City.DayOf(now);
        var read = CodeCheck.Check(text, Trusted, now, today);
        if (read.Refusal is { } cause) return new(cause, null, null, null, now);
        var body = read.Value.Body;
        if (await lists.FindAsync((long)body.Slot) is not { IsImported: false } found)
            return new(No("verify.unknown-certificate"), read.Value, null, null, now);
        if (body.Kind == CodeKind.Paper && body.Digest != Convert.ToHexStringLower(found.Content.ShortDigest()))
            return new(No("verify.other-content"), read.Value, null, null, now);
        var copy = body.Kind == CodeKind.Copy ? found.Copies.FirstOrDefault(each => each.Number == body.Number) : null;
        var why = StatusCause(found, today) ?? body.Kind switch
        {
            CodeKind.Copy => CopyCause(found, copy),
            CodeKind.Presentation => new UsePresentation(body.Nonce).NotNow(found),
            _ => null,
        };
        return new(why, read.Value, found, copy, now);
    }

    private static bool IsScreen(VerifyFinding found) => found.Code?.Body.Kind == CodeKind.Presentation;

    // A screen's code that is worth nothing, or is not confirmed, tells nobody whose certificate it is.
    private static VerifyFinding Told(VerifyFinding found, Refusal? cause) => found with
    {
        Cause = cause, Certificate = cause is not null && IsScreen(found) ? null : found.Certificate,
    };

    private static Refusal? StatusCause(Certificate found, DateOnly today) => found.Status switch
    {
        CertificateStatus.Valid => found.Content.IsInForce(today) ? null : No("verify.expired"),
        CertificateStatus.Suspended => No("verify.suspended"),
        CertificateStatus.Rescinded => No("verify.rescinded"),
        CertificateStatus.Cancelled => No("verify.cancelled"),
        CertificateStatus.Lapsed => No("verify.lapsed"),
        CertificateStatus.MovedOut => No("verify.moved-out"),
        CertificateStatus.Revoked => No("verify.revoked"),
        _ => No("verify.other-status"),
    };

    private static Refusal? CopyCause(Certificate found, PurposeCopy? copy) =>
        copy is null ? No("verify.copy-unknown")
        : copy.StatusChanges != found.Changes.Length ? No("verify.copy-dead") : null;

    private static Refusal No(string code) => new(code, RefusalKind.NotValid);
}

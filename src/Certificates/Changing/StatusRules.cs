using Yitong.Kernel;

namespace Yitong.Certificates;

/// <summary>Asks for another status of a certificate.</summary>
/// <param name="To">What it shall become.</param>
/// <param name="Article">The article that it rests on.</param>
/// <param name="Reason">Why, in words that the holder reads.</param>
public sealed record ChangeStatus(CertificateStatus To, string? Article, string? Reason);

/// <summary>Which status may follow which, and who may say so. Pure.</summary>
public static class StatusRules
{
    private const int LongestText = 500;

    /// <summary>What may follow a status. What is taken away, struck off or moved out stays so.</summary>
    public static IReadOnlyList<CertificateStatus> After(CertificateStatus status) => status switch
    {
        CertificateStatus.Valid =>
        [
            CertificateStatus.Suspended, CertificateStatus.Rescinded, CertificateStatus.Cancelled, CertificateStatus.Lapsed,
            CertificateStatus.MovedOut, CertificateStatus.Revoked, CertificateStatus.Other,
        ],
        CertificateStatus.Suspended or CertificateStatus.Other =>
        [
            CertificateStatus.Valid, CertificateStatus.Rescinded, CertificateStatus.Cancelled, CertificateStatus.Lapsed,
            CertificateStatus.Revoked,
        ],
        // One whose time is over can still be found to have been granted against the law, and is then struck off.
        CertificateStatus.Lapsed => [CertificateStatus.Rescinded, CertificateStatus.Cancelled],
        _ => [],
    };

    /// <summary>An official changes the status of one of the agency's certificates.</summary>
    /// <returns>
    /// The event; or <c>certificate.not-your-office</c>, <c>certificate.imported</c>, <c>certificate.no-such-change</c>,
    /// <c>certificate.time-not-over</c>, <c>certificate.time-over</c>, <c>certificate.article-missing</c>,
    /// <c>certificate.reason-missing</c>.
    /// </returns>
    public static Outcome<StatusChanged> Decide(Certificate current, ChangeStatus wanted, Actor by, DateOnly today)
    {
        if (by.Role != ActorRole.Official || by.Office != current.Agency)
            return new Refusal("certificate.not-your-office", RefusalKind.NotAllowed);
        if (current.IsImported) return new Refusal("certificate.imported");
        if (!After(current.Status).Contains(wanted.To)) return new Refusal("certificate.no-such-change");
        var isOver = current.Content.ValidUntil < today;
        if (wanted.To == CertificateStatus.Lapsed && !isOver) return new Refusal("certificate.time-not-over");
        if (wanted.To == CertificateStatus.Valid && isOver) return new Refusal("certificate.time-over");
        var faults = new List<FieldFault>();
        if (IsBad(wanted.Article)) faults.Add(new("article", "certificate.article-missing"));
        if (IsBad(wanted.Reason)) faults.Add(new("reason", "certificate.reason-missing"));
        if (faults.Count > 0) return new Refusal(faults[0].Code, RefusalKind.NotValid) { Fields = faults };
        return new StatusChanged(wanted.To, wanted.Article!.Trim(), wanted.Reason!.Trim(), today);
    }

    internal static bool IsBad(string? text) =>
        string.IsNullOrWhiteSpace(text) || text.Length > LongestText
        || text.Any(c => char.IsControl(c) && c is not '\n' and not '\r');

    internal static Refusal Field(string field, string code) =>
        new(code, RefusalKind.NotValid) { Fields = [new(field, code)] };
}

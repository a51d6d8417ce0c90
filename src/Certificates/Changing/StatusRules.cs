namespace Yitong.Certificates;

/// <summary>Which status may follow which. Pure.</summary>
public static class StatusRules
{
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

    /// <summary>Whether the engine may give an own certificate this status; of imported ones it changes nothing.</summary>
    internal static bool MayBecome(this Certificate current, CertificateStatus to) =>
        !current.IsImported && After(current.Status).Contains(to);
}

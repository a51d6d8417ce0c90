using System.Globalization;
using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Certificates;

/// <summary>An official changes the status of one of the agency's certificates (暂扣、吊销、撤销、注销 …).</summary>
/// <param name="Status">What it shall become, as the national platform numbers it: 02 withheld, 07 taken away …</param>
/// <param name="Article">The article that it rests on.</param>
/// <param name="Reason">Why, in words that the holder reads.</param>
[Act("change-certificate", Unclear = null)]
public sealed record ChangeStatus(
    [Ask(Most = 2, Missing = "certificate.status-missing", Unreadable = "certificate.no-such-change")] string? Status,
    [Ask(Most = 500, Missing = "certificate.article-missing", Unreadable = "certificate.article-missing")] string? Article,
    [Ask(IsLong = true, Most = 500, Missing = "certificate.reason-missing", Unreadable = "certificate.reason-missing")]
    string? Reason) : ICommand<Certificate, CertificateEvent>
{
    /// <summary>How a status is written.</summary>
    public static string Text(CertificateStatus status) => ((int)status).ToString("00", CultureInfo.InvariantCulture);

    /// <summary>What officials may choose for a certificate as it stands; lapsing is left to the calendar.</summary>
    public static IEnumerable<CertificateStatus> Choices(Certificate now) =>
        StatusRules.After(now.Status).Where(to => to != CertificateStatus.Lapsed);

    /// <inheritdoc/>
    public Refusal? NotNow(Certificate now, Facts facts) =>
        !facts.IsOfficialOf(now.Agency) ? new("certificate.not-your-office", RefusalKind.NotAllowed)
        : now.IsImported ? new("certificate.imported")
        : StatusRules.After(now.Status).Count == 0 ? new("certificate.no-such-change")
        : null;

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CertificateEvent>> Decide(Certificate now, Facts facts)
    {
        var isOver = now.Content.ValidUntil < facts.Today;
        return !int.TryParse(Status, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || !StatusRules.After(now.Status).Contains((CertificateStatus)number)
                ? new Refusal("certificate.no-such-change")
            : (CertificateStatus)number == CertificateStatus.Lapsed && !isOver ? new Refusal("certificate.time-not-over")
            : (CertificateStatus)number == CertificateStatus.Valid && isOver ? new Refusal("certificate.time-over")
            : new CertificateEvent[]
            {
                new StatusChanged((CertificateStatus)number, Article!.Trim(), Reason!.Trim(), facts.Today),
            };
    }
}

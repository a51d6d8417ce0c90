using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Certificates;

/// <summary>
/// A certificate lapses because another one took its place. Nothing happens to one that was replaced, or taken away, before.
/// </summary>
/// <param name="By">The identifier of the other one.</param>
[Act("replace-certificate")]
internal sealed record ReplaceCertificate(string By) : ICommand<Certificate, CertificateEvent>
{
    /// <inheritdoc/>
    public Refusal? NotNow(Certificate now, Facts facts) => null;

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CertificateEvent>> Decide(Certificate now, Facts facts) =>
        now.ReplacedBy is null && now.MayBecome(CertificateStatus.Lapsed)
            ? new CertificateEvent[] { new StatusChanged(CertificateStatus.Lapsed, "行政许可法 第五十条", "", facts.Today, By) }
            : Array.Empty<CertificateEvent>();
}

/// <summary>
/// Ends each certificate in whose place another one was issued. It may be killed anywhere: the old one is ended once, and as soon
/// as a process runs again.
/// </summary>
internal sealed class ReplaceFollower(CertificateLists lists, Desk<Certificate, CertificateEvent, CertificateFacts> desk)
    : ActFollower("replace-certificate", "certificate.issued")
{
    /// <inheritdoc/>
    public override async Task FollowAsync(IReadOnlyList<RecordedEvent> events, CancellationToken cancellation)
    {
        foreach (var recorded in events)
            if (CertificateHistory.Kind.Events.Read(recorded) is CertificateIssued { Content: { Replaces: { } replaced } renewed }
                && CertificateIdentifier.TryParse(replaced, out var identifier)
                && await lists.FindAsync(identifier) is { } old)
                await EndAsync(old.Id, recorded, renewed.Identifier, cancellation);
    }

    private async Task EndAsync(Guid old, RecordedEvent recorded, string by, CancellationToken cancellation)
    {
        var caller = new Caller(Actor.Engine) { Key = FollowUps.KeyOf(Name, recorded.Position) };
        (await desk.DoAsync(old, caller, new ReplaceCertificate(by), cancellation)).Refusal.OrWait();
    }
}

using Microsoft.Extensions.Logging;
using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Certificates;

/// <summary>
/// Lets certificates lapse whose last day is over. Verifiers do not wait for it: they look at the day themselves. Every node may
/// run it; one that has lapsed lapses no second time.
/// </summary>
internal sealed class LapseSweep(
    CertificateLists lists, Desk<Certificate, CertificateEvent, CertificateFacts> desk, TimeProvider clock,
    ILogger<LapseSweep>? log = null) : Sweep(TimeSpan.FromMinutes(5), clock, log)
{
    /// <summary>One round.</summary>
    public async Task SweepAsync(CancellationToken cancellation = default)
    {
        var today = desk.Today;
        IReadOnlyList<Guid> overdue;
        do
        {
            overdue = await lists.OverdueAsync(today);
            foreach (var id in overdue)
            {
                cancellation.ThrowIfCancellationRequested();
                (await desk.DoAsync(id, Actor.Engine, new LapseCertificate(), cancellation)).Refusal.OrWait();
            }
        }
        while (overdue.Count > 0);
    }

    /// <inheritdoc/>
    protected override Task RoundAsync(CancellationToken cancellation) => SweepAsync(cancellation);
}

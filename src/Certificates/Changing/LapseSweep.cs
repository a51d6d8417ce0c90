using Microsoft.Extensions.Logging;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Store;

namespace Yitong.Certificates;

/// <summary>
/// Lets certificates lapse whose last day is over. Verifiers do not wait for it: they look at the day themselves. Every node may
/// run it; one that has lapsed lapses no second time.
/// </summary>
public sealed class LapseSweep(CertificateDesk desk, CityPack pack, TimeProvider clock, ILogger<LapseSweep>? log = null)
    : Sweep(TimeSpan.FromMinutes(5), clock, log)
{
    private readonly TimeProvider clock = clock;

    /// <summary>One round.</summary>
    public async Task SweepAsync(CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        var today = pack.City.DayOf(now);
        IReadOnlyList<Guid> overdue;
        do
        {
            overdue = await desk.OverdueAsync(today);
            foreach (var id in overdue)
            {
                cancellation.ThrowIfCancellationRequested();
                await desk.LapseAsync(id, Act.Of(now, Actor.Engine, "lapse-certificate"), today);
            }
        }
        while (overdue.Count > 0);
    }

    /// <inheritdoc/>
    protected override Task RoundAsync(CancellationToken cancellation) => SweepAsync(cancellation);
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yitong.Kernel;
using Yitong.Packs;

namespace Yitong.Certificates;

/// <summary>
/// Lets certificates lapse whose last day is over. Verifiers do not wait for it: they look at the day themselves. Every node may
/// run it; one that has lapsed lapses no second time.
/// </summary>
public sealed class LapseSweep(CertificateDesk desk, CityPack pack, TimeProvider clock, ILogger<LapseSweep> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

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
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
#pragma warning disable CA1031 // The database may be away: the next round finds what this one did not do.
            catch (Exception cause) when (cause is not OperationCanceledException)
#pragma warning restore CA1031
            {
                log.LogWarning(cause, "Certificates could not lapse; it is tried again.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

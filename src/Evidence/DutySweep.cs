using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Yitong.Store;

namespace Yitong.Evidence;

/// <summary>Tells supervision of demands and objections past their clock, and tests what is supplied once a day.</summary>
public sealed class DutySweep(DemandDesk demands, ObjectionDesk objections, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                await demands.EscalateAsync(stoppingToken);
                await objections.EscalateAsync(stoppingToken);
                await demands.TestAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is DbUpdateException || Away.Is(fault))
            {
                // What was due stays due until the database is back.
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Yitong.Store;

/// <summary>
/// Work in the background that comes again after a pause. What it does may be done twice, so several nodes may run it. Where the
/// database is away, or another node was first, what was due stays due until the next round; any other fault is a bug and stops
/// the process.
/// </summary>
/// <param name="pause">Between the beginnings of two rounds.</param>
/// <param name="clock">Measures the pause.</param>
public abstract class Sweep(TimeSpan pause, TimeProvider clock) : BackgroundService
{
    /// <summary>Does once what there is to do.</summary>
    protected abstract Task RoundAsync(CancellationToken cancellation);

    /// <summary>Told that a round was broken off: what it remembered may be wrong.</summary>
    protected virtual void Forget()
    {
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(pause, clock);
        do
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is DbUpdateException || Away.Is(fault))
            {
                Forget();
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

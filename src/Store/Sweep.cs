using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Yitong.Store;

/// <summary>
/// Work in the background that comes again after a pause. What it does may be done twice, so several nodes may run it. Where the
/// database is away, or another node was first, what was due stays due until the next round. Any other fault is a bug: it is told
/// in the log and to <see cref="Fault"/>, and the next round comes all the same.
/// </summary>
/// <param name="pause">Between the beginnings of two rounds.</param>
/// <param name="clock">Measures the pause.</param>
/// <param name="log">Where bugs are told; null: nowhere but to <see cref="Fault"/>.</param>
public abstract class Sweep(TimeSpan pause, TimeProvider clock, ILogger? log = null) : BackgroundService
{
    private long faults;

    /// <summary>How many rounds ended with a bug since the process began.</summary>
    public long Faults => Interlocked.Read(ref faults);

    /// <summary>What was wrong with the last round; null when it went well, or the database was only away.</summary>
    public string? Fault { get; private set; }

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
                Fault = null;
            }
#pragma warning disable CA1031 // No background work ends the process.
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Forget();
                Note(fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Note(Exception fault)
    {
        if (DatabaseFaults.IsPassing(fault)) return;
        Interlocked.Increment(ref faults);
        var text = $"{fault.GetType().Name}: {fault.Message}";
        // The same each round would bury all else.
        if (Fault != text) log?.LogError(fault, "A round of {Sweep} failed; the next one comes.", GetType().Name);
        Fault = text;
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>
/// Reads the journal in order from where it stopped last and does something for what it finds. What it does may be done twice,
/// so it may stop anywhere and several nodes may run it.
/// </summary>
/// <param name="journal">The journal.</param>
/// <param name="rows">Where it keeps how far it has come.</param>
/// <param name="name">Its name among the checkpoints.</param>
/// <param name="pause">How long it rests between two looks.</param>
public abstract class JournalFollower(Journal journal, Rows rows, string name, TimeSpan pause) : BackgroundService
{
    /// <summary>Whether there is anything to follow for.</summary>
    protected virtual bool IsWanted => true;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!IsWanted) return;
        var done = -1L;
        using var timer = new PeriodicTimer(pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (done < 0) done = await Checkpoint.ReadAsync(rows, name);
                if (await journal.ReadHeadAsync(stoppingToken) > done) done = await FollowAsync(done, stoppingToken);
            }
            catch (Exception fault) when (fault is DbUpdateException || Away.Is(fault))
            {
                // Another node wrote the same first, and the next round finds it there; or the database is away.
                done = -1;
            }
        }
    }

    /// <summary>Follows the journal from a position to its present end, and says where that is.</summary>
    public abstract Task<long> FollowAsync(long after, CancellationToken cancellation = default);
}

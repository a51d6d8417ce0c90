using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>
/// Asks the rules of cases whose receipt was recorded and not yet judged, because the process died in between. Reads the journal
/// in order; a case that was judged is left alone, so it may stop anywhere and several nodes may run it.
/// </summary>
public sealed class JudgeFollower(Journal journal, Rows rows, CaseDesk desk, AutomaticJudge judge) : BackgroundService
{
    private const string Name = "judge";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!judge.HasRules) return;
        var done = -1L;
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (done < 0) done = await Checkpoint.ReadAsync(rows, Name);
                if (await journal.ReadHeadAsync(stoppingToken) > done) done = await FollowAsync(done, stoppingToken);
            }
            catch (Exception fault) when (fault is DbUpdateException || Away.Is(fault))
            {
                done = -1;
            }
        }
    }

    /// <summary>Follows the journal from a position to its present end, and says where that is.</summary>
    public async Task<long> FollowAsync(long after, CancellationToken cancellation = default)
    {
        var received = new HashSet<Guid>();
        await foreach (var recorded in journal.ReadAllAsync(after, cancellation))
        {
            after = recorded.Position;
            if (recorded.Type is "case.received" or "case.supplemented") received.Add(recorded.Stream);
        }
        foreach (var id in received) await desk.JudgeAsync(id, cancellation);
        await Checkpoint.WriteAsync(rows, Name, after, cancellation);
        return after;
    }
}

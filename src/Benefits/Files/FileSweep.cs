using Microsoft.Extensions.Logging;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>
/// Judges every benefit file anew when a day begins or a policy was released, so that who gains or loses by the calendar or by
/// a new edition is told as well. Judging twice tells nothing twice, so several nodes may do it.
/// </summary>
public sealed class FileSweep(
    FileDesk files, LiveLibrary library, CityProfile city, TimeProvider clock, ILogger<FileSweep>? log = null)
    : Sweep(TimeSpan.FromSeconds(30), clock, log)
{
    private readonly TimeProvider clock = clock;
    private (DateOnly, PolicyLibrary?) judged;

    /// <inheritdoc/>
    protected override async Task RoundAsync(CancellationToken cancellation)
    {
        var now = (city.DayOf(clock.GetUtcNow()), (PolicyLibrary?)await library.NowAsync());
        if (now == judged) return;
        await SweepAsync(now.Item1, cancellation);
        judged = now;
    }

    /// <summary>Judges all files as of a day, and says how many there are.</summary>
    public async Task<int> SweepAsync(DateOnly today, CancellationToken cancellation = default)
    {
        var (count, after) = (0, "");
        while (await files.CodesAfterAsync(after) is { Count: > 0 } codes)
        {
            foreach (var code in codes)
            {
                cancellation.ThrowIfCancellationRequested();
                await files.JudgeAsync(Act.Of(clock.GetUtcNow(), Actor.Engine, "judge-file"), today, code);
            }
            (count, after) = (count + codes.Count, codes[^1]);
        }
        return count;
    }
}

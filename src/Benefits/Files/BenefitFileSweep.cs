using Microsoft.Extensions.Logging;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>
/// Judges every benefit file anew when a day begins or a policy was released, so that who gains or loses by the calendar or by
/// a new edition is told as well. Judging twice tells nothing twice, so several nodes may do it.
/// </summary>
internal sealed class BenefitFileSweep(
    BenefitFileDesk desk, BenefitFiles files, LiveLibrary library, TimeProvider clock, ILogger<BenefitFileSweep>? log = null)
    : Sweep(TimeSpan.FromSeconds(30), clock, log)
{
    private (DateOnly, PolicyLibrary?) judged;

    /// <inheritdoc/>
    protected override async Task RoundAsync(CancellationToken cancellation)
    {
        var now = (desk.Today, (PolicyLibrary?)await library.NowAsync());
        if (now == judged) return;
        await SweepAsync(cancellation);
        judged = now;
    }

    /// <summary>Judges all files as of today, and says how many there are.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellation = default)
    {
        var (count, after) = (0, "");
        while (await files.CodesAfterAsync(after) is { Count: > 0 } codes)
        {
            foreach (var code in codes)
            {
                cancellation.ThrowIfCancellationRequested();
                (await desk.DoAsync(SubjectFile.IdOf(code), Actor.Engine, new JudgeFile(), cancellation)).Refusal.OrWait();
            }
            (count, after) = (count + codes.Count, codes[^1]);
        }
        return count;
    }
}

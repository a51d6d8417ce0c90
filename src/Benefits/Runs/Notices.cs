using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Shell;

namespace Yitong.Benefits;

/// <summary>A page of a public notice.</summary>
/// <param name="Run">The run.</param>
/// <param name="Lines">Its lines; whoever shows them masks them.</param>
public sealed record Notice(BenefitRun Run, Page<RunLineRow> Lines);

/// <summary>Reads public notices. Thread-safe.</summary>
internal sealed class Notices(RunDesk runs, RunLists lists, Wording wording)
{
    /// <summary>A notice that stands today.</summary>
    public async Task<Outcome<Notice>> FindAsync(Guid id, string? after = null, int take = 50)
    {
        var run = await runs.FindAsync(id);
        if (run is null || run.NoticeFrom is null || run.State == RunState.Cancelled) return BenefitRun.NotFound;
        // What was shown is over with its last day: names do not stay in the net for ever.
        if (wording.Today > run.NoticeUntil) return new Refusal("run.notice-over");
        var lines = await lists.LinesAsync(run, after, Math.Min(take, RunLists.Most));
        return new Notice(run, new([.. lines.Items.Select(line => line.Row)], lines.Next));
    }
}

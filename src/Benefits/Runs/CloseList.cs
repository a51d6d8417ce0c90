using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>The list of a run is complete. When nobody stands on it the run is over, and another one can be opened.</summary>
[Act("close-list")]
internal sealed record CloseList : ICommand<BenefitRun, RunEvent>
{
    public Refusal? NotNow(BenefitRun now, Facts facts) => now.NotDrawnBy(facts.By);

    public Outcome<IReadOnlyList<RunEvent>> Decide(BenefitRun now, Facts facts) =>
        new RunEvent[] { now.Lines == 0 ? new NobodyFits() : new ListClosed(now.Lines, now.Fen, now.Chain) };
}

using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>The list of a run is complete.</summary>
[Act("close-list")]
internal sealed record CloseList : ICommand<BenefitRun, RunEvent>
{
    public Refusal? NotNow(BenefitRun now, Facts facts) => Budget.NotFor(facts.By, now.Office) is { } no ? no
        : now.State != RunState.Drawing ? new("run.not-drawing")
        : now.Lines == 0 ? new("run.list-empty")
        : null;

    public Outcome<IReadOnlyList<RunEvent>> Decide(BenefitRun now, Facts facts) =>
        new RunEvent[] { new ListClosed(now.Lines, now.Fen, now.Chain) };
}

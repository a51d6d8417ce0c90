using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>Closes a run (办结): nothing of it waits any more.</summary>
[Act("close-run")]
internal sealed record CloseRun : ICommand<BenefitRun, RunEvent>
{
    public Refusal? NotNow(BenefitRun now, Facts facts) => Budget.NotFor(facts.By, now.Office) is { } no ? no
        : now.State != RunState.Paying ? new("run.not-signed")
        : now.Objections.Values.Any(each => each.IsUpheld is null) ? new("run.objections-open")
        : null;

    public Outcome<IReadOnlyList<RunEvent>> Decide(BenefitRun now, Facts facts) => new RunEvent[] { new RunClosed() };
}

using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>The agency confirms the list of a run (确认名单).</summary>
[Act("confirm-list")]
internal sealed record ConfirmList : ICommand<BenefitRun, RunEvent>
{
    public Refusal? NotNow(BenefitRun now, Facts facts) => Budget.NotFor(facts.By, now.Office) is { } no ? no
        : now.State != RunState.Drawn ? new("run.not-drawn") : null;

    public Outcome<IReadOnlyList<RunEvent>> Decide(BenefitRun now, Facts facts) => new RunEvent[] { new ListConfirmed() };
}

using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>Gives a run up before anything of it is paid (取消批次).</summary>
/// <param name="Reason">Why.</param>
[Act("cancel-run", Unclear = NoWords)]
public sealed record CancelRun(
    [Ask(IsLong = true, Most = 1_000, Missing = CancelRun.NoWords, Unreadable = CancelRun.NoWords)] string? Reason)
    : ICommand<BenefitRun, RunEvent>
{
    /// <summary>Code where a reason or answer is missing.</summary>
    internal const string NoWords = "run.answer-empty";

    /// <inheritdoc/>
    public Refusal? NotNow(BenefitRun now, Facts facts) => Budget.NotFor(facts.By, now.Office) is { } no ? no
        : now.State is RunState.Paying or RunState.Closed or RunState.Cancelled or RunState.SignedOnce
                or RunState.NobodyFits ? new("run.not-cancellable")
        : null;

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<RunEvent>> Decide(BenefitRun now, Facts facts) => new RunEvent[] { new RunCancelled(Reason!) };
}

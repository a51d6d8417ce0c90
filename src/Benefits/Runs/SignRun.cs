using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>
/// Signs a run off (签批): first when its notice is over, then somebody else, once the money is set aside
/// (<see cref="RunFunding"/>).
/// </summary>
[Act("sign-run")]
internal sealed record SignRun : ICommand<BenefitRun, RunEvent, RunFacts>
{
    public Refusal? NotNow(BenefitRun now, RunFacts facts) => Budget.NotFor(facts.By, now.Office) is { } no ? no
        : now.State == RunState.Paying ? new("run.signed-already")
        : now.State is not (RunState.Noticed or RunState.SignedOnce) ? new("run.not-noticed")
        : now.State == RunState.Noticed && facts.Today <= now.NoticeUntil ? new("run.notice-not-over")
        : now.Signers.Contains(facts.By.Id) ? new("run.same-signer", RefusalKind.NotAllowed)
        : null;

    // Had somebody else's second signature set the money aside before a crash, it is that one which counts.
    public Outcome<IReadOnlyList<RunEvent>> Decide(BenefitRun now, RunFacts facts) =>
        now.State == RunState.Noticed ? new RunEvent[] { new RunSigned(facts.By.Id) }
        : facts.Money is { } money ? new RunEvent[] { new RunSigned(money.Signers[1]) }
        : new Refusal("store.stale", RefusalKind.Stale);
}

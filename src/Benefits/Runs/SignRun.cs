using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>
/// Signs a run off (签批): first when its notice is over, then somebody else, once the money is set aside
/// (<see cref="RunFunding"/>).
/// </summary>
/// <param name="Name">The signer's name, as others are to read it; null when none is known.</param>
[Act("sign-run")]
internal sealed record SignRun(string? Name = null) : ICommand<BenefitRun, RunEvent, RunFacts>
{
    public Refusal? NotNow(BenefitRun now, RunFacts facts) => Budget.NotFor(facts.By, now.Office) is { } no ? no
        : now.State == RunState.Paying ? new("run.signed-already")
        : now.State is not (RunState.Noticed or RunState.SignedOnce) ? new("run.not-noticed")
        : now.State == RunState.Noticed && facts.Today <= now.NoticeUntil ? new("run.notice-not-over")
        : now.Signers.Contains(facts.By.Id) ? new("run.same-signer", RefusalKind.NotAllowed)
        : null;

    // Had somebody else's second signature set the money aside before a crash, it is that one which counts.
    public Outcome<IReadOnlyList<RunEvent>> Decide(BenefitRun now, RunFacts facts) =>
        now.State == RunState.Noticed ? new RunEvent[] { new RunSigned(facts.By.Id, Name) }
        : facts.Money is { } money ? new RunEvent[] { new RunSigned(money.Signers[1], money.SignerNames.ElementAtOrDefault(1)) }
        : new Refusal("store.stale", RefusalKind.Stale);
}

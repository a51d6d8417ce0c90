using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>
/// Says on a run, or an application that was referred, what its budget has done for it: set money aside with the second
/// signature, given the rest back, granted. Whoever acts does both at once; had the process died between the two, it is this
/// that goes on, and nobody needs to press again.
/// </summary>
internal sealed class MoneyFollower(RunDesk runs, ReferralDesk referrals)
    : ActFollower("budget-acted", "budget.funds-reserved", "budget.funds-released", "budget.grant-made")
{
    /// <inheritdoc/>
    public override async Task FollowAsync(IReadOnlyList<RecordedEvent> events, CancellationToken cancellation)
    {
        foreach (var recorded in events)
        {
            var caller = new Caller(Actor.Engine) { Key = FollowUps.KeyOf(Name, recorded.Position) };
            switch (BudgetHistory.Kind.Events.Read(recorded))
            {
                case FundsReserved { Run.Run: var run }: await GoOnAsync(run, RunState.SignedOnce, caller, new SignRun()); break;
                case FundsReleased { Run: var run }: await GoOnAsync(run, RunState.Paying, caller, new CloseRun()); break;
                case GrantMade { Grant: var grant }: await GrantedAsync(grant, caller); break;
            }
        }
    }

    private async Task GoOnAsync(Guid id, RunState from, Caller caller, ICommand<BenefitRun, RunEvent, RunFacts> step)
    {
        if (await runs.FindAsync(id) is { } run && run.State == from) (await runs.DoAsync(id, caller, step)).Refusal.OrWait();
    }

    // What was granted at once has no referral. The official's reason is the last of what a grant rests on.
    private async Task GrantedAsync(Grant grant, Caller caller)
    {
        if (await referrals.FindAsync(grant.Id) is { State: ReferralState.Waiting })
            (await referrals.DoAsync(grant.Id, caller, new GrantClaim(grant.Fen, grant.Because[^1]))).Refusal.OrWait();
    }
}

using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>An official refuses an application that was referred.</summary>
/// <param name="Reason">Why.</param>
[Act("refuse-claim", Unclear = GrantClaim.NoReason)]
internal sealed record RefuseClaim(
    [Ask(IsLong = true, Most = 1_000, Missing = GrantClaim.NoReason, Unreadable = GrantClaim.NoReason)] string? Reason)
    : ICommand<Referral, ReferralEvent, ReferralFacts>
{
    // What the budget has granted already, before a crash, is not refused any more.
    public Refusal? NotNow(Referral now, ReferralFacts facts) => GrantClaim.Closed(now, facts) is { } no ? no
        : facts.IsTaken ? new("referral.decided-already") : null;

    public Outcome<IReadOnlyList<ReferralEvent>> Decide(Referral now, ReferralFacts facts) =>
        new ReferralEvent[] { new ClaimRefused(Reason!) };
}

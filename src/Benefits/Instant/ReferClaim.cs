using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>An application that the rule cannot grant goes to an official (转人工核实).</summary>
/// <param name="Terms">What is applied for.</param>
/// <param name="Subject">For whom: citizen number or credit code; whoever calls has made sure that the actor may.</param>
/// <param name="Name">Their name.</param>
/// <param name="Verdict">What the policy's rule says of them today.</param>
/// <param name="Remark">The person says that a fact is not so, and why; null when they do not.</param>
[Act("refer-claim", Unclear = GrantClaim.NoReason)]
internal sealed record ReferClaim(
    InstantTerms Terms, string Subject, string Name, Verdict Verdict,
    [Ask(IsOptional = true, IsLong = true, Most = 1_000, Unreadable = GrantClaim.NoReason)] string? Remark)
    : IBeginning<Referral, ReferralEvent, ReferralFacts>
{
    // One stream for each claim, period and subject, whichever node begins it.
    public string About => $"referral {Terms.Claim}|{Terms.Period}|{Subject}";

    public Refusal? NotNow(ReferralFacts facts) => facts.IsTaken ? Granted : facts.Office is null ? Budget.NotFound : null;

    public Outcome<IReadOnlyList<ReferralEvent>> Decide(ReferralFacts facts)
    {
        var limit = facts.Of<BenefitLimits>().Referral;
        return new ReferralEvent[]
        {
            new ClaimReferred(
                Terms, Subject, Name, Verdict, Remark is not null, Remark, facts.Office!, limit.Limit, limit.Law),
        };
    }

    // What was refused may be applied for again.
    public Outcome<IReadOnlyList<ReferralEvent>> Again(Referral now, ReferralFacts facts) => now.State switch
    {
        ReferralState.Waiting => new Refusal("instant.referred-already"),
        ReferralState.Granted => Granted,
        _ => Decide(facts),
    };

    private Refusal Granted => new Refusal("instant.granted-already").With("period", Terms.Period);
}

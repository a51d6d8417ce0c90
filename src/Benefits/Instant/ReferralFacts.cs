using Yitong.Acting;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>What decisions about a referral may know besides.</summary>
internal sealed record ReferralFacts : Facts
{
    public ReferralFacts(Facts known)
        : base(known)
    {
    }

    /// <summary>The agency that answers for the budget; null where there is no such budget.</summary>
    public string? Office { get; init; }

    /// <summary>Whether the subject has it, or what cannot be had together with it.</summary>
    public bool IsTaken { get; init; }
}

/// <summary>Looks up what decisions about referrals need to know. Thread-safe.</summary>
internal sealed class ReferralFactsGathering(
    Streams<Referral, ReferralEvent> referrals, Streams<Budget, BudgetEvent> budgets, PaymentLists lists)
    : IFactsFor<ReferralFacts>
{
    public async ValueTask<ReferralFacts> GatherAsync(Facts known, object command, CancellationToken cancellation)
    {
        switch (command)
        {
            case ReferClaim refer:
                var (budget, _) = await budgets.LoadAsync(refer.Terms.Budget, cancellation);
                return new(known) { Office = budget?.Office, IsTaken = await lists.IsTakenAsync(refer.Terms, refer.Subject) };
            case RefuseClaim when (await referrals.LoadAsync(known.Stream, cancellation)).State is { } referral:
                return new(known) { IsTaken = (await lists.FirstOrderAsync(referral.Key))?.Source == referral.Id };
            default:
                return new(known);
        }
    }
}

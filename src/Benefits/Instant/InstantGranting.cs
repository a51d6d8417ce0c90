using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Rules;

namespace Yitong.Benefits;

/// <summary>What became of an application.</summary>
/// <param name="Id">The grant's id, or the referral's.</param>
/// <param name="Fen">How much was granted; 0 when an official looks into it.</param>
/// <param name="Verdict">What the rule said.</param>
internal sealed record Applied(Guid Id, long Fen, Verdict Verdict)
{
    /// <summary>Whether it was granted at once.</summary>
    public bool IsGranted => Fen > 0;
}

/// <summary>Grants on application with one tap (即申即享), once the rule has judged. Thread-safe.</summary>
internal sealed class InstantGranting(
    BudgetDesk budgets, ReferralDesk referrals, PaymentLists lists, TimeProvider clock)
{
    /// <summary>Decides an application at once where the rule can; else it goes to an official.</summary>
    /// <returns>
    /// What became of it; or <c>instant.not-entitled</c>, <c>instant.granted-already</c>, <c>instant.referred-already</c>,
    /// <c>payment.no-account</c>, <c>ledger.over-budget</c>.
    /// </returns>
    public async Task<Outcome<Applied>> ApplyAsync(Caller caller, ReferClaim asked)
    {
        var (terms, subject, verdict) = (asked.Terms, asked.Subject, asked.Verdict);
        if (verdict.Truth == Truth.Unknown || asked.Remark is not null)
            return (await referrals.BeginAsync(caller, asked)).Then<Applied>(referral => new Applied(referral.Id, 0, verdict));
        if (verdict.Truth == Truth.No)
            return await lists.IsTakenAsync(terms, subject)
                ? new Refusal("instant.granted-already").With("period", terms.Period)
                : new Refusal("instant.not-entitled").With("because", string.Join('\n', verdict.Because));
        var grant = GrantOf(asked);
        var granted = await budgets.DoAsync(terms.Budget, caller, grant);
        if (granted.Refusal is { } refusal) return refusal;
        // A repeated request is answered with the grant of the first one.
        var order = (await lists.FirstOrderAsync(grant.Grant.Key))!;
        return new Applied(order.Source, order.Fen, verdict);
    }

    /// <summary>What stands in the way of having it at once, and of having an official look into it.</summary>
    public async Task<(Refusal? Taking, Refusal? Asking)> ClosedAsync(Actor by, ReferClaim asked)
    {
        var asking = await referrals.CouldBeginAsync(by, asked);
        return asked.Verdict.Truth == Truth.Yes
            ? ((await budgets.CouldDoAsync(asked.Terms.Budget, by, GrantOf(asked))).Refusal, asking) : (asking, asking);
    }

    private GrantBenefit GrantOf(ReferClaim asked)
    {
        var (terms, id) = (asked.Terms, Guid.CreateVersion7(clock.GetUtcNow()));
        return new(
            new(id, new(terms.Claim, terms.Period, asked.Subject, 1), new(terms.Policy, terms.Clause, id), asked.Name,
                asked.Verdict.Fen, asked.Verdict.Because, Actor.Engine.Id, budgets.Today),
            terms.Excludes);
    }

    /// <summary>What stands in the way of granting an application that was referred, whatever the official writes.</summary>
    public async Task<Refusal?> ClosedAsync(Referral referral, Actor by)
    {
        var least = GrantOf(referral, by, new(Math.Max(referral.Verdict.Fen, 1), ""));
        return (await budgets.CouldDoAsync(referral.Terms.Budget, by, least)).Refusal;
    }

    private GrantBenefit GrantOf(Referral referral, Actor by, GrantClaim command)
    {
        var terms = referral.Terms;
        return new(
            new(referral.Id, referral.Key, new(terms.Policy, terms.Clause, referral.Id), referral.Name, command.Fen!.Value,
                referral.Verdict.Because.Add(command.Reason!), by.Id, budgets.Today),
            terms.Excludes);
    }

    /// <summary>
    /// An official grants an application that was referred. The budget acts first, once; had the process died between the two,
    /// <see cref="MoneyFollower"/> goes on behind it, with the amount that stands.
    /// </summary>
    public async Task<Outcome<Referral>> GrantAsync(Guid id, Caller caller, GrantClaim command)
    {
        var found = await referrals.CouldDoAsync(id, caller.By, command);
        if (!found.IsGranted) return await referrals.DoAsync(id, caller, command);
        var referral = found.Value;
        var granted = await budgets.DoAsync(referral.Terms.Budget, caller.By, GrantOf(referral, caller.By, command));
        if (granted.Refusal is { } refusal) return refusal;
        command = command with { Fen = (await lists.FirstOrderAsync(referral.Key))!.Fen };
        var done = await referrals.DoAsync(id, caller, command);
        // The follower may have been faster: then it is done.
        return !done.IsGranted && await referrals.FindAsync(id) is { State: ReferralState.Granted } after ? after : done;
    }
}

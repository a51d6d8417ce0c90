using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Yitong.Kernel;
using Yitong.Rules;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>What became of an application.</summary>
/// <param name="Id">The grant's id, or the referral's.</param>
/// <param name="Fen">How much was granted; 0 when an official looks into it.</param>
/// <param name="Verdict">What the rule said.</param>
public sealed record Applied(Guid Id, long Fen, Verdict Verdict)
{
    /// <summary>Whether it was granted at once.</summary>
    public bool IsGranted => Fen > 0;
}

/// <summary>
/// Grants on application with one tap (即申即享): the rule has judged, the grant, its ledger entry and its payment order are one
/// transaction. Thread-safe.
/// </summary>
public sealed class InstantDesk(
    Streams<Budget, BudgetEvent> budgets, Streams<Referral, ReferralEvent> referrals, ReceivingAccounts accounts, Rows rows,
    BenefitLimits limits)
{
    private const int Tries = 20;
    private const long MostFen = 100_000_000_00;

    // Grants from one budget follow each other anyway; waiting here is cheaper than being told that somebody was faster.
    private readonly ConcurrentDictionary<Guid, SemaphoreSlim> turns = new();

    /// <summary>Decides an application at once where the rule can; else it goes to an official.</summary>
    /// <param name="act">The person's act.</param>
    /// <param name="terms">What is applied for.</param>
    /// <param name="subject">For whom: citizen number or credit code; whoever calls has made sure that the actor may.</param>
    /// <param name="name">Their name.</param>
    /// <param name="verdict">What the policy's rule says of them today.</param>
    /// <param name="remark">The person says that a fact is not so, and why; null when they do not.</param>
    /// <param name="today">Today in the city.</param>
    /// <returns>
    /// What became of it; or <c>instant.not-entitled</c>, <c>instant.granted-already</c>, <c>instant.referred-already</c>,
    /// <c>payment.no-account</c>, <c>ledger.over-budget</c>.
    /// </returns>
    public async Task<Outcome<Applied>> ApplyAsync(
        Act act, InstantTerms terms, string subject, string name, Verdict verdict, string? remark, DateOnly today)
    {
        if (await IsTakenAsync(terms, subject)) return new Refusal("instant.granted-already").With("period", terms.Period);
        if (verdict.Truth == Truth.Unknown || remark is not null)
            return await ReferAsync(act, terms, subject, name, verdict, remark);
        if (verdict.Truth == Truth.No)
            return new Refusal("instant.not-entitled").With("because", string.Join('\n', verdict.Because));
        var grant = new Grant(
            Guid.CreateVersion7(act.At), new(terms.Claim, terms.Period, subject, 1),
            new(terms.Policy, terms.Clause, Guid.Empty), name, verdict.Fen, verdict.Because, Actor.Engine.Id, today);
        var granted = await GrantAsync(act, terms.Budget, grant with { Purpose = grant.Purpose with { Source = grant.Id } });
        return granted.Then<Applied>(done => new Applied(done.Id, done.Fen, verdict));
    }

    /// <summary>The official grants an application that was referred.</summary>
    /// <returns>
    /// The referral; or <c>referral.not-found</c>, <c>referral.decided-already</c>, <c>referral.reason-empty</c>,
    /// <c>ledger.amount-not-positive</c> and what a grant refuses.
    /// </returns>
    public async Task<Outcome<Referral>> GrantAsync(Guid id, Act act, long fen, string? reason, DateOnly today)
    {
        var found = Guard((await referrals.LoadAsync(id)).State, act, reason);
        if (found.Refusal is { } refusal) return refusal;
        if (fen is < 1 or > MostFen) return Fault("fen", "ledger.amount-not-positive");
        var (terms, referral) = (found.Value.Terms, found.Value);
        var grant = new Grant(
            id, new(terms.Claim, terms.Period, referral.Subject, 1), new(terms.Policy, terms.Clause, id), referral.Name, fen,
            referral.Verdict.Because.Add(reason!), act.By.Id, today);
        var granted = await GrantAsync(act, terms.Budget, grant);
        if (granted.Refusal is { } no) return no;
        return await DecideAsync(id, act, reason, new ClaimGranted(granted.Value.Fen, reason!));
    }

    /// <summary>The official refuses an application that was referred, with the reason.</summary>
    public Task<Outcome<Referral>> RefuseAsync(Guid id, Act act, string? reason) =>
        DecideAsync(id, act, reason, new ClaimRefused(reason ?? ""));

    /// <summary>A referral; null when there is none.</summary>
    public async Task<Referral?> FindAsync(Guid id) => (await referrals.LoadAsync(id)).State;

    /// <summary>What an agency has to look into.</summary>
    public async Task<IReadOnlyList<ReferralRow>> WaitingAsync(string office, int skip = 0, int take = 50)
    {
        await using var db = rows.Open();
        return await db.Set<ReferralRow>().Where(row => row.Office == office && row.State == ReferralState.Waiting)
            .OrderBy(row => row.Policy).ThenBy(row => row.Id).Skip(skip).Take(take).ToListAsync();
    }

    private async Task<Outcome<Grant>> GrantAsync(Act act, Guid budgetId, Grant grant)
    {
        var account = await accounts.FindAsync(grant.Key.Subject);
        if (account is null) return new Refusal("payment.no-account");
        var turn = turns.GetOrAdd(budgetId, _ => new(1));
        await turn.WaitAsync();
        try
        {
            for (var attempt = 0; attempt < Tries; attempt++)
            {
                var (budget, version) = await budgets.LoadAsync(budgetId);
                if (budget is null) return Budget.NotFound;
                var order = PaymentOrderRow.Of(grant.Key, grant.Id, grant.Name, account.Number, grant.Fen);
                var bulk = BulkRows.Of(budgetId, budget.Chunks + 1, [order], row => row.Fen);
                var done = await budgets.ActAsync(budgetId, act, version, null, known => known!
                    .Enter(grant.Purpose, bulk.Seal.Hash, new Posting(LedgerAccount.Available, LedgerAccount.Payable, grant.Fen))
                    .Then<IReadOnlyList<BudgetEvent>>(entry =>
                        new BudgetEvent[] { new GrantMade(grant) { Entry = entry, Seal = bulk.Seal } }), bulk);
                if (done.Refusal is { Code: "store.rows-taken" }) return await TakenAsync(grant);
                if (done.Refusal is not { Code: "store.stale" }) return done.Then<Grant>(_ => grant);
            }
            return new Refusal("store.busy", RefusalKind.Busy);
        }
        finally
        {
            turn.Release();
        }
    }

    // The same grant again, after a crash between the grant and what followed, is no second one.
    private async Task<Outcome<Grant>> TakenAsync(Grant grant)
    {
        await using var db = rows.Open();
        var key = grant.Key;
        var stands = await db.Set<PaymentOrderRow>().SingleAsync(row => row.Claim == key.Claim && row.Period == key.Period
            && row.Subject == key.Subject && row.Attempt == 1);
        return stands.Source == grant.Id ? grant with { Fen = stands.Fen }
            : new Refusal("instant.granted-already").With("period", key.Period);
    }

    private async Task<bool> IsTakenAsync(InstantTerms terms, string subject)
    {
        await using var db = rows.Open();
        string[] claims = [terms.Claim, .. terms.Excludes];
        return await db.Set<PaymentOrderRow>().AnyAsync(
            row => claims.Contains(row.Claim) && row.Period == terms.Period && row.Subject == subject);
    }

    private async Task<Outcome<Applied>> ReferAsync(
        Act act, InstantTerms terms, string subject, string name, Verdict verdict, string? remark)
    {
        if (remark?.Length > 1_000) return Fault("remark", "referral.reason-empty");
        var (budget, _) = await budgets.LoadAsync(terms.Budget);
        if (budget is null) return Budget.NotFound;
        var happened = new ClaimReferred(
            terms, subject, name, verdict, remark is not null, remark, budget.Office, limits.Referral.Limit, limits.Referral.Law);
        var done = await referrals.ActAsync(ReferralHistory.IdOf(terms, subject), act, null, null, known =>
            known is { State: ReferralState.Waiting } ? new Refusal("instant.referred-already")
            : known is { State: ReferralState.Granted } ? new Refusal("instant.granted-already").With("period", terms.Period)
            : new ReferralEvent[] { happened });
        return done.Then<Applied>(granted => new Applied(granted.Stream, 0, verdict));
    }

    private async Task<Outcome<Referral>> DecideAsync(Guid id, Act act, string? reason, ReferralEvent happened)
    {
        var done = await referrals.ActAsync(id, act, null, null, known =>
            Guard(known, act, reason).Then<IReadOnlyList<ReferralEvent>>(_ => new[] { happened }));
        return done.Then<Referral>(granted => granted.State);
    }

    private static Outcome<Referral> Guard(Referral? known, Act act, string? reason) =>
        known is null ? new Refusal("referral.not-found", RefusalKind.NotFound)
        : Budget.NotFor(act.By, known.Office) is { } no ? no
        : known.State != ReferralState.Waiting ? new Refusal("referral.decided-already")
        : string.IsNullOrWhiteSpace(reason) || reason.Length > 1_000 ? Fault("reason", "referral.reason-empty")
        : known;

    private static Refusal Fault(string field, string code) => new(code, RefusalKind.NotValid) { Fields = [new(field, code)] };
}

using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>From the signatures to the payment orders.</summary>
public sealed partial class RunDesk
{
    /// <summary>
    /// Signs the run off. The first signature needs the notice to be over; the second must be somebody else's and sets the money
    /// aside: an amount over the budget is refused, and nothing is signed.
    /// </summary>
    /// <returns>
    /// The run; or <c>run.not-noticed</c>, <c>run.notice-not-over</c>, <c>run.same-signer</c>, <c>ledger.over-budget</c> with
    /// policy, clause and budget.
    /// </returns>
    public async Task<Outcome<BenefitRun>> SignAsync(Guid id, Act act, DateOnly today)
    {
        var (run, _) = await runs.LoadAsync(id);
        if (Guard(run, act.By) is { } refusal) return refusal;
        var signer = act.By.Id;
        if (run!.State == RunState.SignedOnce)
        {
            if (run.Signers.Contains(act.By.Id)) return new Refusal("run.same-signer", RefusalKind.NotAllowed);
            var reserved = await ReserveAsync(run, act);
            if (reserved.Refusal is { } short_) return short_;
            // Had somebody else's second signature set the money aside before a crash, it is that one which counts.
            signer = reserved.Value.Signers[1];
        }
        return await ActAsync(id, act, now =>
            now.State == RunState.Paying ? new Refusal("run.signed-already")
            : now.State is not (RunState.Noticed or RunState.SignedOnce) ? new Refusal("run.not-noticed")
            : now.State == RunState.Noticed && today <= now.NoticeUntil ? new Refusal("run.notice-not-over")
            : now.Signers.Contains(signer) ? new Refusal("run.same-signer", RefusalKind.NotAllowed)
            : now.State == RunState.SignedOnce && run.State != RunState.SignedOnce ? new Refusal("store.stale", RefusalKind.Stale)
            : new RunSigned(signer));
    }

    /// <summary>
    /// Draws up the payment orders of a signed-off run: goes through its list from where it stands, leaves out lines that are
    /// stopped, that have no account yet, and subjects that were paid for this claim and period before, by whatever run or grant.
    /// </summary>
    /// <param name="id">The run.</param>
    /// <param name="act">The act of one chunk; called for each.</param>
    /// <param name="cancellation">Stops between two chunks.</param>
    /// <returns>What the budget knows of the run; or <c>run.not-signed</c>.</returns>
    public async Task<Outcome<RunMoney>> OrderAsync(Guid id, Func<string, Act> act, CancellationToken cancellation = default)
    {
        var (run, _) = await runs.LoadAsync(id, cancellation);
        if (Guard(run, act("draw-orders").By) is { } refusal) return refusal;
        if (run!.State is not (RunState.Paying or RunState.Closed)) return new Refusal("run.not-signed");
        var (stopped, ahead) = (run.Stopped, new PreparedChunk(0, Task.FromResult<IReadOnlyList<PaymentOrderRow>>([])));
        while (true)
        {
            var (budget, version) = await budgets.LoadAsync(run.Terms.Budget, cancellation);
            var money = budget!.Runs[id];
            var chunk = money.ListChunks + 1;
            if (chunk > run.Chunks || money.IsClosed) return money;
            cancellation.ThrowIfCancellationRequested();
            var orders = await (ahead.Chunk == chunk ? ahead.Orders : Task.Run(() => PrepareAsync(run, chunk, stopped)));
            if (chunk < run.Chunks) // While this chunk is written, the next one is read.
                ahead = new(chunk + 1, Task.Run(() => PrepareAsync(run, chunk + 1, stopped), cancellation));
            var drawn = await DrawOrdersAsync(budget, version, money, chunk, orders, act("draw-orders"));
            if (drawn.Refusal is { Code: "store.rows-taken" }) ahead = new(0, ahead.Orders); // Paid elsewhere meanwhile.
            else if (drawn.Refusal is { Code: not "store.stale" } other) return other;
        }
    }

    /// <summary>
    /// Draws up orders for lines of a run that could not be ordered before: an account was confirmed since, or an objection was
    /// not upheld.
    /// </summary>
    /// <returns>What the budget knows of the run; or <c>run.not-signed</c>, <c>run.nothing-waits</c>.</returns>
    public async Task<Outcome<RunMoney>> OrderWaitingAsync(Guid id, Act act)
    {
        var (run, _) = await runs.LoadAsync(id);
        if (Guard(run, act.By) is { } refusal) return refusal;
        if (run!.State != RunState.Paying) return new Refusal("run.not-signed");
        while (true)
        {
            var (budget, version) = await budgets.LoadAsync(run.Terms.Budget);
            var money = budget!.Runs[id];
            if (money.ListChunks < run.Chunks) return new Refusal("run.not-signed");
            var orders = await WaitingAsync(run);
            if (orders.Count == 0) return new Refusal("run.nothing-waits");
            var drawn = await DrawOrdersAsync(budget, version, money, 0, orders, act);
            if (drawn.Refusal is not { Code: "store.stale" or "store.rows-taken" }) return drawn;
        }
    }

    /// <summary>Closes a run: what was set aside and not ordered goes back to the budget.</summary>
    public async Task<Outcome<BenefitRun>> CloseAsync(Guid id, Act act)
    {
        var (run, _) = await runs.LoadAsync(id);
        if (Guard(run, act.By) is { } refusal) return refusal;
        if (run!.State != RunState.Paying) return new Refusal("run.not-signed");
        if (run.Objections.Values.Any(each => each.IsUpheld is null)) return new Refusal("run.objections-open");
        var released = await budgets.ActAsync(run.Terms.Budget, act, null, null, budget =>
        {
            var money = budget!.Runs[id];
            if (money.IsClosed) return Outcome.Of<IReadOnlyList<BudgetEvent>>([]);
            if (money.ListChunks < run.Chunks) return new Refusal("run.orders-missing");
            if (budget.Files.Values.Any(file => file.Run == id && file.State != FileState.Booked))
                return new Refusal("run.files-open");
            var rest = new Posting(LedgerAccount.Committed, LedgerAccount.Available, money.LeftFen);
            return budget.Enter(PurposeOf(run), null, rest)
                .Then<IReadOnlyList<BudgetEvent>>(entry => new BudgetEvent[] { new FundsReleased(id) { Entry = entry } });
        });
        if (released.Refusal is { } open) return open;
        return await ActAsync(id, act, now => now.State == RunState.Paying ? new RunClosed() : new Refusal("run.not-signed"));
    }

    private async Task<Outcome<RunMoney>> ReserveAsync(BenefitRun run, Act act)
    {
        var upheld = run.Objections.Values.Where(each => each.IsUpheld == true)
            .Select(each => (each.Chunk, each.Line)).ToHashSet();
        var fen = run.Fen - await FenOfAsync(run.Id, upheld);
        var terms = run.Terms;
        var done = await budgets.ActAsync(terms.Budget, act, null, null, budget =>
            budget is null ? Budget.NotFound
            : budget.Runs.ContainsKey(run.Id) ? Outcome.Of<IReadOnlyList<BudgetEvent>>([])
            : budget.Enter(PurposeOf(run), run.Chain, new Posting(LedgerAccount.Available, LedgerAccount.Committed, fen))
                .Then<IReadOnlyList<BudgetEvent>>(entry => new BudgetEvent[]
                {
                    new FundsReserved(new(
                        run.Id, terms.Policy, terms.Clause, terms.Claim, terms.Period, [run.Signers[0], act.By.Id], fen),
                        run.Chain)
                    {
                        Entry = entry,
                    },
                }));
        return done.Then<RunMoney>(granted => granted.State.Runs[run.Id]);
    }

    private async Task<Outcome<RunMoney>> DrawOrdersAsync(
        Budget budget, int version, RunMoney money, int listChunk, IReadOnlyList<PaymentOrderRow> orders, Act act)
    {
        var bulk = orders.Count == 0 ? null : BulkRows.Of(budget.Id, budget.Chunks + 1, orders, order => order.Fen);
        var purpose = new MoneyPurpose(money.Policy, money.Clause, money.Run);
        var done = await budgets.ActAsync(budget.Id, act, version, null, known =>
            bulk is null ? new BudgetEvent[] { new OrdersDrawn(money.Run, listChunk) }
            : bulk.Seal.Sum > known!.Runs[money.Run].LeftFen ? new Refusal("run.over-reserve")
            : known.Enter(purpose, bulk.Seal.Hash, new Posting(LedgerAccount.Committed, LedgerAccount.Payable, bulk.Seal.Sum))
                .Then<IReadOnlyList<BudgetEvent>>(entry => new BudgetEvent[]
                {
                    new OrdersDrawn(money.Run, listChunk) { Entry = entry, Seal = bulk.Seal },
                }), bulk);
        return done.Then<RunMoney>(granted => granted.State.Runs[money.Run]);
    }

    private async Task<IReadOnlyList<PaymentOrderRow>> PrepareAsync(
        BenefitRun run, int chunk, IReadOnlySet<(int Chunk, int Line)> stopped)
    {
        await using var db = rows.Open();
        var lines = await db.Set<RunLineRow>().Where(row => row.Stream == run.Id && row.Chunk == chunk)
            .OrderBy(row => row.Line).ToListAsync();
        var (first, last, terms) = (lines[0].Subject, lines[^1].Subject, run.Terms);
        string[] claims = [terms.Claim, .. terms.Excludes];
        var confirmed = await accounts.BetweenAsync(first, last);
        var paid = await db.Set<PaymentOrderRow>()
            .Where(row => claims.Contains(row.Claim) && row.Period == terms.Period
                && string.Compare(row.Subject, first) >= 0 && string.Compare(row.Subject, last) <= 0)
            .Select(row => row.Subject).ToHashSetAsync();
        var orders = new List<PaymentOrderRow>(lines.Count);
        foreach (var line in lines)
            if (!stopped.Contains((line.Chunk, line.Line)) && !paid.Contains(line.Subject)
                && (confirmed.GetValueOrDefault(line.Subject) ?? line.Account) is { } account)
                orders.Add(OrderOf(run, line, account));
        return orders;
    }

    private async Task<IReadOnlyList<PaymentOrderRow>> WaitingAsync(BenefitRun run)
    {
        await using var db = rows.Open();
        var (stopped, terms) = (run.Stopped, run.Terms);
        string[] claims = [terms.Claim, .. terms.Excludes];
        var orders = db.Set<PaymentOrderRow>().Where(row => claims.Contains(row.Claim) && row.Period == terms.Period);
        var waiting = await (
            from line in db.Set<RunLineRow>()
            where line.Stream == run.Id && !orders.Any(order => order.Subject == line.Subject)
            join confirmed in db.Set<ReceivingAccountRow>() on line.Subject equals confirmed.Subject into accounts
            from account in accounts.DefaultIfEmpty()
            where line.Account != null || account != null
            orderby line.Chunk, line.Line
            select new { Line = line, Account = account == null ? line.Account : account.Number })
            .Take(ChunkLines + stopped.Count).ToListAsync();
        return [.. waiting.Where(each => !stopped.Contains((each.Line.Chunk, each.Line.Line))).Take(ChunkLines)
            .Select(each => OrderOf(run, each.Line, each.Account!))];
    }

    private async Task<long> FenOfAsync(Guid run, HashSet<(int Chunk, int Line)> lines)
    {
        if (lines.Count == 0) return 0;
        await using var db = rows.Open();
        var chunks = lines.Select(line => line.Chunk).Distinct().ToArray();
        var places = lines.Select(line => line.Line).Distinct().ToArray();
        var found = await db.Set<RunLineRow>()
            .Where(row => row.Stream == run && chunks.Contains(row.Chunk) && places.Contains(row.Line)).ToListAsync();
        return found.Where(row => lines.Contains((row.Chunk, row.Line))).Sum(row => row.Fen);
    }

    private static PaymentOrderRow OrderOf(BenefitRun run, RunLineRow line, string account) => PaymentOrderRow.Of(
        new(run.Terms.Claim, run.Terms.Period, line.Subject, 1), run.Id, line.Name, account, line.Fen);

    private static MoneyPurpose PurposeOf(BenefitRun run) => new(run.Terms.Policy, run.Terms.Clause, run.Id);

    private readonly record struct PreparedChunk(int Chunk, Task<IReadOnlyList<PaymentOrderRow>> Orders);
}

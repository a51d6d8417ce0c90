using Microsoft.EntityFrameworkCore;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>How far one line of a run is.</summary>
public enum LineState
{
    /// <summary>On the list; nothing was ordered yet (在名单).</summary>
    Listed,
    /// <summary>An objection is open, or was upheld: it is not paid (暂停).</summary>
    Stopped,
    /// <summary>It waits until its receiver confirms an account (待确认账户).</summary>
    NoAccount,
    /// <summary>The same person was paid for this by another run or grant: once is enough (已另行享受).</summary>
    PaidElsewhere,
    /// <summary>Ordered; the bank has not said yet (兑付中).</summary>
    Ordered,
    /// <summary>Arrived (已到账).</summary>
    Paid,
    /// <summary>The bank gave it back: another account is needed (退票).</summary>
    Returned,
}

/// <summary>A line of a run with how far it is.</summary>
/// <param name="Row">The line.</param>
/// <param name="State">How far it is.</param>
/// <param name="Note">What the bank or the objection says; null when there is nothing to say.</param>
public sealed record RunLine(RunLineRow Row, LineState State, string? Note);

/// <summary>Reads what the payments part has written, for pages and the API. Thread-safe.</summary>
public sealed class PaymentLists(Rows rows)
{
    /// <summary>Runs of an agency (all when null), the latest first.</summary>
    public async Task<IReadOnlyList<RunRow>> RunsAsync(string? office, int skip = 0, int take = 50)
    {
        await using var db = rows.Open();
        return await db.Set<RunRow>().Where(row => office == null || row.Office == office)
            .OrderByDescending(row => row.Id).Skip(skip).Take(take).ToListAsync();
    }

    /// <summary>Runs whose notice stands on a day, the latest first.</summary>
    public async Task<IReadOnlyList<RunRow>> NoticesAsync(DateOnly day, int skip = 0, int take = 50)
    {
        await using var db = rows.Open();
        return await db.Set<RunRow>()
            .Where(row => row.NoticeFrom <= day && row.NoticeUntil >= day && row.State != RunState.Cancelled)
            .OrderByDescending(row => row.Id).Skip(skip).Take(take).ToListAsync();
    }

    /// <summary>Lines of a run in their order, with how far each is.</summary>
    public async Task<IReadOnlyList<RunLine>> LinesAsync(BenefitRun run, int skip = 0, int take = 50)
    {
        await using var db = rows.Open();
        var lines = await db.Set<RunLineRow>().Where(row => row.Stream == run.Id)
            .OrderBy(row => row.Chunk).ThenBy(row => row.Line).Skip(skip).Take(take).ToListAsync();
        return await ViewAsync(db, run, lines);
    }

    /// <summary>Whether a run's list has a line.</summary>
    internal async Task<bool> HasLineAsync(Guid run, int chunk, int line)
    {
        await using var db = rows.Open();
        return await db.Set<RunLineRow>().AnyAsync(row => row.Stream == run && row.Chunk == chunk && row.Line == line);
    }

    /// <summary>One line of a run; null when there is none.</summary>
    public async Task<RunLine?> LineAsync(BenefitRun run, int chunk, int line)
    {
        await using var db = rows.Open();
        var found = await db.Set<RunLineRow>()
            .Where(row => row.Stream == run.Id && row.Chunk == chunk && row.Line == line).ToListAsync();
        return (await ViewAsync(db, run, found)).SingleOrDefault();
    }

    /// <summary>The runs on whose list a subject stands, the latest first.</summary>
    public async Task<IReadOnlyList<(RunRow Run, int Chunk, int Line)>> OfSubjectAsync(string subject, int take = 50)
    {
        await using var db = rows.Open();
        var found = await (
            from line in db.Set<RunLineRow>()
            where line.Subject == subject
            join run in db.Set<RunRow>() on line.Stream equals run.Id
            where run.State != RunState.Cancelled && run.State != RunState.Drawing && run.State != RunState.Drawn
            orderby run.Id descending
            select new { Run = run, line.Chunk, line.Line }).Take(take).ToListAsync();
        return [.. found.Select(each => (each.Run, each.Chunk, each.Line))];
    }

    /// <summary>Benefits granted to a subject on application, the latest first, with how far the payment is.</summary>
    public async Task<IReadOnlyList<(GrantRow Grant, LineState State)>> GrantsOfAsync(string subject, int take = 50)
    {
        await using var db = rows.Open();
        var grants = await db.Set<GrantRow>().Where(row => row.Subject == subject)
            .OrderByDescending(row => row.Id).Take(take).ToListAsync();
        var sources = grants.Select(grant => grant.Id).ToArray();
        var orders = (await db.Set<PaymentOrderRow>()
            .Where(row => row.Subject == subject && sources.Contains(row.Source)).ToListAsync()).ToLookup(order => order.Source);
        var returned = await db.Set<ReturnedPaymentRow>().Where(row => row.Subject == subject && sources.Contains(row.Source))
            .Select(row => new { row.Source, row.Attempt }).ToListAsync();
        var found = new List<(GrantRow, LineState)>();
        foreach (var grant in grants)
        {
            var order = orders[grant.Id].MaxBy(each => each.Attempt)!;
            var isBack = returned.Any(back => back.Source == grant.Id && back.Attempt == order.Attempt);
            var booked = await BookedAsync(db, grant.Budget, grant.Id, [order]);
            found.Add((grant, isBack ? LineState.Returned : booked.Count > 0 ? LineState.Paid : LineState.Ordered));
        }
        return found;
    }

    /// <summary>Applications of a subject that went to an official.</summary>
    public async Task<IReadOnlyList<ReferralRow>> ReferralsOfAsync(string subject, int take = 50)
    {
        await using var db = rows.Open();
        return await db.Set<ReferralRow>().Where(row => row.Subject == subject).OrderBy(row => row.Id).Take(take).ToListAsync();
    }

    /// <summary>Applications that wait for an agency.</summary>
    public async Task<IReadOnlyList<ReferralRow>> WaitingAsync(string office, int skip = 0, int take = 50)
    {
        await using var db = rows.Open();
        return await db.Set<ReferralRow>().Where(row => row.Office == office && row.State == ReferralState.Waiting)
            .OrderBy(row => row.Policy).ThenBy(row => row.Id).Skip(skip).Take(take).ToListAsync();
    }

    /// <summary>Whether a subject was paid what is applied for, or what cannot be had together with it.</summary>
    internal Task<bool> IsTakenAsync(InstantTerms terms, string subject) =>
        IsTakenAsync([terms.Claim, .. terms.Excludes], terms.Period, subject);

    internal async Task<bool> IsTakenAsync(string[] claims, string period, string subject)
    {
        await using var db = rows.Open();
        return await db.Set<PaymentOrderRow>().AnyAsync(
            row => claims.Contains(row.Claim) && row.Period == period && row.Subject == subject);
    }

    /// <summary>The first order of a key's claim, period and subject; null when there is none.</summary>
    internal async Task<PaymentOrderRow?> FirstOrderAsync(OrderKey key)
    {
        await using var db = rows.Open();
        return await db.Set<PaymentOrderRow>().SingleOrDefaultAsync(row => row.Claim == key.Claim && row.Period == key.Period
            && row.Subject == key.Subject && row.Attempt == 1);
    }

    /// <summary>The budget with a code; null when there is none.</summary>
    public async Task<BudgetRow?> BudgetByCodeAsync(string code)
    {
        await using var db = rows.Open();
        return await db.Set<BudgetRow>().SingleOrDefaultAsync(row => row.Code == code);
    }

    /// <summary>Budgets of an agency (all when null).</summary>
    public async Task<IReadOnlyList<BudgetRow>> BudgetsAsync(string? office, int take = 100)
    {
        await using var db = rows.Open();
        return await db.Set<BudgetRow>().Where(row => office == null || row.Office == office)
            .OrderBy(row => row.Code).Take(take).ToListAsync();
    }

    /// <summary>Postings of a budget's ledger, the latest first; of one policy, clause or source when these are given.</summary>
    public async Task<IReadOnlyList<LedgerEntryRow>> EntriesAsync(
        Guid budget, string? policy = null, string? clause = null, Guid? source = null, int skip = 0, int take = 50)
    {
        await using var db = rows.Open();
        return await db.Set<LedgerEntryRow>()
            .Where(row => row.Budget == budget && (policy == null || row.Policy == policy)
                && (clause == null || row.Clause == clause) && (source == null || row.Source == source))
            .OrderByDescending(row => row.Number).ThenBy(row => row.Part).Skip(skip).Take(take).ToListAsync();
    }

    /// <summary>What a budget's ledger moved into each account under each policy and clause, net of what left it again.</summary>
    public async Task<IReadOnlyList<(string Policy, string Clause, LedgerAccount Account, long Fen)>> SumsAsync(Guid budget)
    {
        await using var db = rows.Open();
        var moved = await db.Set<LedgerEntryRow>().Where(row => row.Budget == budget)
            .GroupBy(row => new { row.Policy, row.Clause, row.From, row.To })
            .Select(same => new { same.Key, Fen = same.Sum(row => row.Fen) }).ToListAsync();
        return
        [
            .. moved.SelectMany(each => new[]
                {
                    (each.Key.Policy, each.Key.Clause, Account: each.Key.From, Fen: -each.Fen),
                    (each.Key.Policy, each.Key.Clause, Account: each.Key.To, each.Fen),
                })
                .GroupBy(each => (each.Policy, each.Clause, each.Account))
                .Select(same => (same.Key.Policy, same.Key.Clause, same.Key.Account, same.Sum(each => each.Fen)))
                .Where(each => each.Item4 != 0)
                .OrderBy(each => each.Policy, StringComparer.Ordinal).ThenBy(each => each.Clause, StringComparer.Ordinal)
                .ThenBy(each => each.Account),
        ];
    }

    /// <summary>Files for the bank, of one run when it is given, in their order.</summary>
    public async Task<IReadOnlyList<PaymentFileRow>> FilesAsync(Guid budget, Guid? run = null, int skip = 0, int take = 50)
    {
        await using var db = rows.Open();
        return await db.Set<PaymentFileRow>().Where(row => row.Budget == budget && (run == null || row.Run == run))
            .OrderBy(row => row.Number).Skip(skip).Take(take).ToListAsync();
    }

    /// <summary>The orders in a file for the bank, in the order of its lines.</summary>
    internal async Task<IReadOnlyList<PaymentOrderRow>> OrdersAsync(Guid budget, PaymentFile file)
    {
        await using var db = rows.Open();
        var orders = db.Set<PaymentOrderRow>().Where(row => row.Stream == budget);
        var chunks = file.Chunks.ToArray();
        orders = chunks is [var single] ? orders.Where(row => row.Chunk == single)
            : orders.Where(row => chunks.Contains(row.Chunk));
        return await orders.OrderBy(row => row.Chunk).ThenBy(row => row.Line).ToListAsync();
    }

    /// <summary>Deferrals that are due by a day and have not come in, the oldest first.</summary>
    internal async Task<IReadOnlyList<DeferralRow>> DueAsync(Guid budget, DateOnly by, int take = 100)
    {
        await using var db = rows.Open();
        return await db.Set<DeferralRow>().Where(row => row.Budget == budget && row.Due <= by && row.Fen > 0)
            .OrderBy(row => row.Due).ThenBy(row => row.Id).Take(take).ToListAsync();
    }

    /// <summary>Payments that came back and were not ordered again.</summary>
    public async Task<IReadOnlyList<ReturnedPaymentRow>> ReturnedAsync(Guid budget, int skip = 0, int take = 50)
    {
        await using var db = rows.Open();
        return await db.Set<ReturnedPaymentRow>().Where(row => row.Budget == budget && !row.IsRepeated)
            .OrderBy(row => row.File).ThenBy(row => row.Subject).Skip(skip).Take(take).ToListAsync();
    }

    /// <summary>Objections to lines of a run.</summary>
    public async Task<IReadOnlyList<LineObjectionRow>> ObjectionsAsync(Guid run, int take = 200)
    {
        await using var db = rows.Open();
        return await db.Set<LineObjectionRow>().Where(row => row.Run == run).OrderBy(row => row.Id).Take(take).ToListAsync();
    }

    private static async Task<IReadOnlyList<RunLine>> ViewAsync(YitongDb db, BenefitRun run, List<RunLineRow> lines)
    {
        if (lines.Count == 0) return [];
        var (terms, subjects) = (run.Terms, lines.Select(line => line.Subject).ToArray());
        var orders = (await db.Set<PaymentOrderRow>()
            .Where(row => row.Claim == terms.Claim && row.Period == terms.Period && subjects.Contains(row.Subject)).ToListAsync())
            .GroupBy(order => order.Subject, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.MaxBy(order => order.Attempt)!, StringComparer.Ordinal);
        var returned = await db.Set<ReturnedPaymentRow>()
            .Where(row => row.Claim == terms.Claim && row.Period == terms.Period && subjects.Contains(row.Subject))
            .ToDictionaryAsync(row => (row.Subject, row.Attempt));
        var accounts = await db.Set<ReceivingAccountRow>().Where(row => subjects.Contains(row.Subject))
            .Select(row => row.Subject).ToHashSetAsync();
        var booked = await BookedAsync(db, run.Terms.Budget, run.Id, orders.Values);
        return [.. lines.Select(View)];

        RunLine View(RunLineRow line)
        {
            var objection = run.Objections.Values
                .FirstOrDefault(each => (each.Chunk, each.Line) == (line.Chunk, line.Line) && each.IsUpheld != false);
            if (!orders.TryGetValue(line.Subject, out var order))
                return objection is not null ? new(line, LineState.Stopped, objection.Answer)
                    : run.State is RunState.Paying or RunState.Closed && line.Account is null && !accounts.Contains(line.Subject)
                        ? new(line, LineState.NoAccount, null) : new(line, LineState.Listed, null);
            if (order.Source != run.Id) return new(line, LineState.PaidElsewhere, null);
            return returned.TryGetValue((order.Subject, order.Attempt), out var back)
                ? new(line, LineState.Returned, back.Reason)
                : new(line, booked.Contains((order.Chunk, order.Attempt)) ? LineState.Paid : LineState.Ordered, null);
        }
    }

    // Which chunks of orders the bank has answered; a chunk of a run is a file of its own.
    private static async Task<HashSet<(int Chunk, int Attempt)>> BookedAsync(
        YitongDb db, Guid budget, Guid run, IEnumerable<PaymentOrderRow> orders)
    {
        var chunks = orders.Where(order => order.Source == run).Select(order => (order.Chunk, order.Attempt)).Distinct().ToList();
        var numbers = chunks.Select(chunk => chunk.Chunk).ToArray();
        var found = await (
            from held in db.Set<FileChunkRow>()
            where held.Budget == budget && numbers.Contains(held.Chunk)
            join file in db.Set<PaymentFileRow>()
                on new { held.Budget, Number = held.File } equals new { file.Budget, file.Number }
            where file.State == FileState.Booked
            select held.Chunk).ToHashSetAsync();
        return [.. chunks.Where(chunk => found.Contains(chunk.Chunk))];
    }
}

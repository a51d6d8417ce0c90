using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>
/// Files for the bank: single orders gathered and signed off by two, files sent, the bank's answers booked, payments that came
/// back ordered again. Thread-safe; several nodes may do the same at once.
/// </summary>
public sealed class PaymentDesk(Streams<Budget, BudgetEvent> budgets, Rows rows)
{
    private const int MostInFile = 10_000;
    private const int Tries = 20;

    /// <summary>Gathers the orders of one policy that are in no file yet and signs them off first (经办).</summary>
    /// <returns>The budget; or <c>payment.nothing-to-gather</c>.</returns>
    public Task<Outcome<Budget>> GatherAsync(Guid id, Act act) => ActAsync(id, act, budget =>
    {
        if (budget.Loose.IsEmpty) return new Refusal("payment.nothing-to-gather");
        var (policy, clause, _) = budget.Loose[0].Purpose;
        var orders = budget.Loose.Where(order => order.Purpose.Policy == policy && order.Purpose.Clause == clause)
            .Take(MostInFile).ToList();
        return new FileGathered(new(policy, clause, id),
            [.. orders.Select(order => order.Chunk)], orders.Count, orders.Sum(order => order.Fen), act.By.Id);
    });

    /// <summary>Signs a gathered file off second (复核); it must be somebody else.</summary>
    /// <returns>The budget; or <c>payment.no-such-file</c>, <c>payment.signed-already</c>, <c>payment.same-signer</c>.</returns>
    public Task<Outcome<Budget>> SignAsync(Guid id, Act act, int file) => ActAsync(id, act, budget =>
        !budget.Files.TryGetValue(file, out var found) ? NoFile
        : found.State != FileState.Gathered ? new Refusal("payment.signed-already")
        : found.Signers.Contains(act.By.Id) ? new Refusal("payment.same-signer", RefusalKind.NotAllowed)
        : new FileSigned(file, act.By.Id));

    /// <summary>Hands a file out to the bank; again the same text when it is asked for again.</summary>
    /// <returns>The text; or <c>payment.no-such-file</c>, <c>payment.not-signed</c>.</returns>
    public async Task<Outcome<string>> SendAsync(Guid id, Act act, int file)
    {
        var sent = await budgets.ActAsync(id, act, null, null, budget => Guard(budget, act).Then(known =>
            !known.Files.TryGetValue(file, out var found) ? NoFile
            : found.State == FileState.Gathered ? new Refusal("payment.not-signed")
            : found.State == FileState.SignedOff ? (BudgetEvent[])[new FileSent(file)]
            : Outcome.Of<IReadOnlyList<BudgetEvent>>([])));
        if (sent.Refusal is { } refusal) return refusal;
        var budget = sent.Value.State;
        return BankFile.Out(budget.Code, budget.Files[file], await OrdersAsync(id, budget.Files[file]));
    }

    /// <summary>Books the bank's answer to a file: every line of it, or, when one line does not agree, nothing.</summary>
    /// <returns>
    /// The budget, also when the same answer was booked before; or what <see cref="BankFile.Read"/> and
    /// <see cref="Reconciliation.Of"/> refuse, <c>payment.no-such-file</c>, <c>payment.not-sent</c>, <c>bank.booked-already</c>.
    /// </returns>
    public async Task<Outcome<Budget>> BookAsync(Guid id, Act act, string text)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        var read = BankFile.Read(text);
        if (read.Refusal is { } unreadable) return unreadable;
        var answer = read.Value;
        var (known, _) = await budgets.LoadAsync(id);
        var guarded = Guard(known, act);
        if (guarded.Refusal is { } refusal) return refusal;
        if (!known!.Files.TryGetValue(answer.File, out var file)) return NoFile;
        // What a file holds never changes, so the orders may be read before the act is decided.
        var held = Reconciliation.Of(known.Code, file, await OrdersAsync(id, file), answer);
        if (held.Refusal is { } fault) return fault;
        var returned = held.Value.Select(line => new ReturnedLine(
            KeyOf(line.Order), file.Purpose with { Source = line.Order.Source }, line.Order.Name, line.Order.Fen, line.Reason))
            .ToImmutableArray();
        var done = await budgets.ActAsync(id, act, null, null, budget => Book(budget!, answer, hash, returned));
        return done.Then<Budget>(granted => granted.State);
    }

    /// <summary>
    /// Orders a payment that came back again, to the account that its receiver has confirmed since. Once for each time that it
    /// came back.
    /// </summary>
    /// <returns>
    /// The budget; or <c>payment.not-returned</c>, <c>payment.repeated-already</c>, <c>payment.no-account</c>.
    /// </returns>
    public async Task<Outcome<Budget>> RepeatAsync(Guid id, Act act, OrderKey key)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var (budget, version) = await budgets.LoadAsync(id);
            if (Guard(budget, act).Refusal is { } refusal) return refusal;
            if (!budget!.Returned.TryGetValue(key, out var back)) return new Refusal("payment.not-returned");
            if (back.IsRepeated) return new Refusal("payment.repeated-already");
            var next = key with { Attempt = key.Attempt + 1 };
            if (await AccountAsync(key) is not { } account) return new Refusal("payment.no-account");
            var order = OrderOf(next, back.Purpose.Source, back.Name, account, back.Fen);
            var rowsOfOne = BulkRows.Of(id, budget.Chunks + 1, [order], row => row.Fen);
            var done = await budgets.ActAsync(id, act, version, null, known => known!
                .Enter(back.Purpose, rowsOfOne.Seal.Hash, new Posting(LedgerAccount.Returned, LedgerAccount.Payable, back.Fen))
                .Then<IReadOnlyList<BudgetEvent>>(entry =>
                    new BudgetEvent[] { new OrderRepeated(next) { Entry = entry, Seal = rowsOfOne.Seal } }), rowsOfOne);
            if (done.Refusal is not { Code: "store.stale" or "store.rows-taken" })
                return done.Then<Budget>(granted => granted.State);
        }
        return new Refusal("store.busy", RefusalKind.Busy);
    }

    internal static PaymentOrderRow OrderOf(OrderKey key, Guid source, string name, string account, long fen) => new()
    {
        Claim = key.Claim, Period = key.Period, Subject = key.Subject, Attempt = key.Attempt, Name = name, Account = account,
        Fen = fen, Source = source,
    };

    internal static OrderKey KeyOf(PaymentOrderRow order) => new(order.Claim, order.Period, order.Subject, order.Attempt);

    private static Outcome<IReadOnlyList<BudgetEvent>> Book(
        Budget budget, BankAnswer answer, string hash, ImmutableArray<ReturnedLine> returned)
    {
        var file = budget.Files[answer.File];
        if (file.State == FileState.Booked)
            return file.ResultHash == hash ? Outcome.Of<IReadOnlyList<BudgetEvent>>([]) : new Refusal("bank.booked-already");
        if (file.State != FileState.Sent) return new Refusal("payment.not-sent");
        return budget.Enter(file.Purpose, hash,
                new(LedgerAccount.Payable, LedgerAccount.Paid, answer.PaidFen),
                new(LedgerAccount.Payable, LedgerAccount.Returned, answer.ReturnedFen))
            .Then<IReadOnlyList<BudgetEvent>>(entry => new BudgetEvent[]
            {
                new ResultBooked(file.Number, hash, answer.Lines.Count - returned.Length, returned) { Entry = entry },
            });
    }

    private async Task<string?> AccountAsync(OrderKey key)
    {
        await using var db = rows.Open();
        var before = await db.Set<PaymentOrderRow>().Where(row => row.Claim == key.Claim && row.Period == key.Period
            && row.Subject == key.Subject && row.Attempt == key.Attempt).Select(row => row.Account).SingleAsync();
        return await db.Set<ReceivingAccountRow>().Where(row => row.Subject == key.Subject && row.Number != before)
            .Select(row => row.Number).SingleOrDefaultAsync();
    }

    private async Task<List<PaymentOrderRow>> OrdersAsync(Guid budget, PaymentFile file)
    {
        await using var db = rows.Open();
        var orders = db.Set<PaymentOrderRow>().Where(row => row.Stream == budget);
        var chunks = file.Chunks.ToArray();
        orders = chunks is [var single] ? orders.Where(row => row.Chunk == single)
            : orders.Where(row => chunks.Contains(row.Chunk));
        return await orders.OrderBy(row => row.Chunk).ThenBy(row => row.Line).ToListAsync();
    }

    private async Task<Outcome<Budget>> ActAsync(Guid id, Act act, Func<Budget, Outcome<BudgetEvent>> decide)
    {
        var done = await budgets.ActAsync(id, act, null, null, budget => Guard(budget, act).Then(known =>
            decide(known).Then<IReadOnlyList<BudgetEvent>>(happened => new BudgetEvent[] { happened })));
        return done.Then<Budget>(granted => granted.State);
    }

    private static Outcome<Budget> Guard(Budget? budget, Act act) => budget is null ? BudgetDesk.NotFound
        : BudgetDesk.MayActFor(act.By, budget.Office) ? budget : BudgetDesk.NotYours;

    private static Refusal NoFile => new("payment.no-such-file", RefusalKind.NotFound);
}

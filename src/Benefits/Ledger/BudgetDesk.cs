using Microsoft.EntityFrameworkCore;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>
/// Opens budgets and moves what needs no bank: money added or taken away, payments to the city put off, waived or given back
/// (减税降费). Thread-safe.
/// </summary>
public sealed class BudgetDesk(Streams<Budget, BudgetEvent> budgets, Rows rows)
{
    private const long Most = 1_000_000_000_000_00; // A trillion yuan: no city's budget is larger.

    /// <summary>Opens a budget.</summary>
    /// <returns>The budget; or <c>ledger.amount-not-valid</c>, <c>budget.code-not-valid</c>, <c>budget.code-taken</c>.</returns>
    public async Task<Outcome<Budget>> OpenAsync(Guid id, Act act, string? code, string? title, long fen)
    {
        if (act.By is not { Role: ActorRole.Official or ActorRole.Engine, Office: { } office }) return NotYours;
        if (string.IsNullOrWhiteSpace(code) || code.Length > 60 || code.Any(c => char.IsControl(c) || c == '|')
            || string.IsNullOrWhiteSpace(title) || title.Length > 200)
            return new Refusal("budget.code-not-valid", RefusalKind.NotValid);
        var budget = new Budget { Id = id, Code = code, Title = title, Office = office };
        var entry = Given(budget, fen);
        if (entry.Refusal is { } refusal) return refusal;
        try
        {
            var done = await budgets.ActAsync(id, act, 0, null,
                _ => new BudgetEvent[] { new BudgetOpened(code, title, office) { Entry = entry.Value } });
            return done.Then<Budget>(granted => granted.State);
        }
        catch (RowsRefusedException)
        {
            // The unique index on the code is the judge, whichever node was faster.
            await using var db = rows.Open();
            if (!await db.Set<BudgetRow>().AnyAsync(row => row.Code == code)) throw;
            return new Refusal("budget.code-taken").With("code", code);
        }
    }

    /// <summary>Adds money to a budget.</summary>
    public Task<Outcome<Budget>> AddAsync(Guid id, Act act, long fen, string? reason) =>
        ActAsync(id, act, budget => Given(budget, fen).Then<BudgetEvent>(
            entry => new BudgetChanged(reason ?? "") { Entry = entry }));

    /// <summary>Puts a payment to the city off to a due day (缓缴): the budget limits how much may be put off.</summary>
    public Task<Outcome<Budget>> DeferAsync(
        Guid id, Act act, string policy, string clause, string subject, long fen, DateOnly due, DateOnly today)
    {
        var deferral = Guid.CreateVersion7(act.At);
        return ActAsync(id, act, budget => due <= today
            ? new Refusal("ledger.due-day-past", RefusalKind.NotValid)
            : Move(budget, new(policy, clause, deferral), fen, LedgerAccount.Available, LedgerAccount.Deferred)
                .Then<BudgetEvent>(entry => new PaymentDeferred(deferral, subject, fen, due) { Entry = entry }));
    }

    /// <summary>Books that a payment that had been put off came in, or a part of it: the budget has it back.</summary>
    public Task<Outcome<Budget>> SettleAsync(Guid id, Act act, Guid deferral, long fen) => ActAsync(id, act, budget =>
        !budget.Deferrals.TryGetValue(deferral, out var found) ? new Refusal("ledger.no-deferral", RefusalKind.NotFound)
        : found.Fen < fen ? new Refusal("ledger.deferral-short", RefusalKind.NotValid).With("left", $"{new Money(found.Fen)}")
        : Move(budget, found.Purpose, fen, LedgerAccount.Deferred, LedgerAccount.Available)
            .Then<BudgetEvent>(entry => new DeferralSettled(deferral, fen) { Entry = entry }));

    /// <summary>Waives a payment to the city (免征).</summary>
    public Task<Outcome<Budget>> WaiveAsync(Guid id, Act act, string policy, string clause, string subject, long fen) =>
        ActAsync(id, act, budget =>
            Move(budget, new(policy, clause, act.Id), fen, LedgerAccount.Available, LedgerAccount.Waived)
                .Then<BudgetEvent>(entry => new PaymentWaived(subject) { Entry = entry }));

    /// <summary>Gives a payment to the city back (退费、退税), by the treasury's own way.</summary>
    public Task<Outcome<Budget>> RefundAsync(Guid id, Act act, string policy, string clause, string subject, long fen) =>
        ActAsync(id, act, budget =>
            Move(budget, new(policy, clause, act.Id), fen, LedgerAccount.Available, LedgerAccount.Refunded)
                .Then<BudgetEvent>(entry => new PaymentRefunded(subject) { Entry = entry }));

    /// <summary>A budget as it stands now; null when there is none.</summary>
    public async Task<Budget?> FindAsync(Guid id) => (await budgets.LoadAsync(id)).State;

    /// <summary>Deferrals that are due by a day and have not come in, the oldest first.</summary>
    public async Task<IReadOnlyList<DeferralRow>> DueAsync(Guid id, DateOnly by, int take = 100)
    {
        await using var db = rows.Open();
        return await db.Set<DeferralRow>().Where(row => row.Budget == id && row.Due <= by && row.Fen > 0)
            .OrderBy(row => row.Due).ThenBy(row => row.Id).Take(take).ToListAsync();
    }

    /// <summary>Whether somebody may act on an agency's money.</summary>
    internal static bool MayActFor(Actor by, string office) =>
        by.Role == ActorRole.Engine || by.Role == ActorRole.Official && by.Office == office;

    /// <summary>The money belongs to another agency.</summary>
    public static Refusal NotYours => new("budget.not-your-office", RefusalKind.NotAllowed);

    /// <summary>There is no such budget, or the caller may not know of it.</summary>
    public static Refusal NotFound => new("budget.not-found", RefusalKind.NotFound);

    private static Outcome<LedgerEntry> Given(Budget budget, long fen) => fen is < 1 or > Most
        ? new Refusal("ledger.amount-not-positive", RefusalKind.NotValid)
        : budget.Enter(new("", "", budget.Id), null, new Posting(LedgerAccount.Funding, LedgerAccount.Available, fen));

    private static Outcome<LedgerEntry> Move(
        Budget budget, Purpose purpose, long fen, LedgerAccount from, LedgerAccount to) =>
        fen < 1 ? new Refusal("ledger.amount-not-positive", RefusalKind.NotValid)
            : budget.Enter(purpose, null, new Posting(from, to, fen));

    private async Task<Outcome<Budget>> ActAsync(Guid id, Act act, Func<Budget, Outcome<BudgetEvent>> decide)
    {
        var done = await budgets.ActAsync(id, act, null, null, budget =>
            budget is null ? NotFound
            : !MayActFor(act.By, budget.Office) ? NotYours
            : decide(budget).Then<IReadOnlyList<BudgetEvent>>(happened => new BudgetEvent[] { happened }));
        return done.Then<Budget>(granted => granted.State);
    }
}

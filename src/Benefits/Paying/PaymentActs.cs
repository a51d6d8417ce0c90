using Yitong.Kernel;
using Yitong.Shell;

namespace Yitong.Benefits;

/// <summary>What an official does with budgets and files for the bank; pages and programs alike. One per request.</summary>
internal sealed class PaymentActs(
    BudgetDesk budgets, PaymentDesk payments, PaymentLists lists, Wording wording, Visitor visitor, TimeProvider clock)
{
    /// <summary>The budgets of the visitor's agency; all for a supervisor.</summary>
    public Task<IReadOnlyList<BudgetRow>> ListAsync() => lists.BudgetsAsync(Office);

    /// <summary>A budget that the visitor may see.</summary>
    public async Task<Outcome<Budget>> FindAsync(Guid id) =>
        await budgets.FindAsync(id) is { } budget && (Office is null || budget.Office == Office) ? budget : BudgetDesk.NotFound;

    /// <summary>Opens a budget for the visitor's agency.</summary>
    public Task<Outcome<Budget>> OpenAsync(string? code, string? title, long fen) =>
        budgets.OpenAsync(Guid.CreateVersion7(clock.GetUtcNow()), ActOf("open-budget"), code, title, fen);

    /// <summary>Moves money that needs no bank: add, defer, settle, waive, refund.</summary>
    public Task<Outcome<Budget>> MoveAsync(
        Guid id, string? kind, string policy, string clause, string subject, long fen, DateOnly? due, Guid deferral)
    {
        var act = ActOf($"{kind}-payment");
        return kind switch
        {
            "add" => budgets.AddAsync(id, act, fen, clause),
            "settle" => budgets.SettleAsync(id, act, deferral, fen),
            _ when !IsPurpose(policy, clause, subject) =>
                Task.FromResult<Outcome<Budget>>(Fault("policy", "ledger.purpose-not-valid")),
            "defer" => budgets.DeferAsync(id, act, policy, clause, subject, fen, due ?? default, wording.Today),
            "waive" => budgets.WaiveAsync(id, act, policy, clause, subject, fen),
            "refund" => budgets.RefundAsync(id, act, policy, clause, subject, fen),
            _ => Task.FromResult<Outcome<Budget>>(Fault("kind", "ledger.kind-not-valid")),
        };
    }

    /// <summary>Gathers single orders into a file.</summary>
    public Task<Outcome<Budget>> GatherAsync(Guid id) => payments.GatherAsync(id, ActOf("gather-file"));

    /// <summary>Signs a file off second.</summary>
    public Task<Outcome<Budget>> SignAsync(Guid id, int file) => payments.SignAsync(id, ActOf("sign-file"), file);

    /// <summary>Hands a file out to the bank.</summary>
    public Task<Outcome<string>> SendAsync(Guid id, int file) => payments.SendAsync(id, ActOf("send-file"), file);

    /// <summary>Books the bank's answer.</summary>
    public Task<Outcome<Budget>> BookAsync(Guid id, string text) => payments.BookAsync(id, ActOf("book-result"), text);

    /// <summary>Orders a payment that came back again.</summary>
    public Task<Outcome<Budget>> RepeatAsync(Guid id, OrderKey key) => payments.RepeatAsync(id, ActOf("repeat-order"), key);

    private static bool IsPurpose(string policy, string clause, string subject) =>
        policy.Length is > 0 and <= 60 && clause.Length is > 0 and <= 200 && subject.Length is > 0 and <= 40;

    private string? Office => visitor.Role == ActorRole.Supervisor ? null : visitor.Office ?? "";

    private Act ActOf(string name) => Act.Of(clock.GetUtcNow(), visitor.ToActor(), name);

    private static Refusal Fault(string field, string code) => new(code, RefusalKind.NotValid) { Fields = [new(field, code)] };
}

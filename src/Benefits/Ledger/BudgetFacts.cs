using Microsoft.EntityFrameworkCore;
using Yitong.Acting;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>What decisions about a budget may know besides.</summary>
public sealed record BudgetFacts : Facts
{
    /// <summary>No more than what all decisions know.</summary>
    public BudgetFacts(Facts known)
        : base(known)
    {
    }

    /// <summary>Whether another budget has the code of the one to be opened.</summary>
    internal bool IsCodeTaken { get; init; }

    /// <summary>The account that the receiver of a grant or of an order that came back has confirmed; null when none.</summary>
    internal string? Account { get; init; }

    /// <summary>Whether the subject of a grant has it, or what cannot be had together with it.</summary>
    internal bool IsTaken { get; init; }

    /// <summary>The order that stands under the key of a grant; null when none does.</summary>
    internal PaymentOrderRow? Standing { get; init; }

    /// <summary>The orders in the file that the bank has answered.</summary>
    internal IReadOnlyList<PaymentOrderRow> Held { get; init; } = [];

    /// <summary>The orders of lines that waited.</summary>
    internal IReadOnlyList<PaymentOrderRow> Waiting { get; init; } = [];

    /// <summary>The sum of lines whose objections were upheld.</summary>
    internal long UpheldFen { get; init; }
}

/// <summary>Looks up what decisions about budgets need to know. Thread-safe.</summary>
internal sealed class BudgetFactsGathering(
    Streams<Budget, BudgetEvent> budgets, PaymentLists lists, OrderPreparing preparing, Rows rows) : IFactsFor<BudgetFacts>
{
    public async ValueTask<BudgetFacts> GatherAsync(Facts known, object command, CancellationToken cancellation) => command switch
    {
        OpenBudget { Code: { } code } => new(known) { IsCodeTaken = await lists.BudgetByCodeAsync(code) is not null },
        RepeatOrder { Key: var key } => new(known) { Account = await OtherAccountAsync(key, cancellation) },
        GrantBenefit { Grant: var grant, Excludes: var excludes } => new(known)
        {
            Account = await AccountAsync(grant.Key.Subject, cancellation), Standing = await lists.FirstOrderAsync(grant.Key),
            IsTaken = await lists.IsTakenAsync([grant.Key.Claim, .. excludes], grant.Key.Period, grant.Key.Subject),
        },
        OrderWaiting { Run: var run } => new(known) { Waiting = await preparing.WaitingAsync(run) },
        ReserveFunds { Run: var run } => new(known) { UpheldFen = await preparing.UpheldFenAsync(run) },
        // What a file holds never changes, so the orders may be read before the act is decided.
        BookResult { Answer: { IsGranted: true, Value.File: var number } }
            when (await budgets.LoadAsync(known.Stream, cancellation)).State?.Files.GetValueOrDefault(number) is { } file =>
            new(known) { Held = await lists.OrdersAsync(known.Stream, file) },
        _ => new(known),
    };

    private async Task<string?> AccountAsync(string subject, CancellationToken cancellation)
    {
        await using var db = rows.Open();
        return await db.Set<ReceivingAccountRow>().Where(row => row.Subject == subject).Select(row => row.Number)
            .SingleOrDefaultAsync(cancellation);
    }

    // Not the one that the bank gave the money back from.
    private async Task<string?> OtherAccountAsync(OrderKey key, CancellationToken cancellation)
    {
        await using var db = rows.Open();
        var before = db.Set<PaymentOrderRow>().Where(row => row.Claim == key.Claim && row.Period == key.Period
            && row.Subject == key.Subject && row.Attempt == key.Attempt).Select(row => row.Account);
        return await db.Set<ReceivingAccountRow>().Where(row => row.Subject == key.Subject && !before.Contains(row.Number))
            .Select(row => row.Number).SingleOrDefaultAsync(cancellation);
    }
}

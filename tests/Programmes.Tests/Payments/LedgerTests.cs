using Yitong.Benefits;
using Yitong.Kernel;

namespace Yitong.Programmes.Tests.Payments;

public sealed class LedgerTests : IAsyncLifetime
{
    private PaymentWorld city = null!;

    public async ValueTask InitializeAsync()
    {
        city = await PaymentWorld.OpenAsync("sqlite");
        await city.BudgetAsync(1_000_00);
    }

    public ValueTask DisposeAsync() => city.DisposeAsync();

    private Task<Outcome<Budget>> DeferAsync(long fen, DateOnly? due = null) => city.Budgets.DeferAsync(
        PaymentWorld.BudgetId, city.By(PaymentWorld.First), "P1", "art. 2", "S1", fen, due ?? new(2027, 3, 31), city.Today);

    [Fact]
    public async Task Puts_off_takes_in_waives_and_gives_back_and_always_adds_up_to_zero()
    {
        var (by, id) = (city.By(PaymentWorld.First), PaymentWorld.BudgetId);
        var budget = (await DeferAsync(300_00)).Value;
        var deferral = Assert.Single(budget.Deferrals).Key;
        await city.Budgets.SettleAsync(id, city.By(PaymentWorld.First), deferral, 100_00);
        await city.Budgets.WaiveAsync(id, city.By(PaymentWorld.First), "P1", "art. 3", "S2", 50_00);
        budget = (await city.Budgets.RefundAsync(id, by, "P2", "art. 4", "S3", 25_00)).Value;
        Assert.Equal([-1_000_00, 725_00, 0, 0, 0, 0, 50_00, 200_00, 25_00], budget.Balances);
        Assert.Equal(
            [
                ("", "", LedgerAccount.Funding, -1_000_00L), ("", "", LedgerAccount.Available, 1_000_00L),
                ("P1", "art. 2", LedgerAccount.Available, -200_00L), ("P1", "art. 2", LedgerAccount.Deferred, 200_00L),
                ("P1", "art. 3", LedgerAccount.Available, -50_00L), ("P1", "art. 3", LedgerAccount.Waived, 50_00L),
                ("P2", "art. 4", LedgerAccount.Available, -25_00L), ("P2", "art. 4", LedgerAccount.Refunded, 25_00L),
            ], await city.Lists.SumsAsync(id));
        Assert.Equal(2, (await city.Lists.EntriesAsync(id, "P1", "art. 2")).Count);
        Assert.Equal(200_00, Assert.Single(await city.Budgets.DueAsync(id, new(2027, 3, 31))).Fen);
        Assert.Empty(await city.Budgets.DueAsync(id, new(2027, 3, 30)));
        await city.CheckAsync();
        Assert.Empty(await city.ReplayFaultsAsync());
    }

    [Fact]
    public async Task Refuses_an_amount_over_the_budget_naming_policy_clause_and_budget()
    {
        var refusal = (await DeferAsync(1_000_01)).Refusal!;
        Assert.Equal(("ledger.over-budget", "P1", "art. 2"), (refusal.Code, refusal.Args["policy"], refusal.Args["clause"]));
        Assert.Contains("Relief", refusal.Args["budget"], StringComparison.Ordinal);
        Assert.True((await DeferAsync(1_000_00)).IsGranted);
        await city.CheckAsync();
    }

    [Fact]
    public async Task Refuses_what_cannot_be()
    {
        Assert.Equal("ledger.amount-not-positive", (await DeferAsync(0)).Refusal?.Code);
        Assert.Equal("ledger.due-day-past", (await DeferAsync(1, city.Today)).Refusal?.Code);
        var id = PaymentWorld.BudgetId;
        var deferral = (await DeferAsync(10)).Value.Deferrals.Keys.Single();
        Assert.Equal("ledger.deferral-short",
            (await city.Budgets.SettleAsync(id, city.By(PaymentWorld.First), deferral, 11)).Refusal?.Code);
        Assert.Equal("ledger.no-deferral",
            (await city.Budgets.SettleAsync(id, city.By(PaymentWorld.First), id, 1)).Refusal?.Code);
        Assert.Equal("budget.not-your-office",
            (await city.Budgets.AddAsync(id, city.By(PaymentWorld.Stranger), 1, "")).Refusal?.Code);
        Assert.Equal("budget.code-taken", (await city.Budgets.OpenAsync(
            Guid.CreateVersion7(), city.By(PaymentWorld.First), $"B{id}", "Again", 1)).Refusal?.Code);
    }

    [Fact]
    public void Chain_depends_on_every_part_of_an_entry()
    {
        var purpose = new Purpose("P", "c", Guid.Empty);
        var posting = new Posting(LedgerAccount.Available, LedgerAccount.Paid, 1);
        string[] links =
        [
            LedgerEntry.Link("", purpose, [posting], null), LedgerEntry.Link("a", purpose, [posting], null),
            LedgerEntry.Link("", purpose with { Policy = "Q" }, [posting], null),
            LedgerEntry.Link("", purpose with { Clause = "d" }, [posting], null),
            LedgerEntry.Link("", purpose with { Source = PaymentWorld.BudgetId }, [posting], null),
            LedgerEntry.Link("", purpose, [posting with { Fen = 2 }], null), LedgerEntry.Link("", purpose, [posting], "s"),
            LedgerEntry.Link("", purpose, [posting with { To = LedgerAccount.Waived }], null),
        ];
        Assert.Equal(links.Length, links.Distinct().Count());
    }
}

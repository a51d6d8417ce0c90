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

    private Task<Outcome<Budget>> DeferAsync(long fen, DateOnly? due = null) => city.DoAsync(
        PaymentWorld.First, new DeferPayment("P1", "art. 2", "S1", fen, due ?? new(2027, 3, 31)));

    [Fact]
    public async Task Puts_off_takes_in_waives_and_gives_back_and_always_adds_up_to_zero()
    {
        var (by, id) = (PaymentWorld.First, PaymentWorld.BudgetId);
        var budget = (await DeferAsync(300_00)).Value;
        var deferral = Assert.Single(budget.Deferrals).Key;
        await city.DoAsync(by, new SettleDeferral(deferral, 100_00));
        await city.DoAsync(by, new WaivePayment("P1", "art. 3", "S2", 50_00));
        budget = (await city.DoAsync(by, new RefundPayment("P2", "art. 4", "S3", 25_00))).Value;
        Assert.Equal([-1_000_00, 725_00, 0, 0, 0, 0, 50_00, 200_00, 25_00], budget.Balances);
        Assert.Equal(
            [
                ("", "", LedgerAccount.Funding, -1_000_00L), ("", "", LedgerAccount.Available, 1_000_00L),
                ("P1", "art. 2", LedgerAccount.Available, -200_00L), ("P1", "art. 2", LedgerAccount.Deferred, 200_00L),
                ("P1", "art. 3", LedgerAccount.Available, -50_00L), ("P1", "art. 3", LedgerAccount.Waived, 50_00L),
                ("P2", "art. 4", LedgerAccount.Available, -25_00L), ("P2", "art. 4", LedgerAccount.Refunded, 25_00L),
            ], await city.Lists.SumsAsync(id));
        Assert.Equal(2, (await city.Lists.EntriesAsync(id, "P1", "art. 2")).Items.Count);
        Assert.Equal(200_00, Assert.Single(await city.Lists.DueAsync(id, new(2027, 3, 31))).Fen);
        Assert.Empty(await city.Lists.DueAsync(id, new(2027, 3, 30)));
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
            (await city.DoAsync(PaymentWorld.First, new SettleDeferral(deferral, 11))).Refusal?.Code);
        Assert.Equal("ledger.no-deferral",
            (await city.DoAsync(PaymentWorld.First, new SettleDeferral(id, 1))).Refusal?.Code);
        Assert.Equal("budget.not-your-office",
            (await city.DoAsync(PaymentWorld.Stranger, new AddMoney(1))).Refusal?.Code);
        Assert.Equal("budget.code-taken", (await city.Budgets.BeginAsync(
            PaymentWorld.First, new OpenBudget($"B{id}", "Again", 1))).Refusal?.Code);
    }

    [Fact]
    public async Task Of_two_who_open_a_budget_under_one_code_at_once_one_is_told_that_it_is_taken()
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            city.Budgets.BeginAsync(PaymentWorld.First, new OpenBudget("B-ONCE", "Once", 1))));
        Assert.Single(opened, each => each.IsGranted);
        Assert.Equal(7, opened.Count(each => each.Refusal?.Code == "budget.code-taken"));
    }

    [Fact]
    public async Task Says_every_field_that_is_missing_at_once()
    {
        var refusal = (await city.DoAsync(PaymentWorld.First, new DeferPayment(null, " ", "S1", 1, new(2027, 3, 31)))).Refusal!;
        Assert.Equal("ledger.purpose-not-valid", refusal.Code);
        Assert.Equal(["policy", "clause"], refusal.Fields.Select(fault => fault.Field));
        refusal = (await city.DoAsync(PaymentWorld.First, new DeferPayment("P1", "art. 2", "S1", 0, city.Today))).Refusal!;
        Assert.Equal(["ledger.amount-not-positive", "ledger.due-day-past"], refusal.Fields.Select(fault => fault.Code));
    }

    [Fact]
    public void Chain_depends_on_every_part_of_an_entry()
    {
        var purpose = new MoneyPurpose("P", "c", Guid.Empty);
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

using Yitong.Benefits;
using Yitong.Kernel;
using Yitong.Rules;

namespace Yitong.Programmes.Tests.Payments;

public sealed class InstantTests : IAsyncLifetime
{
    private static readonly InstantTerms Terms = new("T1", "Talent", "art. 5", "T1", "2026", PaymentWorld.BudgetId);
    private static readonly Verdict Yes = new(Truth.Yes, 5_000_00, ["degree: master"], []);
    private static readonly Verdict Unknown = new(Truth.Unknown, 0, ["degree: not known"], ["degree"]);
    private PaymentWorld city = null!;

    public async ValueTask InitializeAsync()
    {
        city = await PaymentWorld.OpenAsync("sqlite");
        await city.BudgetAsync();
        for (var i = 1; i <= 3; i++)
            await city.Accounts.ConfirmAsync(city.By(PaymentWorld.Resident), PaymentWorld.Subject(i), "Bank", PaymentWorld.Account(i));
    }

    public ValueTask DisposeAsync() => city.DisposeAsync();

    private Task<Outcome<Applied>> ApplyAsync(int who, Verdict verdict, string? remark = null, InstantTerms? terms = null) =>
        city.Instant.ApplyAsync(
            city.By(PaymentWorld.Resident), terms ?? Terms, PaymentWorld.Subject(who), "Lin", verdict, remark, city.Today);

    [Fact]
    public async Task Is_granted_at_once_with_its_entry_and_its_order()
    {
        var applied = (await ApplyAsync(1, Yes)).Value;
        Assert.True(applied.IsGranted);
        var budget = (await city.Budgets.FindAsync(PaymentWorld.BudgetId))!;
        Assert.Equal((5_000_00L, 1), (budget[LedgerAccount.Payable], budget.Loose.Length));
        var (grant, state) = Assert.Single(await city.Lists.GrantsOfAsync(PaymentWorld.Subject(1)));
        Assert.Equal(LineState.Ordered, state);
        Assert.Equal(("degree: master", "engine"), (grant.Because, grant.By));
        Assert.Equal("instant.granted-already", (await ApplyAsync(1, Yes)).Refusal?.Code);
        Assert.Equal("payment.no-account", (await ApplyAsync(4, Yes)).Refusal?.Code);
        await city.CheckAsync();
        Assert.Empty(await city.ReplayFaultsAsync());
    }

    [Fact]
    public async Task Many_at_once_are_all_granted_and_one_who_taps_often_only_once()
    {
        for (var i = 4; i <= 40; i++)
            await city.Accounts.ConfirmAsync(city.By(PaymentWorld.Resident), PaymentWorld.Subject(i), "Bank", PaymentWorld.Account(i));
        var all = await Task.WhenAll(Enumerable.Range(0, 80).Select(i => ApplyAsync(1 + i % 40, Yes)));
        Assert.Equal((40, 40), (all.Count(each => each.IsGranted), all.Count(each => each.Refusal?.Code == "instant.granted-already")));
        await city.CheckAsync();
    }

    [Fact]
    public async Task An_unknown_fact_goes_to_an_official_and_the_person_proves_nothing_again()
    {
        var applied = (await ApplyAsync(1, Unknown)).Value;
        Assert.False(applied.IsGranted);
        Assert.Equal("instant.referred-already", (await ApplyAsync(1, Unknown)).Refusal?.Code);
        Assert.Equal(applied.Id, Assert.Single(await city.Instant.WaitingAsync(PaymentWorld.Office)).Id);
        Assert.Equal("budget.not-your-office",
            (await city.Instant.GrantAsync(applied.Id, city.By(PaymentWorld.Stranger), 1, "ok", city.Today)).Refusal?.Code);
        Assert.Equal("referral.reason-empty",
            (await city.Instant.GrantAsync(applied.Id, city.By(PaymentWorld.First), 3_000_00, " ", city.Today)).Refusal?.Code);
        var granted = (await city.Instant.GrantAsync(
            applied.Id, city.By(PaymentWorld.First), 3_000_00, "seen in the archive", city.Today)).Value;
        Assert.Equal(ReferralState.Granted, granted.State);
        Assert.Equal("referral.decided-already", (await city.Instant.RefuseAsync(applied.Id, city.By(PaymentWorld.First), "x")).Refusal?.Code);
        Assert.Equal(3_000_00, (await city.Budgets.FindAsync(PaymentWorld.BudgetId))![LedgerAccount.Payable]);
        Assert.Empty(await city.Instant.WaitingAsync(PaymentWorld.Office));
        Assert.Empty(await city.ReplayFaultsAsync());
    }

    [Fact]
    public async Task A_referral_is_owed_a_decision_within_its_limit()
    {
        var applied = (await ApplyAsync(1, Unknown)).Value;
        var owed = Assert.Single((await city.DutiesAsync()).Owed);
        Assert.Equal(("decide-referral", PaymentWorld.Office, "Talent"), (owed.Kind, owed.Office, owed.Title));
        Assert.Equal($"/work/referrals/{applied.Id}", owed.Link);
        Assert.Equal(Pack.Dalian.Calendar.AddWorkingDays(city.Today, 20).KnownDay, owed.Due);
        city.Today = owed.Due!.Value.AddDays(1);
        await city.Instant.RefuseAsync(applied.Id, city.By(PaymentWorld.First), "not in the archive");
        Assert.Empty((await city.DutiesAsync()).Owed);
        Assert.True(Assert.Single((await city.DutiesAsync()).Met).IsLate);
    }

    [Fact]
    public async Task No_is_answered_with_its_reasons_unless_the_person_says_that_a_fact_is_not_so()
    {
        var no = new Verdict(Truth.No, 0, ["degree: bachelor, needs master"], []);
        Assert.Equal("degree: bachelor, needs master", (await ApplyAsync(1, no)).Refusal?.Args["because"]);
        var disputed = (await ApplyAsync(1, no, "I have a master's degree")).Value;
        Assert.True((await city.Instant.FindAsync(disputed.Id))!.IsDisputed);
        Assert.True((await city.Instant.RefuseAsync(disputed.Id, city.By(PaymentWorld.First), "none found")).IsGranted);
        Assert.Equal(2, (await ApplyAsync(1, Unknown)).Value is { } again ? (await city.Instant.FindAsync(again.Id))!.Round : 0);
    }

    [Fact]
    public async Task Is_unique_against_runs_too_and_never_over_the_budget()
    {
        var run = new Guid(1, 0, 0, new byte[8]);
        await city.SignedAsync(run, PaymentWorld.Terms("P9", claim: "T1"), (_, after) => PaymentWorld.People(2, after).ToAsyncEnumerable());
        await city.OrderAsync(run);
        Assert.Equal("instant.granted-already", (await ApplyAsync(1, Yes)).Refusal?.Code);
        Assert.Equal("ledger.over-budget", (await ApplyAsync(3, Yes with { Fen = 1_000_000_00 })).Refusal?.Code);
        Assert.True((await ApplyAsync(3, Yes)).IsGranted);
        await city.CheckAsync();
    }
}

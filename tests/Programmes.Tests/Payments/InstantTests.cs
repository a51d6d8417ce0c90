using Yitong.Acting;
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
            await city.ConfirmAsync(PaymentWorld.Subject(i), PaymentWorld.Account(i));
    }

    public ValueTask DisposeAsync() => city.DisposeAsync();

    private Task<Outcome<Applied>> ApplyAsync(int who, Verdict verdict, string? remark = null, InstantTerms? terms = null) =>
        city.Instant.ApplyAsync(
            PaymentWorld.Resident, new(terms ?? Terms, PaymentWorld.Subject(who), "Lin", verdict, remark));

    [Fact]
    public async Task Is_granted_at_once_with_its_entry_and_its_order()
    {
        var applied = (await ApplyAsync(1, Yes)).Value;
        Assert.True(applied.IsGranted);
        var budget = (await city.Budgets.FindAsync(PaymentWorld.BudgetId))!;
        Assert.Equal((5_000_00L, 1), (budget[LedgerAccount.Payable], budget.Loose.Length));
        var (grant, state) = Assert.Single((await city.GrantLists.GrantsOfAsync(PaymentWorld.Subject(1))).Items);
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
            await city.ConfirmAsync(PaymentWorld.Subject(i), PaymentWorld.Account(i));
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
        Assert.Equal(applied.Id, Assert.Single((await city.GrantLists.WaitingAsync(PaymentWorld.Office)).Items).Id);
        Assert.Equal("budget.not-your-office",
            (await city.Instant.GrantAsync(applied.Id, PaymentWorld.Stranger, new(1, "ok"))).Refusal?.Code);
        Assert.Equal("referral.reason-empty",
            (await city.Instant.GrantAsync(applied.Id, PaymentWorld.First, new(3_000_00, " "))).Refusal?.Code);
        var granted = (await city.Instant.GrantAsync(applied.Id, PaymentWorld.First, new(3_000_00, "seen in the archive"))).Value;
        Assert.Equal(ReferralState.Granted, granted.State);
        Assert.Equal("referral.decided-already", (await city.Referrals.DoAsync(applied.Id, PaymentWorld.First, new RefuseClaim("x"))).Refusal?.Code);
        Assert.Equal(3_000_00, (await city.Budgets.FindAsync(PaymentWorld.BudgetId))![LedgerAccount.Payable]);
        Assert.Empty((await city.GrantLists.WaitingAsync(PaymentWorld.Office)).Items);
        Assert.Empty(await city.ReplayFaultsAsync());
    }

    [Fact]
    public async Task The_same_application_is_answered_with_the_same_grant()
    {
        Caller Request() => new(PaymentWorld.Resident) { Key = new("r1", "k", "h") };
        var asked = new ReferClaim(Terms, PaymentWorld.Subject(1), "Lin", Yes, null);
        var first = (await city.Instant.ApplyAsync(Request(), asked)).Value;
        Assert.Equal((first.Id, 5_000_00), (await city.Instant.ApplyAsync(Request(), asked)).Value switch { var a => (a.Id, a.Fen) });
        // What the rule says now does not make another request of it.
        Assert.NotNull((await city.Instant.ApplyAsync(Request(), asked with { Verdict = Unknown })).Refusal);
        Assert.Equal(5_000_00, (await city.Budgets.FindAsync(PaymentWorld.BudgetId))![LedgerAccount.Payable]);
    }

    [Fact]
    public async Task What_the_budget_granted_before_a_crash_is_granted_with_that_amount_and_not_refused()
    {
        var id = (await ApplyAsync(1, Unknown)).Value.Id;
        var grant = new Grant(id, new("T1", "2026", PaymentWorld.Subject(1), 1), new("T1", "art. 5", id), "Lin", 3_000_00, ["seen"], "o1", city.Today);
        await city.DoAsync(PaymentWorld.First, new GrantBenefit(grant, [])); // … and here the process dies.
        Assert.Equal("referral.decided-already", (await city.Referrals.DoAsync(id, PaymentWorld.Second, new RefuseClaim("no"))).Refusal?.Code);
        Assert.Equal(ReferralState.Granted, (await city.Instant.GrantAsync(id, PaymentWorld.Second, new(9_000_00, "seen"))).Value.State);
        Assert.Equal(3_000_00, (await city.Budgets.FindAsync(PaymentWorld.BudgetId))![LedgerAccount.Payable]);
        await city.CheckAsync();
    }

    [Fact]
    public async Task An_official_does_not_grant_what_excludes_what_was_had_meanwhile()
    {
        var id = (await ApplyAsync(1, Unknown, terms: Terms with { Claim = "T2", Policy = "T2", Excludes = ["T1"] })).Value.Id;
        Assert.True((await ApplyAsync(1, Yes)).Value.IsGranted);
        Assert.Equal("instant.granted-already",
            (await city.Instant.GrantAsync(id, PaymentWorld.First, new(3_000_00, "seen"))).Refusal?.Code);
        Assert.Equal(ReferralState.Waiting, (await city.Referrals.FindAsync(id))!.State);
        Assert.True((await city.Referrals.DoAsync(id, PaymentWorld.First, new RefuseClaim("has the other one"))).IsGranted);
        Assert.Equal(5_000_00, (await city.Budgets.FindAsync(PaymentWorld.BudgetId))![LedgerAccount.Payable]);
    }

    [Fact]
    public async Task A_grant_that_was_broken_off_behind_the_money_is_gone_on_with_by_itself()
    {
        var id = (await ApplyAsync(1, Unknown)).Value.Id;
        var key = new OrderKey("T1", "2026", PaymentWorld.Subject(1), 1);
        var grant = new Grant(id, key, new("T1", "art. 5", id), "Lin", 3_000_00, ["income is unknown", "seen"], "o1", city.Today);
        await city.DoAsync(PaymentWorld.First, new GrantBenefit(grant, [])); // … and here the process dies.
        await ApplyAsync(2, Yes);
        await city.FollowAsync();
        await city.FollowAsync();
        var referral = (await city.Referrals.FindAsync(id))!;
        Assert.Equal((ReferralState.Granted, "seen"), (referral.State, referral.Reason));
        await city.CheckAsync();
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
        await city.Referrals.DoAsync(applied.Id, PaymentWorld.First, new RefuseClaim("not in the archive"));
        Assert.Empty((await city.DutiesAsync()).Owed);
        Assert.True(Assert.Single((await city.DutiesAsync()).Met).IsLate);
    }

    [Fact]
    public async Task No_is_answered_with_its_reasons_unless_the_person_says_that_a_fact_is_not_so()
    {
        var no = new Verdict(Truth.No, 0, ["degree: bachelor, needs master"], []);
        Assert.Equal("degree: bachelor, needs master", (await ApplyAsync(1, no)).Refusal?.Args["because"]);
        var disputed = (await ApplyAsync(1, no, "I have a master's degree")).Value;
        Assert.True((await city.Referrals.FindAsync(disputed.Id))!.IsDisputed);
        Assert.True((await city.Referrals.DoAsync(disputed.Id, PaymentWorld.First, new RefuseClaim("none found"))).IsGranted);
        Assert.Equal(2, (await ApplyAsync(1, Unknown)).Value is { } again ? (await city.Referrals.FindAsync(again.Id))!.Round : 0);
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

using Yitong.Acting;
using Yitong.Benefits;
using Yitong.Kernel;

namespace Yitong.Programmes.Tests.Payments;

/// <summary>Each runs on both databases.</summary>
public abstract class RunTests(string kind) : IAsyncLifetime
{
    private static readonly Guid Run = new(1, 0, 0, new byte[8]);
    private static readonly Guid Other = new(2, 0, 0, new byte[8]);
    private PaymentWorld city = null!;

    public async ValueTask InitializeAsync()
    {
        city = await PaymentWorld.OpenAsync(kind);
        await city.BudgetAsync();
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return city.DisposeAsync();
    }

    private static DrawList People(int count, int withoutAccount = 0, int first = 1) =>
        (_, after) => PaymentWorld.People(count, after, first, withoutAccount: withoutAccount).ToAsyncEnumerable();

    [Fact]
    public async Task Goes_from_the_list_to_the_money_without_an_application()
    {
        var run = await city.SignedAsync(Run, PaymentWorld.Terms(), People(250));
        Assert.Equal((RunState.Paying, 3, 250), (run.State, run.Chunks, run.Lines));
        Assert.Equal(["o1", "o2"], run.Signers);
        var money = (await city.OrderAsync(Run)).Value;
        Assert.Equal((3, 250, run.Fen, 0L), (money.ListChunks, money.Ordered, money.OrderedFen, money.LeftFen));
        await city.SettleAsync();
        await city.CheckAsync();
        Assert.Equal(RunState.Closed, (await city.Funding.CloseAsync(Run, PaymentWorld.First)).Value.State);
        var budget = (await city.Budgets.FindAsync(PaymentWorld.BudgetId))!;
        Assert.Equal(run.Fen, budget[LedgerAccount.Paid]);
        Assert.All(await city.LinesAsync(run), line => Assert.Equal(LineState.Paid, line.State));
        Assert.Empty(await city.ReplayFaultsAsync());
    }

    [Fact]
    public async Task Pays_nobody_twice_for_one_policy_and_period_whatever_is_run_again()
    {
        await city.SignedAsync(Run, PaymentWorld.Terms(), People(150));
        await city.OrderAsync(Run);
        Assert.Equal(150, (await city.OrderAsync(Run)).Value.Ordered);
        await city.SignedAsync(Other, PaymentWorld.Terms(), People(150, first: 101));
        Assert.Equal(100, (await city.OrderAsync(Other)).Value.Ordered);
        var views = await city.LinesAsync((await city.Runs.FindAsync(Other))!);
        Assert.Equal(50, views.Count(view => view.State == LineState.PaidElsewhere));
        await city.SignedAsync(new(3, 0, 0, new byte[8]), PaymentWorld.Terms(period: "2027"), People(150));
        Assert.Equal(150, (await city.OrderAsync(new(3, 0, 0, new byte[8]))).Value.Ordered);
        await city.CheckAsync();
    }

    [Fact]
    public async Task Policies_that_exclude_each_other_share_one_claim()
    {
        await city.SignedAsync(Run, PaymentWorld.Terms("P1", claim: "G1"), People(30));
        await city.SignedAsync(Other, PaymentWorld.Terms("P2", claim: "G1"), People(40));
        await city.OrderAsync(Run);
        Assert.Equal(10, (await city.OrderAsync(Other)).Value.Ordered);
        await city.CheckAsync();
    }

    [Fact]
    public async Task A_line_without_an_account_waits_until_its_receiver_confirms_one()
    {
        var run = await city.SignedAsync(Run, PaymentWorld.Terms(), People(100, withoutAccount: 1));
        Assert.Equal(90, (await city.OrderAsync(Run)).Value.Ordered);
        Assert.Equal("run.nothing-waits", (await city.OrderWaitingAsync(Run, PaymentWorld.First)).Refusal?.Code);
        var waiting = (await city.LinesAsync(run)).Where(view => view.State == LineState.NoAccount).ToList();
        Assert.Equal(10, waiting.Count);
        await city.ConfirmAsync(waiting[3].Row.Subject, PaymentWorld.Account(5));
        var money = (await city.OrderWaitingAsync(Run, PaymentWorld.First)).Value;
        Assert.Equal((91, waiting.Sum(view => view.Row.Fen) - waiting[3].Row.Fen), (money.Ordered, money.LeftFen));
        await city.SettleAsync();
        await city.Funding.CloseAsync(Run, PaymentWorld.First);
        Assert.Equal(0, (await city.Budgets.FindAsync(PaymentWorld.BudgetId))![LedgerAccount.Committed]);
        await city.CheckAsync();
        Assert.Empty(await city.ReplayFaultsAsync());
    }

    [Fact]
    public async Task An_objection_is_owed_a_decision_until_it_is_decided_or_the_run_is_given_up()
    {
        await city.NoticedAsync(Run, PaymentWorld.Terms(), People(20));
        await city.DoAsync(Run, PaymentWorld.Resident, new ObjectToLine(1, 7, "not so"));
        var run = (await city.DoAsync(Run, PaymentWorld.Resident, new ObjectToLine(1, 3, "moved away"))).Value;
        await city.DoAsync(
            Run, PaymentWorld.First, new DecideObjection(run.Objections.Single(each => each.Value.Line == 7).Key, false, "still here"));
        var owed = Assert.Single((await city.DutiesAsync()).Owed);
        Assert.Equal(("decide-line-objection", PaymentWorld.Office, "Stable jobs"), (owed.Kind, owed.Office, owed.Title));
        Assert.Equal(Pack.Dalian.Calendar.AddWorkingDays(city.Today, 5).KnownDay, owed.Due);
        await city.DoAsync(Run, PaymentWorld.First, new CancelRun("a wrong list"));
        Assert.Empty((await city.DutiesAsync()).Owed);
        Assert.Equal(2, (await city.DutiesAsync()).Met.Count(duty => duty.Kind == "decide-line-objection"));
    }

    [Fact]
    public async Task What_a_run_waits_for_stands_on_the_work_list_of_its_agency()
    {
        async Task<string> OwedAsync() => string.Join(',', (await city.DutiesAsync()).Owed.Select(duty => $"{duty.Kind} {duty.Since:MM-dd}"));
        await city.DrawnAsync(Run, PaymentWorld.Terms(), People(20));
        Assert.Equal("confirm-run 11-02", await OwedAsync());
        city.Today = new(2026, 11, 3);
        await city.DoAsync(Run, PaymentWorld.First, new ConfirmList());
        Assert.Equal("publish-run 11-03", await OwedAsync());
        await city.DoAsync(Run, PaymentWorld.First, new PublishNotice());
        Assert.Equal("", await OwedAsync());
        city.Today = new(2026, 11, 9);
        await city.Funding.SignAsync(Run, PaymentWorld.First);
        Assert.Equal("sign-run 11-09", await OwedAsync());
        await city.Funding.SignAsync(Run, PaymentWorld.Second);
        Assert.Equal("", await OwedAsync());
    }

    [Fact]
    public async Task An_objection_stops_its_line_and_no_other_until_it_is_decided()
    {
        await city.NoticedAsync(Run, PaymentWorld.Terms(), People(20));
        var objected = (await city.DoAsync(Run, PaymentWorld.Resident, new ObjectToLine(1, 3, "moved away"))).Value;
        await city.DoAsync(Run, PaymentWorld.Resident, new ObjectToLine(1, 7, "not so"));
        var (third, seventh) = (objected.Objections.Keys.Single(), Guid.Empty);
        await city.DoAsync(
            Run, PaymentWorld.First, new DecideObjection(third, true, "true"));
        seventh = (await city.Runs.FindAsync(Run))!.Objections.Single(each => each.Value.Line == 7).Key;
        city.Today = new(2026, 11, 6);
        await city.Funding.SignAsync(Run, PaymentWorld.First);
        await city.Funding.SignAsync(Run, PaymentWorld.Second);
        Assert.Equal(18, (await city.OrderAsync(Run)).Value.Ordered);
        Assert.Equal("run.objections-open", (await city.Funding.CloseAsync(Run, PaymentWorld.First)).Refusal?.Code);
        await city.DoAsync(
            Run, PaymentWorld.First, new DecideObjection(seventh, false, "still here"));
        Assert.Equal((19, 0L), (await city.OrderWaitingAsync(Run, PaymentWorld.First)).Value switch
        {
            var money => (money.Ordered, money.LeftFen),
        });
        await city.CheckAsync();
    }

    [Fact]
    public async Task Keeps_the_order_of_its_steps()
    {
        var (first, second) = (PaymentWorld.First, PaymentWorld.Second);
        await city.DrawnAsync(Run, PaymentWorld.Terms(), People(5));
        Assert.Equal("run.not-confirmed", Code(await city.DoAsync(Run, first, new PublishNotice())));
        Assert.Equal("budget.not-your-office", Code(await city.DoAsync(Run, PaymentWorld.Stranger, new ConfirmList())));
        Assert.Equal("run.not-noticed", Code(await city.Funding.SignAsync(Run, first)));
        await city.DoAsync(Run, first, new ConfirmList());
        var run = (await city.DoAsync(Run, first, new PublishNotice())).Value;
        Assert.Equal(new DateOnly(2026, 11, 5), run.NoticeUntil);
        Assert.Equal("run.notice-not-over", Code(await city.Funding.SignAsync(Run, first)));
        city.Today = new(2026, 11, 6);
        Assert.Equal("run.no-notice", Code(await city.DoAsync(Run, first, new ObjectToLine(1, 1, "late"))));
        await city.Funding.SignAsync(Run, first);
        Assert.Equal("run.same-signer", Code(await city.Funding.SignAsync(Run, first)));
        Assert.Equal("run.not-signed", (await city.OrderAsync(Run)).Refusal?.Code);
        Assert.True((await city.Funding.SignAsync(Run, second)).IsGranted);
        Assert.Equal("run.signed-already", Code(await city.Funding.SignAsync(Run, second)));
        Assert.Equal("run.not-cancellable", Code(await city.DoAsync(Run, first, new CancelRun("no"))));
    }

    [Theory]
    [InlineData("P020", null, null, null)]
    [InlineData("P020", " 2026年度", null, null)]
    [InlineData("P020", "abc", null, "run.terms-not-valid")]
    [InlineData("P020", "2027", null, "run.terms-not-valid")]
    [InlineData("P020", "2026 Q3", null, "run.terms-not-valid")]
    [InlineData("P020", "2026-Q3", 0, "run.terms-not-valid")]
    [InlineData("P020", "2026-Q3", 61, "run.terms-not-valid")]
    [InlineData(null, "2026", 5, "run.terms-not-valid")]
    [InlineData("P999", "2026", 5, "run.no-such-policy")]
    public async Task Is_opened_for_a_policy_in_force_and_a_period_that_can_be(string? policy, string? period, int? notice, string? code)
    {
        var command = new OpenRun(policy, period, PaymentWorld.BudgetId, notice);
        var opened = await city.Runs.BeginAsync(PaymentWorld.First, command);
        Assert.Equal(code, Code(opened));
        if (opened.IsGranted)
            Assert.Equal(("2026", 5, city.Today), (opened.Value.Terms.Period, opened.Value.Terms.NoticeDays, opened.Value.Terms.AsOf));
        Assert.Equal("budget.not-your-office", Code(await city.Runs.BeginAsync(PaymentWorld.Stranger, command)));
        Assert.Equal("budget.not-found", Code(await city.Runs.BeginAsync(PaymentWorld.First, command with { Budget = Run })));
        var unsaid = (await city.Runs.BeginAsync(PaymentWorld.First, command with { Budget = null })).Refusal!;
        Assert.Contains(unsaid.Fields, fault => (fault.Field, fault.Code) == ("budget", "budget.not-found"));
    }

    [Theory]
    [InlineData("P020", "2025", "P021-2026", "run.other-policys-budget")]
    [InlineData("P020", "2025", "P020-2026", null)]
    [InlineData("P020", "2025", "RELIEF-2026", null)]
    [InlineData("T04", null, "T04-2026", "run.not-automatic")]
    [InlineData("P003", null, "P003-2026", "run.not-automatic")]
    [InlineData("N01", null, "N01-2026", "run.other-agencys-policy")]
    public async Task Is_opened_for_what_needs_no_application_and_from_no_other_policys_budget(
        string policy, string? period, string budget, string? code)
    {
        var money = (await city.Budgets.BeginAsync(PaymentWorld.First, new OpenBudget(budget, "Relief", 100))).Value;
        Assert.Equal(code, Code(await city.Runs.BeginAsync(PaymentWorld.First, new OpenRun(policy, period, money.Id, null))));
    }

    [Fact]
    public async Task Is_over_when_nobody_fits_and_can_be_opened_anew()
    {
        var run = await city.DrawnAsync(Run, PaymentWorld.Terms(), People(0));
        Assert.Equal((RunState.NobodyFits, 0), (run.State, run.Lines));
        Assert.Equal(RunState.NobodyFits, (await city.RunLists.RunsAsync(PaymentWorld.Office)).Items.Single().State);
        Assert.Equal("run.not-cancellable", Code(await city.DoAsync(Run, PaymentWorld.First, new CancelRun("empty"))));
        Assert.Equal("run.not-drawn", Code(await city.DoAsync(Run, PaymentWorld.First, new ConfirmList())));
        Assert.Equal(RunState.Drawn, (await city.DrawnAsync(Other, PaymentWorld.Terms(), People(3))).State);
        Assert.Empty(await city.ReplayFaultsAsync());
    }

    [Fact]
    public async Task A_second_signature_that_was_broken_off_behind_the_money_counts_whoever_signs_next()
    {
        await city.NoticedAsync(Run, PaymentWorld.Terms(), People(20));
        city.Today = new(2026, 11, 6);
        var run = (await city.Funding.SignAsync(Run, PaymentWorld.First)).Value;
        await city.DoAsync(PaymentWorld.Second, new ReserveFunds(run)); // … and here the process dies.
        var third = new Actor("o3", ActorRole.Official, PaymentWorld.Office);
        Assert.Equal("run.signed-already", Code(await city.Funding.SignAsync(Run, third)));
        Assert.Equal(["o1", "o2"], (await city.Runs.FindAsync(Run))!.Signers);
        Assert.Equal(run.Fen, (await city.Budgets.FindAsync(PaymentWorld.BudgetId))![LedgerAccount.Committed]);
        await city.CheckAsync();
    }

    [Fact]
    public async Task A_step_that_was_broken_off_behind_the_money_is_gone_on_with_by_itself()
    {
        await city.NoticedAsync(Run, PaymentWorld.Terms(), People(20));
        city.Today = new(2026, 11, 6);
        var run = (await city.Funding.SignAsync(Run, PaymentWorld.First)).Value;
        await city.DoAsync(PaymentWorld.Second, new ReserveFunds(run)); // … and here the process dies.
        await city.FollowAsync();
        run = (await city.Runs.FindAsync(Run))!;
        Assert.Equal((RunState.Paying, "o1,o2"), (run.State, string.Join(',', run.Signers)));
        await city.OrderAsync(Run);
        await city.SettleAsync();
        await city.DoAsync(PaymentWorld.Second, new ReleaseFunds(run)); // … and here.
        await city.FollowAsync();
        await city.FollowAsync();
        Assert.Equal(RunState.Closed, (await city.Runs.FindAsync(Run))!.State);
        await city.CheckAsync();
    }

    [Fact]
    public async Task The_same_request_to_sign_or_to_close_is_done_once_and_answered_alike()
    {
        await city.NoticedAsync(Run, PaymentWorld.Terms(), People(20));
        city.Today = new(2026, 11, 6);
        await city.Funding.SignAsync(Run, PaymentWorld.First);
        Caller Request(string key) => new(PaymentWorld.Second) { Key = new("o2", key, "h") };
        Assert.Equal(RunState.Paying, (await city.Funding.SignAsync(Run, Request("sign"))).Value.State);
        Assert.Equal(RunState.Paying, (await city.Funding.SignAsync(Run, Request("sign"))).Value.State);
        await city.OrderAsync(Run);
        await city.SettleAsync();
        Assert.Equal(RunState.Closed, (await city.Funding.CloseAsync(Run, Request("close"))).Value.State);
        Assert.Equal(RunState.Closed, (await city.Funding.CloseAsync(Run, Request("close"))).Value.State);
        Assert.Equal("run.not-signed", Code(await city.Funding.CloseAsync(Run, Request("again"))));
    }

    [Fact]
    public async Task A_run_over_the_budget_is_refused_and_not_signed()
    {
        await city.NoticedAsync(Run, PaymentWorld.Terms(), (_, after) => PaymentWorld.People(20, after, fen: 50_000_00).ToAsyncEnumerable());
        city.Today = new(2026, 11, 6);
        await city.Funding.SignAsync(Run, PaymentWorld.First);
        var refusal = (await city.Funding.SignAsync(Run, PaymentWorld.Second)).Refusal!;
        Assert.Equal(("ledger.over-budget", "P020", "art. 1"), (refusal.Code, refusal.Args["policy"], refusal.Args["clause"]));
        Assert.Equal(RunState.SignedOnce, (await city.Runs.FindAsync(Run))!.State);
        await city.DoAsync(PaymentWorld.First, new AddMoney(1_000_000_00, "more"));
        Assert.True((await city.Funding.SignAsync(Run, PaymentWorld.Second)).IsGranted);
    }

    [Theory]
    [InlineData("run.cause.doubled", 12, 0)]
    [InlineData("run.cause.order", 11, 0)]
    [InlineData("run.cause.amount", 13, 0)]
    [InlineData("run.cause.name", 13, 100)]
    public async Task A_line_that_cannot_stand_is_named_and_nothing_of_the_list_goes_on(string cause, int like, long fen)
    {
        var lines = PaymentWorld.People(20).ToList();
        lines[12] = lines[like] with { Fen = fen == 0 && like == 13 ? 0 : 100, Name = like == 13 && fen > 0 ? "a|b" : "a" };
        if (like == 12) lines[12] = lines[11];
        await city.OpenRunAsync(Run, PaymentWorld.First, PaymentWorld.Terms());
        DrawList draw = (_, after) => lines.SkipWhile(line => string.CompareOrdinal(line.Subject, after) <= 0).ToAsyncEnumerable();
        if (like == 11) lines[12] = lines[10];
        var refusal = (await city.Drawing.DrawAsync(Run, PaymentWorld.First, draw, 10)).Refusal!;
        Assert.Equal((cause, "13"), (refusal.Code, refusal.Args["line"]));
        Assert.Equal("run.not-drawn", Code(await city.DoAsync(Run, PaymentWorld.First, new ConfirmList())));
        Assert.Equal(cause, (await city.Runs.FindAsync(Run))!.StoppedBy!.Cause);
        Assert.Equal("mend-run", Assert.Single((await city.DutiesAsync()).Owed).Kind);
        Assert.True((await city.DoAsync(Run, PaymentWorld.First, new CancelRun("wrong list"))).IsGranted);
        Assert.Empty((await city.DutiesAsync()).Owed);
        Assert.Empty(await city.ReplayFaultsAsync());
    }

    [Fact]
    public async Task A_list_that_a_line_had_stopped_is_drawn_on_once_the_line_is_mended()
    {
        var lines = PaymentWorld.People(20).ToList();
        DrawList draw = (_, after) => lines.SkipWhile(line => string.CompareOrdinal(line.Subject, after) <= 0).ToAsyncEnumerable();
        var right = lines[12];
        lines[12] = right with { Fen = 0 };
        await city.OpenRunAsync(Run, PaymentWorld.First, PaymentWorld.Terms());
        Assert.Equal("run.not-stopped", Code(await city.DoAsync(Run, PaymentWorld.First, new DrawOn())));
        await city.Drawing.DrawAsync(Run, Actor.Engine, draw, 10);
        lines[12] = right;
        Assert.Equal("budget.not-your-office", Code(await city.DoAsync(Run, PaymentWorld.Stranger, new DrawOn())));
        Assert.Null((await city.DoAsync(Run, PaymentWorld.First, new DrawOn())).Value.StoppedBy);
        var run = (await city.Drawing.DrawAsync(Run, Actor.Engine, draw, 10)).Value;
        Assert.Equal((RunState.Drawn, 20, 2), (run.State, run.Lines, run.Chunks));
        Assert.Equal("confirm-run", Assert.Single((await city.DutiesAsync()).Owed).Kind);
        Assert.Empty(await city.ReplayFaultsAsync());
    }

    private static string? Code<T>(Outcome<T> outcome) => outcome.Refusal?.Code;
}

public sealed class RunSqliteTests() : RunTests("sqlite");

public sealed class RunPostgresTests() : RunTests("postgres");

using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Yitong.Acting;
using Yitong.Benefits;
using Yitong.Kernel;
using Yitong.Store;
using Yitong.Testing;
using Yitong.Web;

namespace Yitong.Programmes.Tests.Payments;

/// <summary>A small city that pays: a store with the desks on top, officials, people, and a day.</summary>
internal sealed class PaymentWorld : IAsyncDisposable
{
    public const string Office = "rsj";
    public static readonly Actor First = new("o1", ActorRole.Official, Office);
    public static readonly Actor Second = new("o2", ActorRole.Official, Office);
    public static readonly Actor Stranger = new("o9", ActorRole.Official, "cgj");
    public static readonly Actor Resident = new("r1", ActorRole.Resident);
    public static readonly Guid BudgetId = new(7, 0, 0, new byte[8]);

    private readonly FakeTimeProvider clock = new();
    private readonly ServiceProvider services;

    private PaymentWorld(Database store)
    {
        Store = store;
        var added = new ServiceCollection().AddLogging();
        YitongHost.AddModules(
            added, new() { PackFolder = "", DataFolder = Path.GetTempPath(), Now = clock }, store, Pack.Dalian);
        services = added.BuildServiceProvider();
        Today = new(2026, 11, 2);
    }

    public Database Store { get; }
    public Desk<Budget, BudgetEvent, BudgetFacts> Budgets => Get<Desk<Budget, BudgetEvent, BudgetFacts>>();
    public FileSending Sending => Get<FileSending>();
    public Desk<BenefitRun, RunEvent, RunFacts> Runs => Get<Desk<BenefitRun, RunEvent, RunFacts>>();
    public ListDrawing Drawing => Get<ListDrawing>();
    public OrderDrawing Orders => Get<OrderDrawing>();
    public RunFunding Funding => Get<RunFunding>();
    public Desk<Referral, ReferralEvent, ReferralFacts> Referrals => Get<Desk<Referral, ReferralEvent, ReferralFacts>>();
    public InstantGranting Instant => Get<InstantGranting>();
    public MoneyFollower Money => Get<MoneyFollower>();
    public Desk<ReceivingAccount, AccountEvent> Accounts => Get<Desk<ReceivingAccount, AccountEvent>>();
    public PaymentLists Lists => Get<PaymentLists>();
    public RunLists RunLists => Get<RunLists>();
    public GrantLists GrantLists => Get<GrantLists>();

    public async Task<IReadOnlyList<RunLine>> LinesAsync(BenefitRun run) => (await RunLists.LinesAsync(run, take: 1_000)).Items;

    /// <summary>What a process does that starts after another one died.</summary>
    public Task FollowAsync() => Money.CatchUpAsync(Store, 0);

    /// <summary>The city's day; acts are done at ten in the morning.</summary>
    public DateOnly Today
    {
        get => Budgets.Today;
        set => clock.AdjustTime(new DateTimeOffset(value.ToDateTime(new(10, 0)), TimeSpan.FromHours(8)));
    }

    public static async Task<PaymentWorld> OpenAsync(string kind) => await OpenAsync(new StoreOptions
    {
        Connection = kind == "sqlite" ? "sqlite::memory:" : await (await PrivatePostgres.Shared).NewDatabaseAsync(),
    });

    public static async Task<PaymentWorld> OpenAsync(StoreOptions options) =>
        new(await Database.OpenAsync(options, Modules.Tables));

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Store.DisposeAsync();
    }

    public Act By(Actor actor, string name = "act") => Act.Of(clock.GetUtcNow(), actor, name);

    /// <summary>What agencies owe and what they met.</summary>
    public async Task<(IReadOnlyList<DutyRow> Owed, IReadOnlyList<MetDutyRow> Met)> DutiesAsync()
    {
        await using var db = Store.Rows.Open();
        return (await db.Set<DutyRow>().ToListAsync(), await db.Set<MetDutyRow>().ToListAsync());
    }

    /// <summary>A budget under an id that the test knows.</summary>
    public async Task<Budget> BudgetAsync(long fen = 1_000_000_00)
    {
        var (facts, command) = (await Budgets.FactsAsync(BudgetId, First), new OpenBudget($"B{BudgetId}", "Relief", fen));
        return (await Get<Streams<Budget, BudgetEvent>>().ActAsync(BudgetId, facts.Act, 0, null, _ => command.Decide(facts))).Value.State;
    }

    /// <summary>A subject confirms their account.</summary>
    public Task<Outcome<ReceivingAccount>> ConfirmAsync(string subject, string account) =>
        Accounts.BeginAsync(Resident, new ConfirmAccount(subject, "Bank", account));

    /// <summary>Does something to the budget.</summary>
    public Task<Outcome<Budget>> DoAsync(Actor by, ICommand<Budget, BudgetEvent, BudgetFacts> command) =>
        Budgets.DoAsync(BudgetId, by, command);

    public static RunTerms Terms(string policy = "P020", string period = "2026", string? claim = null, int noticeDays = 3) =>
        new(policy, "Stable jobs", "art. 1", "1", claim ?? policy, period, BudgetId, noticeDays, new(2026, 11, 2));

    public static string Subject(int number) => CitizenNumber.Make(
        DivisionCode.TryParse("210202", out var division) ? division : default,
        new DateOnly(1960, 1, 1).AddDays(number / 900), number % 900 + 1).Text;

    public static string Account(int number) => (6_222_000_000_000_000L + number).ToString(CultureInfo.InvariantCulture);

    public static IEnumerable<Entitled> People(int count, string after = "", int first = 1, long fen = 100_00, int withoutAccount = 0) =>
        Enumerable.Range(first, count)
            .Select(i => new Entitled(Subject(i), "王" + i, fen + i, $"r{i}", i % 10 < withoutAccount ? null : Account(i)))
            .OrderBy(line => line.Subject, StringComparer.Ordinal)
            .Where(line => string.CompareOrdinal(line.Subject, after) > 0);

    /// <summary>A run under an id and with terms that the test knows.</summary>
    public async Task<Outcome<BenefitRun>> OpenRunAsync(Guid id, Actor by, RunTerms terms) =>
        Budget.NotFor(by, Office) is { } no ? no : (await Get<Streams<BenefitRun, RunEvent>>().ActAsync(id, By(by), 0, null, _ => new RunEvent[] { new RunOpened(terms, Office) }))
            .Then<BenefitRun>(done => done.State);

    /// <summary>Does something to a run.</summary>
    public Task<Outcome<BenefitRun>> DoAsync(Guid run, Actor by, ICommand<BenefitRun, RunEvent, RunFacts> command) =>
        Runs.DoAsync(run, by, command);

    public async Task<BenefitRun> DrawnAsync(Guid id, RunTerms terms, DrawList draw, int size = 100)
    {
        await OpenRunAsync(id, First, terms);
        return (await Drawing.DrawAsync(id, First, draw, size)).Value;
    }

    public async Task<BenefitRun> NoticedAsync(Guid id, RunTerms terms, DrawList draw, int size = 100)
    {
        await DrawnAsync(id, terms, draw, size);
        await DoAsync(id, First, new ConfirmList());
        return (await DoAsync(id, First, new PublishNotice())).Value;
    }

    public async Task<BenefitRun> SignedAsync(Guid id, RunTerms terms, DrawList draw, int size = 100)
    {
        var run = await NoticedAsync(id, terms, draw, size);
        Today = run.NoticeUntil!.Value.AddDays(1);
        await Funding.SignAsync(id, First);
        return (await Funding.SignAsync(id, Second)).Value;
    }

    public Task<Outcome<RunMoney>> OrderAsync(Guid run) => Orders.OrderAsync(run, First);

    public async Task<Outcome<RunMoney>> OrderWaitingAsync(Guid run, Actor by) =>
        (await DoAsync(by, new OrderWaiting((await Runs.FindAsync(run))!))).Then<RunMoney>(budget => budget.Runs[run]);

    /// <summary>The bank's answer to what it was sent: pays all but every so many-th line.</summary>
    public static string Answer(string sent, int returnEvery = 0)
    {
        var lines = sent.TrimEnd('\n').Split('\n');
        var head = lines[0].Split('|');
        var (paid, returned, answer) = (0L, 0L, new List<string>());
        for (var i = 1; i < lines.Length - 1; i++)
        {
            var fields = lines[i].Split('|');
            var fen = long.Parse(fields[5], CultureInfo.InvariantCulture);
            var isReturned = returnEvery > 0 && i % returnEvery == 0;
            (paid, returned) = isReturned ? (paid, returned + fen) : (paid + fen, returned);
            answer.Add($"D|{i}|{fields[2]}|{fen}|{(isReturned ? "R|account closed" : "P")}");
        }
        return $"H|{head[1]}|{head[2]}|{head[3]}|{answer.Count}|{paid}|{returned}\n{string.Join('\n', answer)}\n";
    }

    /// <summary>Sends every file that may go to a bank that answers at once.</summary>
    public async Task SettleAsync(int returnEvery = 0)
    {
        var budget = (await Budgets.FindAsync(BudgetId))!;
        foreach (var file in budget.Files.Values.Where(file => file.State is FileState.SignedOff or FileState.Sent))
        {
            var sent = (await Sending.SendAsync(BudgetId, First, file.Number)).Value;
            Assert.True((await DoAsync(First, new BookResult(Answer(sent, returnEvery)))).IsGranted);
        }
    }

    /// <summary>What must hold whatever happened.</summary>
    public async Task CheckAsync()
    {
        var budget = (await Budgets.FindAsync(BudgetId))!;
        Assert.Equal(0, budget.Balances.Sum());
        Assert.All(budget.Balances.Skip(1), fen => Assert.InRange(fen, 0, long.MaxValue));
        await using var db = Store.Rows.Open();
        var orders = await db.Set<PaymentOrderRow>().Where(row => row.Stream == budget.Id).ToListAsync();
        var again = orders.Where(order => order.Attempt > 1).Sum(order => order.Fen);
        var bank = budget[LedgerAccount.Payable] + budget[LedgerAccount.Paid] + budget[LedgerAccount.Returned];
        Assert.Equal(orders.Sum(order => order.Fen) - again, bank);
        Assert.Equal(orders.Count, orders.Select(order => order.Key).Distinct().Count());
        Assert.All(budget.Files.Values.Where(file => file.State != FileState.Gathered),
            file => Assert.Equal(2, file.Signers.Distinct().Count()));
        Assert.Equal(orders.Sum(order => order.Fen),
            budget.Files.Values.Sum(file => file.Fen) + budget.Loose.Sum(order => order.Fen));
        foreach (var key in budget.Returned.Where(each => each.Value.IsRepeated).Select(each => each.Key))
            Assert.Single(orders, order => order.Key == key with { Attempt = key.Attempt + 1 });
        foreach (var order in orders.Where(order => order.Attempt > 1))
            Assert.True(budget.Returned[order.Key with { Attempt = order.Attempt - 1 }].IsRepeated);
        var rows = await db.Set<LedgerAccountRow>().Where(row => row.Budget == budget.Id).ToListAsync();
        Assert.All(rows, row => Assert.Equal(budget[row.Account], row.Fen));
    }

    public async Task<IReadOnlyList<string>> ReplayFaultsAsync() =>
        (await Replay.VerifyAsync(Store, Modules.Tables, [.. services.GetServices<StreamKind>()])).Differences;

    private T Get<T>()
        where T : notnull => services.GetRequiredService<T>();
}

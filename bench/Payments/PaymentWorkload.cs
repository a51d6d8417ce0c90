using Yitong.Acting;
using Yitong.Benefits;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Store;
using Yitong.Web;

namespace Yitong.Bench;

/// <summary>A run over many people, each with a confirmed account, that pays 600 million yuan between them to the fen.</summary>
internal sealed class PaymentWorkload
{
    public static readonly IReadOnlyList<IRowModel> Tables = [new PaymentTables(), new DraftTables(), new DutyTables()];
    public static readonly CityPack Pack = Modules.ReadPack(Path.Combine(Checkout.Root, "packs", "dalian")).Pack
        ?? throw new InvalidOperationException("The pack has faults.");
    public static readonly Guid BudgetId = new(1, 0, 0, new byte[8]);
    public static readonly Guid RunId = new(2, 0, 0, new byte[8]);
    private const long AllFen = 600_000_000_00;
    private static readonly Actor First = new("first", ActorRole.Official, "rsj");
    private static readonly Actor Second = new("second", ActorRole.Official, "rsj");
    private static readonly DateOnly Start = new(2026, 11, 2);
    private static readonly DivisionCode Division = DivisionCode.TryParse("210202", out var code) ? code : default;
    private readonly PassingClock clock;
    private readonly Streams<BenefitRun, RunEvent> runs;
    private readonly ListDrawing drawing;
    private readonly OrderDrawing orders;
    private readonly RunFunding funding;
    private readonly int people;
    private readonly int chunk;
    private readonly Action<string> say;

    public PaymentWorkload(Database store, int people, int chunk = ListDrawing.ChunkLines, Action<string>? say = null)
    {
        (this.people, this.chunk, this.say) = (people, chunk, say ?? (_ => { }));
        Budgets = new(store.Journal, BudgetHistory.Kind);
        runs = new(store.Journal, RunHistory.Kind(Pack));
        clock = new(() => this.say("act")); // Each act asks once what time it is.
        var lists = new PaymentLists(store.Rows);
        var preparing = new OrderPreparing(store.Rows);
        var library = new LiveLibrary(Pack, store.Journal, store.Rows);
        Desk = new(Budgets, new BudgetFactsGathering(Budgets, lists, preparing, store.Rows), Pack, clock);
        Runs = new(runs, new RunFactsGathering(runs, Budgets, library, new RunLists(store.Rows)), Pack, clock);
        Sending = new(Desk, lists);
        drawing = new(Runs);
        orders = new(Runs, Desk, preparing);
        funding = new(Runs, Desk);
    }

    public Streams<Budget, BudgetEvent> Budgets { get; }
    public Desk<BenefitRun, RunEvent, RunFacts> Runs { get; }
    public Desk<Budget, BudgetEvent, BudgetFacts> Desk { get; }
    public FileSending Sending { get; }

    /// <summary>The list, in ascending order of citizen numbers; the same whenever it is drawn.</summary>
    public static IEnumerable<Entitled> People(int count, string after)
    {
        var (each, rest) = (AllFen / count, AllFen % count);
        for (var i = 0; i < count; i++)
        {
            var subject = CitizenNumber.Make(Division, new DateOnly(1950, 1, 1).AddDays(i / 900), i % 900 + 1).Text;
            if (string.CompareOrdinal(subject, after) > 0)
                yield return new(subject, "王建国", each + (i < rest ? 1 : 0), "0123456789abcdef", $"6222{i:d12}");
        }
    }

    /// <summary>From nothing to a complete list, from wherever it stands.</summary>
    public async Task DrawAsync()
    {
        var (facts, opening) = (await Desk.FactsAsync(BudgetId, First), new OpenBudget("B1", "Relief", AllFen));
        await Budgets.ActAsync(BudgetId, facts.Act, 0, null, _ => opening.Decide(facts)); // Under an id that a new process knows.
        var opened = new RunOpened(new("P020", "Relief", "art. 1", "1", "P020", "2026", BudgetId, 5, Start), First.Office!);
        await runs.ActAsync(RunId, facts.Act, 0, null, _ => new RunEvent[] { opened });
        Granted(await drawing.DrawAsync(RunId, First, (_, after) => People(people, after).ToAsyncEnumerable(), chunk));
    }

    /// <summary>Confirmed, shown, signed off by two.</summary>
    public async Task SignAsync()
    {
        await Runs.DoAsync(RunId, First, new ConfirmList());
        await Runs.DoAsync(RunId, First, new PublishNotice());
        clock.Now = clock.Now.AddDays(30);
        await funding.SignAsync(RunId, First);
        await funding.SignAsync(RunId, Second);
    }

    /// <summary>All payment orders, from wherever they stand.</summary>
    public async Task OrderAsync() => Granted(await orders.OrderAsync(RunId, First));

    /// <summary>Every file to the bank and its answer back.</summary>
    public async Task SettleAsync()
    {
        foreach (var file in (await Desk.FindAsync(BudgetId))!.Files.Values.Where(file => file.State != FileState.Booked))
        {
            var sent = Granted(await Sending.SendAsync(BudgetId, First, file.Number));
            Granted(await Desk.DoAsync(BudgetId, First, new BookResult(Answer(sent))));
        }
    }

    /// <summary>Throws unless every fen is where it must be.</summary>
    public async Task CheckAsync(Rows rows, LedgerAccount where)
    {
        var budget = (await Desk.FindAsync(BudgetId))!;
        if (budget.Balances.Sum() != 0 || budget[where] != AllFen || budget[LedgerAccount.Funding] != -AllFen)
            throw new InvalidOperationException($"The ledger is not exact: {string.Join(' ', budget.Balances)}");
        await using var db = rows.Open();
        var orders = db.Set<PaymentOrderRow>();
        var (count, fen) = (orders.Count(), orders.Sum(row => row.Fen));
        if (count != people || fen != AllFen || orders.Select(row => row.Subject).Distinct().Count() != people)
            throw new InvalidOperationException($"{count} orders of {fen} fen instead of {people} of {AllFen}.");
    }

    private static string Answer(string sent)
    {
        var lines = sent.TrimEnd('\n').Split('\n');
        var head = lines[0].Split('|');
        var answer = new System.Text.StringBuilder($"H|{head[1]}|{head[2]}|{head[3]}|{head[4]}|{head[5]}|0\n");
        for (var i = 1; i < lines.Length - 1; i++)
        {
            var fields = lines[i].Split('|');
            answer.Append("D|").Append(fields[1]).Append('|').Append(fields[2]).Append('|').Append(fields[5]).Append("|P\n");
        }
        return answer.ToString();
    }

    private static T Granted<T>(Outcome<T> outcome) => outcome.IsGranted ? outcome.Value
        : throw new InvalidOperationException($"Refused: {outcome.Refusal!.Code} {string.Join(' ', outcome.Refusal.Args)}");

    private sealed class PassingClock(Action asked) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(Start, new(2, 0), default);

        public override DateTimeOffset GetUtcNow()
        {
            asked();
            return Now;
        }
    }
}

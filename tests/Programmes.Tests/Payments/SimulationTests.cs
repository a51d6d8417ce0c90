using System.Globalization;
using Yitong.Acting;
using Yitong.Benefits;
using Yitong.Kernel;
using Yitong.Rules;
using Yitong.Store;
using Yitong.Testing;

namespace Yitong.Programmes.Tests.Payments;

/// <summary>
/// Officials, people, a bank that makes mistakes and a process that forgets everything, at random from a seed; what must hold is
/// checked after each step.
/// </summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private static readonly int Steps = Extent.Of("YITONG_STEPS", 150, 500);
    private const int People = 60;
    private static readonly Actor[] Officials =
        [PaymentWorld.First, PaymentWorld.Second, new("o3", ActorRole.Official, PaymentWorld.Office), PaymentWorld.Stranger];
    private readonly List<Guid> runs = [];
    private readonly List<string> sent = [];
    private List<string> returned = [];
    private readonly Dictionary<string, int> granted = [];
    private Random random = new(0);
    private PaymentWorld city = null!;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(0)]
    public async Task Whatever_happens_the_ledger_adds_up_and_nobody_is_paid_twice(int given)
    {
        var seed = given > 0 ? given : Environment.GetEnvironmentVariable("YITONG_SEED") is { } text
            ? int.Parse(text, CultureInfo.InvariantCulture) : Random.Shared.Next();
        output.WriteLine($"YITONG_SEED={seed}");
        random = new(seed);
        var folder = Directory.CreateTempSubdirectory("yitong-simulation-");
        var options = new StoreOptions { Connection = $"sqlite:{folder.FullName}/city.db" };
        city = await PaymentWorld.OpenAsync(options);
        await city.BudgetAsync(Roll(2) == 0 ? 1_000_00 : 100_000_00);
        for (var step = 0; step < Steps; step++)
        {
            if (Roll(15) == 0) city = await RestartAsync(options);
            var what = Roll(28);
            var outcome = await StepAsync(what);
            if (outcome is null) granted[$"{what}"] = granted.GetValueOrDefault($"{what}") + 1;
            await city.CheckAsync();
        }
        Assert.Empty(await city.ReplayFaultsAsync());
        output.WriteLine(string.Join(' ', granted.OrderBy(each => each.Key).Select(each => $"{each.Key}:{each.Value}")));
        await city.DisposeAsync();
        folder.Delete(true);
    }

    private int Roll(int below) => random.Next(below);

    private T Any<T>(IReadOnlyList<T> some) => some[Roll(some.Count)];

    private Actor Official() => Any(Officials);

    private async Task<PaymentWorld> RestartAsync(StoreOptions options)
    {
        var today = city.Today;
        await city.DisposeAsync();
        var again = await PaymentWorld.OpenAsync(options);
        again.Today = today;
        return again;
    }

    private async Task<Refusal?> StepAsync(int what)
    {
        var budget = (await city.Budgets.FindAsync(PaymentWorld.BudgetId))!;
        if (runs.Count == 0 || what == 0) return await OpenAsync();
        var run = (await city.Runs.FindAsync(Any(runs)))!;
        returned = [.. budget.Returned.Keys.Select(key => key.Subject).Order(StringComparer.Ordinal)];
        switch (what)
        {
            case 1: return (await city.DoAsync(run.Id, Official(), new ConfirmList())).Refusal;
            case 2: return (await city.DoAsync(run.Id, Official(), new PublishNotice())).Refusal;
            case >= 20: return await GoOnAsync(run);
            case 3: return (await city.DoAsync(run.Id, Official(), new ObjectToLine(1 + Roll(3), 1 + Roll(10), "no"))).Refusal;
            case 4 when run.Objections.Count > 0:
                return (await city.DoAsync(
            run.Id, Official(), new DecideObjection(Any([.. run.Objections.Keys]), Roll(2) == 0, "seen"))).Refusal;
            case 5 or 6: return (await city.Funding.SignAsync(run.Id, Official())).Refusal;
            case 7: return (await city.OrderAsync(run.Id)).Refusal;
            case 8: return (await city.OrderWaitingAsync(run.Id, Official())).Refusal;
            case 9:
                return (await city.ConfirmAsync(Person(), PaymentWorld.Account(Roll(500)))).Refusal;
            case 10: return (await city.DoAsync(Official(), new GatherFile())).Refusal;
            case 11 when budget.Files.Count > 0:
                return (await city.DoAsync(Official(), new SignFile(1 + Roll(budget.Files.Count)))).Refusal;
            case 12 or 13 when budget.Files.Count > 0: return await SendAsync(1 + Roll(budget.Files.Count));
            case 14 or 15 when sent.Count > 0: return (await city.DoAsync(Official(), new BookResult(Answer(Any(sent))))).Refusal;
            case 16 when budget.Returned.Count > 0:
                return (await city.DoAsync(Official(), new RepeatOrder(Any([.. budget.Returned.Keys])))).Refusal;
            case 17: return await ApplyAsync();
            case 18: return await MeasureAsync(budget);
            case 19:
                city.Today = city.Today.AddDays(Roll(4));
                return Roll(4) == 0 ? (await city.Funding.CloseAsync(run.Id, Official())).Refusal
                    : Roll(6) == 0 ? (await city.DoAsync(run.Id, Official(), new CancelRun("no"))).Refusal : null;
            default: return new Refusal("nothing");
        }
    }

    // What would be done next if all went well, by whoever comes along.
    private async Task<Refusal?> GoOnAsync(BenefitRun run)
    {
        switch (run.State)
        {
            case RunState.Drawn: return (await city.DoAsync(run.Id, Official(), new ConfirmList())).Refusal;
            case RunState.Confirmed: return (await city.DoAsync(run.Id, Official(), new PublishNotice())).Refusal;
            case RunState.Noticed when city.Today <= run.NoticeUntil:
                city.Today = city.Today.AddDays(1);
                return null;
            case RunState.Noticed or RunState.SignedOnce: return (await city.Funding.SignAsync(run.Id, Official())).Refusal;
            default: return (await city.OrderAsync(run.Id)).Refusal;
        }
    }

    // Half of those to whom a payment came back do something about it.
    private string Person() => returned.Count > 0 && Roll(2) == 0 ? Any(returned) : PaymentWorld.Subject(1 + Roll(People));

    private async Task<Refusal?> OpenAsync()
    {
        var id = new Guid(runs.Count + 1, 0, 0, new byte[8]);
        var (first, count) = (1 + Roll(People / 2), 1 + Roll(People / 2));
        var terms = PaymentWorld.Terms($"P{Roll(2)}", Any(["2026", "2027"]), Any(["G", "P0"]), 1 + Roll(5));
        if ((await city.OpenRunAsync(id, Official(), terms)).Refusal is { } refusal) return refusal;
        runs.Add(id);
        return (await city.Drawing.DrawAsync(id, PaymentWorld.First, (_, after) =>
            PaymentWorld.People(count, after, first, withoutAccount: 3).ToAsyncEnumerable(), 10)).Refusal;
    }

    private async Task<Refusal?> SendAsync(int file)
    {
        var text = await city.Sending.SendAsync(PaymentWorld.BudgetId, Official(), file);
        if (text.IsGranted) sent.Add(text.Value);
        return text.Refusal;
    }

    // Now and then the bank answers with a line changed, doubled or left out.
    private string Answer(string text)
    {
        var lines = PaymentWorld.Answer(text, Roll(2) == 0 ? 1 + Roll(4) : 0).TrimEnd('\n').Split('\n').ToList();
        var at = Roll(lines.Count);
        if (Roll(4) == 0) lines[at] = lines[at].Replace('1', '2');
        else if (Roll(8) == 0) lines.RemoveAt(at);
        else if (Roll(8) == 0) lines.Insert(at, lines[at]);
        return string.Join('\n', lines);
    }

    private async Task<Refusal?> ApplyAsync()
    {
        var waiting = (await city.GrantLists.WaitingAsync(PaymentWorld.Office)).Items;
        if (waiting.Count > 0 && Roll(2) == 0)
            return Roll(3) == 0 ? (await city.Referrals.DoAsync(Any(waiting).Id, Official(), new RefuseClaim("no"))).Refusal
                : (await city.Instant.GrantAsync(Any(waiting).Id, Official(), new(1 + Roll(500_00), "yes"))).Refusal;
        var truth = Any([Truth.Yes, Truth.No, Truth.Unknown]);
        var terms = new InstantTerms("P0", "Talent", "art. 5", Any(["G", "P0"]), "2026", PaymentWorld.BudgetId);
        var verdict = new Verdict(truth, truth == Truth.Yes ? 1 + Roll(500_00) : 0, ["because"], []);
        return (await city.Instant.ApplyAsync(
            PaymentWorld.Resident, new(terms, Person(), "Lin", verdict, Roll(4) == 0 ? "not so" : null))).Refusal;
    }

    private async Task<Refusal?> MeasureAsync(Budget budget) => (await city.DoAsync(Official(), Roll(5) switch
    {
        0 => new DeferPayment("P1", "art. 2", Person(), 1 + Roll(300_00), city.Today.AddDays(Roll(90))),
        1 when budget.Deferrals.Count > 0 => new SettleDeferral(Any([.. budget.Deferrals.Keys]), 1 + Roll(300_00)),
        2 => new WaivePayment("P1", "art. 2", Person(), Roll(100_00)),
        3 => new RefundPayment("P1", "art. 2", Person(), Roll(100_00)),
        _ => (ICommand<Budget, BudgetEvent>)new AddMoney(Roll(10_000_00), "more"),
    })).Refusal;
}

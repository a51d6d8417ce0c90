using Yitong.Acting;
using Yitong.Benefits;
using Yitong.Rules;

namespace Yitong.Programmes.Tests.Payments;

/// <summary>Lists go on behind the last entry shown, whatever happens meanwhile. Each runs on both databases.</summary>
public abstract class PagingTests(string kind) : IAsyncLifetime
{
    private static readonly Guid Run = new(1, 0, 0, new byte[8]);
    private PaymentWorld city = null!;

    public async ValueTask InitializeAsync()
    {
        city = await PaymentWorld.OpenAsync(kind);
        await city.BudgetAsync(100_000_000_00);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return city.DisposeAsync();
    }

    private static async Task<List<T>> AllAsync<T>(Func<string?, Task<Page<T>>> read, Func<Task>? meanwhile = null)
    {
        var (all, next) = (new List<T>(), (string?)null);
        do
        {
            var page = await read(next);
            all.AddRange(page.Items);
            next = page.Next;
            if (meanwhile is not null) await meanwhile();
        }
        while (next is not null);
        return all;
    }

    [Fact]
    public async Task Entries_are_read_to_the_end_while_others_are_booked()
    {
        for (var i = 1; i <= 7; i++) await city.DoAsync(PaymentWorld.First, new AddMoney(i));
        var entries = await AllAsync(
            after => city.Lists.EntriesAsync(PaymentWorld.BudgetId, after: after, take: 3),
            () => city.DoAsync(PaymentWorld.First, new AddMoney(1)));
        Assert.Equal([8, 7, 6, 5, 4, 3, 2, 1], entries.Select(entry => entry.Number));
    }

    [Fact]
    public async Task Lines_and_files_are_read_across_chunks_in_their_order()
    {
        var run = await city.SignedAsync(Run, PaymentWorld.Terms(), (_, after) => PaymentWorld.People(25, after).ToAsyncEnumerable(), 10);
        await city.OrderAsync(Run);
        var lines = await AllAsync(after => city.RunLists.LinesAsync(run, after, 7));
        Assert.Equal(PaymentWorld.People(25).Select(each => each.Subject), lines.Select(line => line.Row.Subject));
        var files = await AllAsync(after => city.Lists.FilesAsync(PaymentWorld.BudgetId, Run, after, 2));
        Assert.Equal([1, 2, 3], files.Select(file => file.Number));
    }

    [Fact]
    public async Task Runs_are_read_from_the_latest_to_the_first_and_a_place_that_is_none_is_the_beginning()
    {
        for (var i = 1; i <= 5; i++)
        {
            await city.Runs.BeginAsync(PaymentWorld.First, new OpenRun("P020", $"{2021 + i}", PaymentWorld.BudgetId, 5));
            city.Today = city.Today.AddDays(1);
        }
        var runs = await AllAsync(after => city.RunLists.RunsAsync(PaymentWorld.Office, after, 2));
        Assert.Equal(["2026", "2025", "2024", "2023", "2022"], runs.Select(run => run.Period));
        Assert.Equal("2026", (await city.RunLists.RunsAsync(null, "what?", 1)).Items[0].Period);
        Assert.Empty((await city.RunLists.RunsAsync("cgj")).Items);
    }

    [Fact]
    public async Task Budgets_are_read_to_the_end_by_their_codes_however_many_there_are()
    {
        for (var i = 105; i > 0; i--)
            await city.Budgets.BeginAsync(PaymentWorld.First, new OpenBudget($"X{i:000}", "Relief", 100));
        var budgets = await AllAsync(after => city.Lists.BudgetsAsync(PaymentWorld.Office, after, 50));
        Assert.Equal(Enumerable.Range(1, 105).Select(i => $"X{i:000}"), budgets.Select(row => row.Code).Where(code => code[0] == 'X'));
        Assert.Empty((await city.Lists.BudgetsAsync("cgj")).Items);
    }

    [Fact]
    public async Task What_somebody_was_granted_asked_for_and_listed_for_is_read_from_the_latest_day_to_the_first()
    {
        var someone = PaymentWorld.Subject(1);
        await city.ConfirmAsync(someone, PaymentWorld.Account(1));
        var (granted, unknown) = (new Verdict(Truth.Yes, 5_00, ["so"], []), new Verdict(Truth.Unknown, 0, ["not known"], ["degree"]));
        for (var i = 1; i <= 5; i++)
        {
            await city.SignedAsync(
                new(i, 2, 0, new byte[8]), PaymentWorld.Terms(period: $"{2020 + i}"), (_, after) => PaymentWorld.People(1, after).ToAsyncEnumerable());
            foreach (var (policy, verdict) in new[] { ($"G{i}", granted), ($"U{i}", unknown) })
                await city.Instant.ApplyAsync(PaymentWorld.Resident, new(
                    new(policy, "Talent", "art. 5", policy, "2026", PaymentWorld.BudgetId), someone, "Lin", verdict, null));
        }
        string[] Latest(string head) => [.. Enumerable.Range(1, 5).Reverse().Select(i => $"{head}{i}")];
        var grants = await AllAsync(after => city.GrantLists.GrantsOfAsync(someone, after, 2));
        Assert.Equal(Latest("G"), grants.Select(each => each.Grant.Policy));
        var referrals = await AllAsync(after => city.GrantLists.ReferralsOfAsync(someone, after, 2));
        Assert.Equal(Latest("U"), referrals.Select(row => row.Policy));
        var lists = await AllAsync(after => city.RunLists.OfSubjectAsync(someone, after, 2));
        Assert.Equal(Latest("202"), lists.Select(each => each.Run.Period));
    }

    [Fact]
    public async Task Referrals_and_objections_are_read_to_the_end_and_one_is_found_wherever_it_stands()
    {
        var unknown = new Verdict(Truth.Unknown, 0, ["degree: not known"], ["degree"]);
        for (var i = 1; i <= 5; i++)
            await city.Instant.ApplyAsync(PaymentWorld.Resident, new(
                new($"T{i % 2}", "Talent", "art. 5", $"T{i % 2}", "2026", PaymentWorld.BudgetId), PaymentWorld.Subject(i), "Lin", unknown, null));
        var waiting = await AllAsync(after => city.GrantLists.WaitingAsync(PaymentWorld.Office, after, 2));
        Assert.Equal(["T0", "T0", "T1", "T1", "T1"], waiting.Select(row => row.Policy));
        Assert.Equal(5, waiting.Select(row => row.Id).Distinct().Count());

        await city.NoticedAsync(Run, PaymentWorld.Terms(), (_, after) => PaymentWorld.People(5, after).ToAsyncEnumerable());
        for (var line = 1; line <= 5; line++) await city.DoAsync(Run, PaymentWorld.Resident, new ObjectToLine(1, line, "no"));
        var objections = await AllAsync(after => city.RunLists.ObjectionsAsync(Run, after: after, take: 2));
        Assert.Equal(5, objections.Select(row => row.Line).Distinct().Count());
        Assert.Equal(objections[4].Id, Assert.Single((await city.RunLists.ObjectionsAsync(Run, objections[4].Id, take: 2)).Items).Id);
    }
}

public sealed class PagingSqliteTests() : PagingTests("sqlite");

public sealed class PagingPostgresTests() : PagingTests("postgres");

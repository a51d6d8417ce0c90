using Yitong.Bench;
using Yitong.Benefits;
using Yitong.Kernel;
using Yitong.Store;
using Yitong.Testing;

namespace Yitong.Programmes.Tests.Payments;

public sealed class RunCrashTests(ITestOutputHelper output)
{
    /// <summary>The benchmark in miniature: it throws when an order is missing or doubled, or a fen is not where it must be.</summary>
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public void A_run_whose_process_is_killed_on_the_way_pays_everybody_once_and_every_fen(string store)
    {
        using var text = new StringWriter();
        var (people, kills) = Extent.Of((1_000, 2), (4_000, 5));
        Assert.Equal(0, PaymentsBench.Run(
            ["--people", $"{people}", "--chunk", "100", "--kills", $"{kills}", "--store", store], text));
        output.WriteLine(text.ToString());
        Assert.Contains($"With {kills} kill -9 on the way", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_nodes_that_run_the_same_run_at_once_pay_everybody_once()
    {
        var options = new StoreOptions { Connection = await (await PrivatePostgres.Shared).NewDatabaseAsync() };
        await using var here = await PaymentWorld.OpenAsync(options);
        await using var there = await PaymentWorld.OpenAsync(options);
        await here.BudgetAsync();
        var id = new Guid(1, 0, 0, new byte[8]);
        await here.OpenRunAsync(id, PaymentWorld.First, PaymentWorld.Terms());
        DrawList draw = (_, after) => PaymentWorld.People(1_000, after).ToAsyncEnumerable();
        PaymentWorld[] nodes = [here, there];
        var drawn = await Task.WhenAll(nodes.Select(node => node.Drawing.DrawAsync(id, PaymentWorld.First, draw, 50)));
        Assert.All(drawn, run => Assert.Equal((1_000, 20), (run.Value.Lines, run.Value.Chunks)));
        await here.DoAsync(id, PaymentWorld.First, new ConfirmList());
        await here.DoAsync(id, PaymentWorld.First, new PublishNotice());
        here.Today = there.Today = new(2026, 11, 20);
        await here.Funding.SignAsync(id, PaymentWorld.First);
        var third = new Actor("o3", ActorRole.Official, PaymentWorld.Office);
        var signed = await Task.WhenAll(
            here.Funding.SignAsync(id, PaymentWorld.Second),
            there.Funding.SignAsync(id, third));
        Assert.Equal(1, signed.Count(each => each.IsGranted));
        var ordered = await Task.WhenAll(nodes.Select(node => node.OrderAsync(id)));
        Assert.All(ordered, money => Assert.Equal((1_000, 20), (money.Value.Ordered, money.Value.ListChunks)));
        await Task.WhenAll(nodes.Select(node => node.SettleAsync()));
        await here.CheckAsync();
        Assert.Equal(drawn[0].Value.Fen, (await there.Budgets.FindAsync(PaymentWorld.BudgetId))![LedgerAccount.Paid]);
        Assert.Empty(await here.ReplayFaultsAsync());
    }
}

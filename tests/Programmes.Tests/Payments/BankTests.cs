using Yitong.Benefits;

namespace Yitong.Programmes.Tests.Payments;

public sealed class BankTests : IAsyncLifetime
{
    private static readonly Guid Run = new(1, 0, 0, new byte[8]);
    private PaymentWorld city = null!;
    private string sent = "";

    public async ValueTask InitializeAsync()
    {
        city = await PaymentWorld.OpenAsync("sqlite");
        await city.BudgetAsync();
        await city.SignedAsync(Run, PaymentWorld.Terms(), (_, after) => PaymentWorld.People(10, after).ToAsyncEnumerable());
        await city.OrderAsync(Run);
        sent = (await city.Sending.SendAsync(PaymentWorld.BudgetId, PaymentWorld.First, 1)).Value;
    }

    public ValueTask DisposeAsync() => city.DisposeAsync();

    private async Task<Yitong.Kernel.Refusal?> BookAsync(string text) =>
        (await city.DoAsync(PaymentWorld.First, new BookResult(text))).Refusal;

    [Fact]
    public async Task Gets_the_same_file_again_and_never_a_citizen_number()
    {
        Assert.Equal(sent, (await city.Sending.SendAsync(PaymentWorld.BudgetId, PaymentWorld.Second, 1)).Value);
        Assert.StartsWith("H|YITONG-PAY-1|", sent, StringComparison.Ordinal);
        Assert.DoesNotContain(PaymentWorld.Subject(1), sent, StringComparison.Ordinal);
        Assert.Equal(12, sent.TrimEnd('\n').Split('\n').Length);
    }

    [Theory]
    [InlineData("D|4|1-4|", "D|4|1-99|", "bank.unknown-line", "5")]
    [InlineData("D|4|1-4|", "D|4|1-3|", "bank.doubled-line", "5")]
    [InlineData("D|4|1-4|10004|P", "D|4|1-4|10005|P", "bank.amount-differs", "5")]
    [InlineData("D|4|1-4|10004|P", "D|4|1-4|10004|X", "bank.line-not-readable", "5")]
    [InlineData("D|4|1-4|10004|P", "D|4|1-4|-10004|P", "bank.line-not-readable", "5")]
    [InlineData("D|4|1-4|10004|P", "D|4|1-4|10004|R|closed", "bank.wrong-sum", "1")]
    [InlineData("|10|100055|0", "|11|100055|0", "bank.wrong-sum", "1")]
    [InlineData("\nD|10|1-10|10010|P", "", "bank.line-missing", "10")]
    [InlineData("|1|10|100055", "|2|10|100055", "payment.no-such-file", "")]
    [InlineData("H|YITONG-PAY-1", "H|OTHER", "bank.line-not-readable", "1")]
    public async Task A_line_that_does_not_agree_refuses_the_whole_answer(string right, string wrong, string code, string line)
    {
        var answer = PaymentWorld.Answer(sent);
        Assert.Contains(right, answer, StringComparison.Ordinal);
        var refusal = (await BookAsync(answer.Replace(right, wrong, StringComparison.Ordinal)))!;
        Assert.Equal((code, line), (refusal.Code, refusal.Args.GetValueOrDefault("line", "")));
        var budget = (await city.Budgets.FindAsync(PaymentWorld.BudgetId))!;
        Assert.Equal((0, 0, 100055), (budget[LedgerAccount.Paid], budget[LedgerAccount.Returned], budget[LedgerAccount.Payable]));
        Assert.Null(await BookAsync(answer));
        await city.CheckAsync();
    }

    [Fact]
    public async Task The_same_answer_twice_is_booked_once_and_another_one_is_refused()
    {
        var answer = PaymentWorld.Answer(sent, returnEvery: 5);
        Assert.Null(await BookAsync(answer));
        Assert.Null(await BookAsync(answer));
        Assert.Equal("bank.booked-already", (await BookAsync(PaymentWorld.Answer(sent)))?.Code);
        await city.CheckAsync();
    }

    [Fact]
    public async Task A_payment_that_came_back_is_paid_again_once_to_another_account_and_signed_off_by_two()
    {
        await BookAsync(PaymentWorld.Answer(sent, returnEvery: 5));
        var (id, first, second) = (PaymentWorld.BudgetId, PaymentWorld.First, PaymentWorld.Second);
        var back = (await city.Lists.ReturnedAsync(id)).First[0];
        var key = new OrderKey(back.Claim, back.Period, back.Subject, 1);
        Assert.Equal("payment.no-account", (await city.DoAsync(first, new RepeatOrder(key))).Refusal?.Code);
        await city.ConfirmAsync(back.Subject, PaymentWorld.Account(777));
        Assert.True((await city.DoAsync(first, new RepeatOrder(key))).IsGranted);
        Assert.Equal("payment.repeated-already", (await city.DoAsync(first, new RepeatOrder(key))).Refusal?.Code);
        Assert.Equal("payment.not-returned",
            (await city.DoAsync(first, new RepeatOrder(key with { Attempt = 2 }))).Refusal?.Code);
        await city.DoAsync(first, new GatherFile("Qian"));
        Assert.Equal("payment.not-signed", (await city.Sending.SendAsync(id, first, 2)).Refusal?.Code);
        Assert.Equal("payment.same-signer", (await city.DoAsync(first, new SignFile(2))).Refusal?.Code);
        Assert.True((await city.DoAsync(second, new SignFile(2, "Wu"))).IsGranted);
        var signed = (await city.Lists.FilesAsync(PaymentWorld.BudgetId)).Items[1];
        Assert.Equal(("o1", "Qian", "o2", "Wu"), (signed.FirstSigner, signed.FirstName, signed.SecondSigner, signed.SecondName));
        var again = (await city.Sending.SendAsync(id, first, 2)).Value;
        Assert.Contains(PaymentWorld.Account(777), again, StringComparison.Ordinal);
        Assert.Null(await BookAsync(PaymentWorld.Answer(again)));
        var views = await city.LinesAsync((await city.Runs.FindAsync(Run))!);
        Assert.Equal((9, 1), (views.Count(v => v.State == LineState.Paid), views.Count(v => v.State == LineState.Returned)));
        await city.CheckAsync();
        Assert.Empty(await city.ReplayFaultsAsync());
    }

    [Fact]
    public async Task An_answer_to_a_file_that_was_not_sent_is_refused()
    {
        var other = new Guid(2, 0, 0, new byte[8]);
        await city.SignedAsync(other, PaymentWorld.Terms("P2"), (_, after) => PaymentWorld.People(3, after).ToAsyncEnumerable());
        await city.OrderAsync(other);
        await using var second = await PaymentWorld.OpenAsync("sqlite");
        var text = BankFile.Out($"B{PaymentWorld.BudgetId}",
            (await city.Budgets.FindAsync(PaymentWorld.BudgetId))!.Files[2], await OrdersAsync()).Value;
        Assert.Equal("payment.not-sent", (await BookAsync(PaymentWorld.Answer(text)))?.Code);
    }

    [Theory]
    [InlineData("王五|1", null)]
    [InlineData("王五\nD|9|26-1|622288888888|攻击者|99999900", null)]
    [InlineData("王五", "6222\u20280000")]
    [InlineData("王五", "6222|0000")]
    [InlineData("王五", "62220000\r00")]
    [InlineData("", null)]
    public async Task A_field_that_would_make_other_lines_is_in_no_file(string name, string? account)
    {
        var file = (await city.Budgets.FindAsync(PaymentWorld.BudgetId))!.Files[1];
        PaymentOrderRow[] orders =
        [
            PaymentOrderRow.Of(new("P1", "2026", "1", 1), Guid.Empty, "赵六", "6222000000000001", 1),
            PaymentOrderRow.Of(new("P1", "2026", "2", 1), Guid.Empty, name, account ?? "6222000000000002", 1),
        ];
        var refusal = BankFile.Out("B-1", file, orders).Refusal!;
        Assert.Equal(("payment.line-not-writable", "2"), (refusal.Code, refusal.Args["line"]));
        Assert.True(BankFile.Out("B-1", file, orders[..1]).IsGranted);
    }

    private async Task<List<PaymentOrderRow>> OrdersAsync()
    {
        await using var db = city.Store.Rows.Open();
        return [.. db.Set<PaymentOrderRow>().Where(row => row.Chunk == 2).OrderBy(row => row.Line)];
    }
}

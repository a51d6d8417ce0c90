using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Yitong.Testing;

namespace Yitong.Web_Tests;

/// <summary>A portal whose days pass when a test says so.</summary>
public sealed class PaymentPortal : Portal
{
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 2, 2, 0, 0, TimeSpan.Zero));

    protected override TimeProvider Clock => Time;

    /// <summary>Days later. Whatever rings every second rings once, not 86,400 times a day.</summary>
    public void Pass(int days)
    {
        Time.AdjustTime(Time.GetUtcNow().AddDays(days));
        Time.Advance(TimeSpan.FromMinutes(1));
    }
}

/// <summary>A run from the list to the money, by program and on pages.</summary>
public sealed class PaymentTests(PaymentPortal portal) : IClassFixture<PaymentPortal>
{
    private const string Resident = "210299199003151289";

    private static object[] Lines() =>
    [
        new { subject = "210202196001010017", name = "王一", fen = 1_000_00, reason = "r1", account = "6222000000000001" },
        new { subject = Resident, name = "林晓岚", fen = 2_000_00, reason = "r2" },
        new { subject = "91210200MY9T90014R", name = "大连海味小馆餐饮有限公司", fen = 3_000_00, reason = "r3", account = "6222000000000003" },
    ];

    private async Task<(ApiClient First, ApiClient Second, string Budget, string Run)> NoticedAsync(string policy, string code, string period)
    {
        var first = await ApiClient.OpenAsync(portal.Address, "finance");
        var second = await ApiClient.OpenAsync(portal.Address, "finance2");
        var budget = (await first.Post("/api/v1/budgets", new { code, title = "稳岗返还资金", fen = 100_000_00 }))["id"].GetString()!;
        var opened = await first.Post("/api/v1/benefit-runs", new { policy, budget, period, noticeDays = 2, lines = Lines() });
        Assert.Equal((201, "drawn"), (opened.Status, opened["state"].GetString()));
        var run = opened["id"].GetString()!;
        Assert.Equal("confirmed", (await first.Post($"/api/v1/benefit-runs/{run}/confirm", new { }))["state"].GetString());
        Assert.Equal("noticed", (await first.Post($"/api/v1/benefit-runs/{run}/publish", new { }))["state"].GetString());
        return (first, second, budget, run);
    }

    [Fact]
    public async Task Goes_from_a_list_to_the_bank_and_back_by_program()
    {
        var (first, second, budget, run) = await NoticedAsync("P020", "B-API", "2025");
        using var resident = await ApiClient.OpenAsync(portal.Address, "resident");
        var notice = await resident.Get($"/api/v1/benefit-runs/{run}/notice");
        Assert.Contains("林**", notice.Text, StringComparison.Ordinal);
        Assert.Contains("2102**********1289", notice.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Resident, notice.Text, StringComparison.Ordinal);
        Assert.Equal(201, (await resident.Post(
            $"/api/v1/benefit-runs/{run}/objections", new { chunk = 1, line = 1, reason = "不在本市" })).Status);
        Assert.Equal("run.notice-not-over", (await first.Post($"/api/v1/benefit-runs/{run}/sign", new { })).Code);
        portal.Pass(days: 4);
        (first, second) = (await ApiClient.OpenAsync(portal.Address, "finance"), await ApiClient.OpenAsync(portal.Address, "finance2"));
        Assert.Equal("run.notice-over", (await resident.Get($"/api/v1/benefit-runs/{run}/notice")).Code);
        await first.Post($"/api/v1/benefit-runs/{run}/sign", new { });
        Assert.Equal("run.same-signer", (await first.Post($"/api/v1/benefit-runs/{run}/sign", new { })).Code);
        await second.Post($"/api/v1/benefit-runs/{run}/sign", new { });
        var paying = await first.Post($"/api/v1/benefit-runs/{run}/order", new { });
        Assert.Equal(("paying", 1, 3_000_00), (
            paying["state"].GetString(), paying["ordered"].GetInt32(), paying["orderedFen"].GetInt64()));
        var sent = await first.Post($"/api/v1/budgets/{budget}/files/1/send", new { });
        Assert.StartsWith("H|YITONG-PAY-1|B-API|1|1|300000", sent.Text, StringComparison.Ordinal);
        var wrong = await first.PostRaw($"/api/v1/budgets/{budget}/bank-answers", "H|YITONG-PAY-1|B-API|1|1|300000|0\nD|1|1-2|300000|P\n");
        Assert.Equal((422, "bank.unknown-line"), (wrong.Status, wrong.Code));
        var booked = await first.PostRaw($"/api/v1/budgets/{budget}/bank-answers", "H|YITONG-PAY-1|B-API|1|1|300000|0\nD|1|1-1|300000|P\n");
        Assert.Equal(3_000_00, booked["fen"].GetProperty("paid").GetInt64());
        var lines = (await first.Get($"/api/v1/benefit-runs/{run}/lines"))["items"].EnumerateArray()
            .Select(line => line.GetProperty("state").GetString());
        Assert.Equal(["stopped", "no-account", "paid"], lines);
        var sums = (await first.Get($"/api/v1/budgets/{budget}/sums"))["items"];
        Assert.Contains(sums.EnumerateArray(), sum => sum.GetProperty("policy").GetString() == "P020"
            && sum.GetProperty("account").GetString() == "paid" && sum.GetProperty("fen").GetInt64() == 3_000_00);
        using var stranger = await ApiClient.OpenAsync(portal.Address, "official");
        Assert.Equal(404, (await stranger.Get($"/api/v1/benefit-runs/{run}")).Status);
        Assert.Equal(404, (await stranger.Get($"/api/v1/budgets/{budget}")).Status);
    }

    public static TheoryData<string, string> FaultyLines => new()
    {
        { "{}", "run.cause.subject" },
        { "{\"subject\":null}", "run.cause.subject" },
        { "{\"subject\":\"\"}", "run.cause.subject" },
        { "{\"subject\":\"  \"}", "run.cause.subject" },
        { "{\"subject\":\"210299200103160000\"}", "run.cause.subject" },
        { "{\"subject\":\"2102992001031\"}", "run.cause.subject" },
        { "{\"subject\":\"21029920011332001X\"}", "run.cause.subject" },
        { "{\"subject\":\"91210200MY9T90014A\"}", "run.cause.subject" },
        { "{\"subject\":\"91210200MY9T90014R\"}", "run.cause.company" },
        { "{\"subject\":\"21029920010315006x\"}", "run.cause.doubled" },
        { "{\"subject\":\"２１０２９９ 20010315-006Ｘ\"}", "run.cause.doubled" },
        { "{\"subject\":\"210202196001010017\"}", "run.cause.order" },
        { "{\"subject\":\"210299200206150011\",\"name\":\"王五|1\\nD|9|26-1\"}", "run.cause.name" },
        { "{\"subject\":\"210299200206150011\",\"name\":null}", "run.cause.name" },
        { "{\"subject\":\"210299200206150011\",\"fen\":0}", "run.cause.amount" },
    };

    [Theory]
    [MemberData(nameof(FaultyLines))]
    public async Task A_line_that_cannot_stand_is_named_and_nothing_is_opened(string line, string cause)
    {
        using var first = await ApiClient.OpenAsync(portal.Address, "finance");
        var budget = (await first.Post("/api/v1/budgets", new { code = $"B-{Guid.NewGuid():n}"[..20], title = "t", fen = 1_000_000_00 }))["id"].GetString();
        var before = (await first.Get("/api/v1/benefit-runs"))["items"].GetArrayLength();
        var faulty = JsonSerializer.Deserialize<Dictionary<string, object?>>(line)!;
        foreach (var (name, value) in new (string, object)[] { ("name", "李四"), ("fen", 1_00), ("reason", "r") }) faulty.TryAdd(name, value);
        object[] lines =
        [
            new { subject = " 210299 19900315 1289 ", name = "林晓岚", fen = 1_00, reason = "r" },
            new { subject = "21029920010315006X", name = "王五", fen = 1_00, reason = "r" }, faulty,
        ];
        var refused = await first.Post("/api/v1/benefit-runs", new { policy = "N13", budget, period = "2025-01", lines });
        Assert.Equal((422, cause), (refused.Status, refused.Code));
        Assert.Contains("第3行", refused["detail"].GetString(), StringComparison.Ordinal);
        Assert.Equal(before, (await first.Get("/api/v1/benefit-runs"))["items"].GetArrayLength());
    }

    [Theory]
    [InlineData("210299200103160000")]
    [InlineData("2102992001031")]
    [InlineData("S")]
    public async Task Money_moves_for_nobody_who_cannot_be(string subject)
    {
        using var first = await ApiClient.OpenAsync(portal.Address, "finance");
        var budget = (await first.Post("/api/v1/budgets", new { code = $"B-{Guid.NewGuid():n}"[..20], title = "t", fen = 1_000_00 }))["id"].GetString();
        var at = $"/api/v1/budgets/{budget}/moves";
        var refused = await first.Post(at, new { kind = "waive", policy = "P020", clause = "第一条", subject, fen = 2 });
        Assert.Equal((422, "subject"), (refused.Status, Assert.Single(refused.Fields)));
        Assert.Equal(200, (await first.Post(
            at, new { kind = "waive", policy = "P020", clause = "第一条", subject = "21029920010315006x", fen = 2 })).Status);
    }

    [Fact]
    public async Task A_bank_answers_in_gb18030_and_what_is_no_text_books_nothing()
    {
        using var first = await ApiClient.OpenAsync(portal.Address, "finance");
        var budget = (await first.Post("/api/v1/budgets", new { code = "B-GBK", title = "t", fen = 1_00 }))["id"].GetString();
        const string Text = "H|YITONG-PAY-1|B-GBK|9|1|0|200000\nD|1|1-1|200000|R|账户已销户\n";
        var gb = System.Text.CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(Text);
        Assert.Equal("payment.no-such-file", (await SendAsync(gb)).Code);
        Assert.Equal("payment.no-such-file", (await SendAsync([0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes(Text)])).Code);
        var broken = await SendAsync([.. gb, 0xFF]);
        Assert.Equal((422, "text.not-readable"), (broken.Status, broken.Code));
        Assert.Contains($"第{gb.Length + 1}个字节", broken["detail"].GetString(), StringComparison.Ordinal);
        using var browser = await portal.OpenAs("finance");
        await browser.Get($"/work/budgets/{budget}");
        var page = await browser.PostFile($"/work/budgets/{budget}/bank-answers", "回盘.txt", [.. gb, 0xFF]);
        Assert.Contains($"第{gb.Length + 1}个字节", page.Html, StringComparison.Ordinal);

        async Task<Reply> SendAsync(byte[] bytes)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/budgets/{budget}/bank-answers") { Content = new ByteArrayContent(bytes) };
            request.Content.Headers.ContentType = new("text/plain");
            using var answer = await first.Send(request);
            var text = await answer.Content.ReadAsStringAsync();
            return new((int)answer.StatusCode, JsonDocument.Parse(text).RootElement, text);
        }
    }

    [Fact]
    public async Task A_list_with_a_doubled_line_and_an_unknown_policy_are_refused_naming_them()
    {
        using var first = await ApiClient.OpenAsync(portal.Address, "finance");
        var budget = (await first.Post("/api/v1/budgets", new { code = "B-BAD", title = "t", fen = 1 }))["id"].GetString();
        var lines = new[] { Lines()[0], Lines()[0] };
        var doubled = await first.Post("/api/v1/benefit-runs", new { policy = "P020", budget, lines });
        Assert.Equal((422, "run.cause.doubled"), (doubled.Status, doubled.Code));
        Assert.Contains("第2行", doubled["detail"].GetString(), StringComparison.Ordinal);
        Assert.Equal("run.no-such-policy", (await first.Post("/api/v1/benefit-runs", new { policy = "X", budget, lines })).Code);
        var moved = await first.Post($"/api/v1/budgets/{budget}/moves",
            new { kind = "defer", policy = "P020", clause = "第一条", subject = Resident, fen = 2, due = "2027-03-31" });
        Assert.Equal("ledger.over-budget", moved.Code);
        Assert.Contains("P020，第一条", moved["detail"].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whether_somebody_may_move_money_is_said_before_what_their_request_lacks()
    {
        using var first = await ApiClient.OpenAsync(portal.Address, "finance");
        using var stranger = await ApiClient.OpenAsync(portal.Address, "official");
        var moves = $"/api/v1/budgets/{(await first.Post("/api/v1/budgets", new { code = "B-403", title = "t", fen = 1 }))["id"]}/moves";
        foreach (var body in new[] { "", "{}", "{\"kind\":\"steal\"}", "{\"kind\":\"add\"}" })
        {
            Assert.Equal((403, "budget.not-your-office"), (await stranger.PostRaw(moves, body)) switch { var no => (no.Status, no.Code!) });
            Assert.Equal(422, (await first.PostRaw(moves, body)).Status);
        }
        Assert.Equal("ledger.kind-not-valid", (await first.PostRaw(moves, "{}")).Code);
        Assert.Equal("ledger.amount-not-positive", (await first.PostRaw(moves, "{\"kind\":\"add\"}")).Code);
    }

    [Fact]
    public async Task A_period_in_another_spelling_pays_nobody_again_and_nonsense_is_said_at_its_field()
    {
        using var browser = await portal.OpenAs("finance");
        using var first = await ApiClient.OpenAsync(portal.Address, "finance");
        var budget = (await first.Post("/api/v1/budgets", new { code = "B-PERIOD", title = "t", fen = 1 }))["id"].GetString()!;
        await browser.Get("/work/payments");
        (string, string)[] Form(string period) => [("policy", "P020"), ("budget", budget), ("period", period), ("noticeDays", "5")];
        var refused = await browser.Post("/work/runs", Form("abc"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("这项政策按年发放", refused.Html, StringComparison.Ordinal);
        var opened = await browser.PostAndFollow("/work/runs", Form("２０２１年度"));
        Assert.Contains("<dd>2021年</dd>", opened.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_shown_step_by_step_on_pages()
    {
        using var browser = await portal.OpenAs("finance");
        Assert.Contains("惠企资金", (await browser.Get("/work/payments")).Html, StringComparison.Ordinal);
        var (_, _, budget, run) = await NoticedAsync("P020", "B-PAGE", "2024");
        Assert.Contains("稳岗返还", (await browser.Get($"/work/runs/{run}")).Html, StringComparison.Ordinal);
        using var resident = await portal.OpenAs("resident");
        Assert.Contains($"/notices/{run}", (await resident.Get("/notices")).Html, StringComparison.Ordinal);
        var notice = (await resident.Get($"/notices/{run}")).Html;
        Assert.Contains("林**", notice, StringComparison.Ordinal);
        Assert.DoesNotContain(Resident, notice, StringComparison.Ordinal);
        Assert.Contains("大连海味小馆餐饮有限公司", notice, StringComparison.Ordinal);
        await resident.Get($"/notices/{run}/1/2");
        Assert.Contains("写明异议的理由", (await resident.Post($"/notices/{run}/1/2", ("reason", ""))).Html, StringComparison.Ordinal);
        var done = await resident.PostAndFollow($"/notices/{run}/1/2", ("reason", "已经搬走"));
        Assert.Contains("已经收到您的异议", done.Html, StringComparison.Ordinal);
        var page = await browser.Get($"/work/runs/{run}");
        Assert.Contains("已经搬走", page.Html, StringComparison.Ordinal);
        var objection = System.Text.RegularExpressions.Regex.Match(page.Html, "objections/([0-9a-f-]+)").Groups[1].Value;
        await browser.Post($"/work/runs/{run}/objections/{objection}", ("upheld", "yes"), ("answer", "属实"));
        Assert.Contains("属实", (await browser.Get($"/work/runs/{run}")).Html, StringComparison.Ordinal);
        Assert.Contains("属实", (await resident.Get($"/notices/{run}/1/2")).Html, StringComparison.Ordinal);
        Assert.Contains("财政拨入", (await browser.Get($"/work/budgets/{budget}")).Html, StringComparison.Ordinal);
        portal.Pass(days: 5);
        using var objector = await portal.OpenAs("resident");
        Assert.Contains("属实", (await objector.Get($"/notices/{run}/1/2")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("属实", (await objector.Get($"/notices/{run}/1/1")).Html, StringComparison.Ordinal);
        using var first = await portal.OpenAs("finance");
        await first.Get($"/work/runs/{run}");
        Assert.Equal($"/work/runs/{run}", (await first.Post($"/work/runs/{run}/sign")).Location);
        await first.Get($"/work/runs/{run}");
        Assert.Contains("两个不同的人", (await first.Post($"/work/runs/{run}/sign")).Html, StringComparison.Ordinal);
        using var second = await portal.OpenAs("finance2");
        await second.Get($"/work/runs/{run}");
        Assert.Equal($"/work/runs/{run}", (await second.Post($"/work/runs/{run}/sign")).Location);
        var signed = (await second.Get($"/work/runs/{run}")).Html;
        Assert.Contains("<dd>钱慧、吴成</dd>", signed, StringComparison.Ordinal);
        Assert.DoesNotContain("demo:finance", signed, StringComparison.Ordinal);
    }
}

/// <summary>A button of money that is pressed twice, at once or in a row, moves money once.</summary>
public sealed class PressedTwiceTests(PaymentPortal portal) : IClassFixture<PaymentPortal>
{
    private const string Resident = "210299199003151289";

    private static async Task PressAsync(PlainBrowser browser, string path, params (string, string)[] fields)
    {
        (string, string)[] form = [.. fields, ("once", Guid.NewGuid().ToString("n"))];
        var atOnce = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => browser.Post(path, form)));
        var later = await browser.Post(path, form);
        Assert.All(atOnce.Append(later), answer => Assert.NotNull(answer.Location));
    }

    [Fact]
    public async Task Money_is_added_once_for_each_showing_of_the_form()
    {
        using var program = await ApiClient.OpenAsync(portal.Address, "finance");
        var budget = await program.Post("/api/v1/budgets", new { code = "B-ADD", title = "资金", fen = 100_000_00 });
        var at = $"/budgets/{budget["id"].GetString()}";
        using var browser = await portal.OpenAs("finance");
        Assert.Contains("name=\"once\"", (await browser.Get("/work" + at)).Html, StringComparison.Ordinal);
        var refused = await browser.Post($"/work{at}/money", ("fen", "一点点"), ("reason", "市财政〔2026〕1号"), ("once", "a"));
        Assert.Contains("市财政〔2026〕1号", refused.Html, StringComparison.Ordinal); // Nothing typed is lost.
        await PressAsync(browser, $"/work{at}/money", ("fen", "100元"));
        await PressAsync(browser, $"/work{at}/money", ("fen", "100元"));
        Assert.Equal(100_200_00, (await program.Get("/api/v1" + at))["fen"].GetProperty("available").GetInt64());
    }

    [Fact]
    public async Task A_payment_is_ordered_again_gathered_and_signed_off_once()
    {
        using var second = await ApiClient.OpenAsync(portal.Address, "finance2");
        using var program = await ApiClient.OpenAsync(portal.Address, "finance");
        var budget = (await program.Post("/api/v1/budgets", new { code = "B-AGAIN", title = "资金", fen = 100_000_00 }))["id"].GetString();
        var lines = new[] { new { subject = Resident, name = "林晓岚", fen = 2_000_00, reason = "r", account = "6222000000000002" } };
        var run = (await program.Post("/api/v1/benefit-runs", new { policy = "P020", budget, period = "2023", noticeDays = 1, lines }))["id"];
        await program.Post($"/api/v1/benefit-runs/{run}/confirm", new { });
        await program.Post($"/api/v1/benefit-runs/{run}/publish", new { });
        portal.Pass(days: 4);
        using var first = await ApiClient.OpenAsync(portal.Address, "finance");
        using var other = await ApiClient.OpenAsync(portal.Address, "finance2");
        foreach (var (official, step) in new[] { (first, "sign"), (other, "sign"), (first, "order") })
            await official.Post($"/api/v1/benefit-runs/{run}/{step}", new { });
        await first.Post($"/api/v1/budgets/{budget}/files/1/send", new { });
        await first.PostRaw($"/api/v1/budgets/{budget}/bank-answers", "H|YITONG-PAY-1|B-AGAIN|1|1|0|200000\nD|1|1-1|200000|R|销户\n");
        using var browser = await portal.OpenAs("finance");
        var waiting = (await browser.Get($"/work/budgets/{budget}")).Html;
        Assert.Contains("等本人确认另一个账户", waiting, StringComparison.Ordinal);
        Assert.DoesNotContain("/repeats", waiting, StringComparison.Ordinal); // There is no account yet to pay it to.
        using var person = await portal.OpenAs("resident");
        var told = "";
        await Patience.UntilAsync(
            async () => (told = (await person.Get("/my/messages")).Html).Contains("银行退回了“", StringComparison.Ordinal),
            () => told);
        Assert.Matches("/my/payments\\?for=[0-9a-f-]+#account", told);
        using var resident = await ApiClient.OpenAsync(portal.Address, "resident");
        Assert.Equal(200, (await resident.Post("/api/v1/receiving-accounts", new { bank = "大连银行", number = "6222000000007777" })).Status);

        await browser.Get($"/work/budgets/{budget}");
        await PressAsync(browser, $"/work/budgets/{budget}/repeats",
            ("claim", "P020"), ("period", "2023"), ("subject", Resident), ("attempt", "1"));
        await PressAsync(browser, $"/work/budgets/{budget}/files");
        using var another = await portal.OpenAs("finance2");
        await another.Get($"/work/budgets/{budget}");
        var text = $"/work/budgets/{budget}/files/2/text";
        await PressAsync(another, $"/work/budgets/{budget}/files/2/sign");
        Assert.Contains("还没有交给银行", (await another.Get(text)).Html, StringComparison.Ordinal);
        var files = (await first.Get($"/api/v1/budgets/{budget}/files"))["items"].EnumerateArray().ToList();
        Assert.Equal([(1, "booked"), (1, "signed-off")], files.Select(file =>
            (file.GetProperty("count").GetInt32(), file.GetProperty("state").GetString()!)));
        Assert.Equal(2_000_00, (await first.Get($"/api/v1/budgets/{budget}"))["fen"].GetProperty("payable").GetInt64());

        // Handed out, the page comes back with what the file is now, and its text is there as often as somebody saves it.
        await another.Get($"/work/budgets/{budget}");
        Assert.Equal($"/work/budgets/{budget}#file-2", (await another.Post($"/work/budgets/{budget}/files/2/send")).Location);
        Assert.Contains($"href=\"{text}\"", (await another.Get($"/work/budgets/{budget}")).Html, StringComparison.Ordinal);
        var saved = await another.Get(text);
        Assert.StartsWith("H|YITONG-PAY-1|B-AGAIN|2|1|200000", saved.Html, StringComparison.Ordinal);
        Assert.Equal(saved.Html, (await another.Get(text)).Html);
    }
}

/// <summary>One tap: judged from what the city knows, granted at once, or looked into without another proof.</summary>
public sealed class InstantApplicationTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Is_granted_at_once_on_one_page_and_only_once()
    {
        using var browser = await portal.OpenAs("resident");
        var benefits = (await browser.Get("/my/benefits")).Html;
        var path = System.Text.RegularExpressions.Regex.Match(benefits, "/policies/(T0[345])/apply\\?for=([0-9a-f-]+)");
        Assert.True(path.Success);
        var (policy, application) = (path.Groups[1].Value, path.Value);
        var missing = (await browser.Get(application)).Html;
        Assert.Contains("还没有确认收款账户", missing, StringComparison.Ordinal);
        var account = System.Text.RegularExpressions.Regex.Match(missing, "href=\"(/my/payments[^\"#]*)").Groups[1].Value;
        Assert.Contains(application, (await browser.Get(WebUtility.HtmlDecode(account))).Html, StringComparison.Ordinal);
        (string, string)[] Form(string number) => [("bank", "大连银行"), ("number", number), ("for", path.Groups[2].Value), ("policy", policy)];
        var wrong = await browser.Post("/my/payments/account", Form("12"));
        Assert.Contains("账号是12到25位数字", wrong.Html, StringComparison.Ordinal);
        Assert.Equal(application, (await browser.Post("/my/payments/account", Form("6222 0000 0000 1234"))).Location);
        Assert.Contains("**** 1234", (await browser.Get(application)).Html, StringComparison.Ordinal);
        var taken = await browser.PostAndFollow($"/policies/{policy}/apply", ("for", path.Groups[2].Value));
        Assert.Contains("银行办理中", taken.Html, StringComparison.Ordinal);
        await browser.Get($"/policies/{policy}/apply");
        var again = await browser.Post($"/policies/{policy}/apply", ("for", path.Groups[2].Value));
        Assert.Contains("每期只能享受一次", again.Html, StringComparison.Ordinal);
        benefits = (await browser.Get("/my/benefits")).Html;
        Assert.DoesNotContain($"/policies/{policy}/apply", benefits, StringComparison.Ordinal);
        Assert.Contains("本期已经享受的", benefits, StringComparison.Ordinal);
        Assert.Contains("这一期已经享受过它", (await browser.Get($"/policies/{policy}")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fact_that_is_not_so_goes_to_an_official_who_decides_with_a_reason()
    {
        using var agent = await ApiClient.OpenAsync(portal.Address, "agent");
        var policy = "T04";
        var applied = await agent.Post("/api/v1/instant-applications", new { policy, remark = "我是硕士" });
        Assert.Equal((201, false), (applied.Status, applied["granted"].GetBoolean()));
        Assert.Equal("instant.referred-already",
            (await agent.Post("/api/v1/instant-applications", new { policy, remark = "我是硕士" })).Code);
        using var finance = await portal.OpenAs("finance");
        var id = applied["id"].GetString();
        Assert.Contains($"/work/referrals/{id}", (await finance.Get("/work/payments")).Html, StringComparison.Ordinal);
        Assert.Contains("我是硕士", (await finance.Get($"/work/referrals/{id}")).Html, StringComparison.Ordinal);
        Assert.Contains("请写明理由", (await finance.Post($"/work/referrals/{id}/refuse", ("reason", ""))).Html, StringComparison.Ordinal);
        await finance.Post($"/work/referrals/{id}/refuse", ("reason", "学信网没有查到"));
        using var browser = await portal.OpenAs("agent");
        Assert.Contains("学信网没有查到", (await browser.Get("/my/payments")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_is_drawn_up_from_what_the_city_knows()
    {
        using var finance = await ApiClient.OpenAsync(portal.Address, "finance");
        var budget = (await finance.Post("/api/v1/budgets", new { code = "P020-run", title = "稳岗", fen = 100_000_000_00 }))["id"].GetString();
        var run = (await finance.Post("/api/v1/benefit-runs", new { policy = "P020", budget }))["id"].GetString();
        var state = "";
        await Patience.UntilAsync(
            async () => (state = (await finance.Get($"/api/v1/benefit-runs/{run}"))["state"].GetString()) == "drawn",
            () => $"the run is {state}");
        var lines = (await finance.Get($"/api/v1/benefit-runs/{run}/lines"))["items"].EnumerateArray().ToList();
        Assert.Contains(lines, line => line.GetProperty("subject").GetString() == "91210200MY9T90014R");
    }
}

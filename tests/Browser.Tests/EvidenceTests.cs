using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Yitong.Catalogue;
using Yitong.Evidence;

namespace Yitong.Browser_Tests;

/// <summary>What people do about data, in a real browser without script: in their case, about looks, about demands.</summary>
[Collection("people")]
public sealed class EvidenceTests(Chromium chromium)
{
    private static readonly FilePayload Scan = new()
    {
        Name = "scan.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4\nA scan.\n%%EOF"u8.ToArray(),
    };

    [Fact]
    public async Task What_a_source_answers_says_where_it_comes_from_and_whoever_knows_better_is_heard()
    {
        var page = await chromium.Open(360, 800, script: false, persona: "agent");
        var path = await Start(page, "/matters/M009");
        await page.GotoAsync(path + "/questions/4");
        await JourneyTests.AgreeToFetch(page);
        Assert.Contains("大连市市场监督管理局提供的是“大连市中山区示例路16号1层”，数据截至", await page.InnerTextAsync(".note"));
        await page.ClickAsync("button[name=wrong]");
        Assert.Contains("和部门提供的一样", await page.InnerTextAsync("#problems"));
        await page.FillAsync("main input[type=text]", "中山区人民路88号");
        await page.ClickAsync("button[name=wrong]");
        Assert.Contains("按您填的“中山区人民路88号”办理", await page.InnerTextAsync(".note.done"));
        await Submit(page, path);
        var file = await page.InnerTextAsync("main");
        Assert.Contains("不用提交“营业执照”（部门提供）", file);
        await page.Context.CloseAsync();

        var official = await chromium.Open(script: false, persona: "official");
        await official.GotoAsync($"/work{path}/M009");
        var handling = await official.InnerTextAsync("main");
        Assert.Contains("申请人说来源不对", handling);
        Assert.Contains("来自大连市市场监督管理局，数据截至", handling);
        await official.GotoAsync("/work/data");
        var duty = official.Locator("section[id^=o-]", new() { HasText = "中山区人民路88号" });
        await duty.Locator("text=疑问成立").ClickAsync();
        await duty.Locator("textarea").FillAsync("登记的地址已经更正。");
        await duty.Locator("button").ClickAsync();
        Assert.Equal(0, await duty.CountAsync());
        await official.Context.CloseAsync();
    }

    [Fact]
    public async Task A_source_that_is_down_holds_nothing_up()
    {
        var page = await chromium.Open(360, 800, script: false, persona: "resident");
        var path = await Start(page, "/matters/M049");
        await AnswerAll(page, path);
        await page.GotoAsync(path + "/materials");
        await JourneyTests.AgreeToFetch(page);
        var waiting = page.Locator("#birth-certificate");
        Assert.Contains("可后补", await waiting.InnerTextAsync());
        Assert.Contains("系统恢复后我们自动再取", await waiting.InnerTextAsync());
        await HandOverAll(page, "#birth-certificate");
        await Confirm(page, path);
        Assert.Contains("来源暂时连不上，恢复后自动再取", await page.InnerTextAsync("main"));
        await page.GotoAsync("/my/disclosures");
        Assert.Contains("来源连不上，没有看到", await page.InnerTextAsync("main"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Two_officials_open_an_emergency_and_the_person_sees_it_asks_and_is_answered()
    {
        const string Why = "老人在商场走失，要马上联系家人。";
        var (first, second) = (await chromium.Open(script: false, persona: "finance"), await chromium.Open(script: false, persona: "finance2"));
        await first.GotoAsync("/work/data");
        await first.ClickAsync("summary:has-text('申请紧急查询')");
        await first.ClickAsync("details[open] button");
        Assert.Equal(3, await first.Locator("details[open] .field.bad").CountAsync());
        await first.FillAsync("#subject-ask", "210299199003151289");
        await first.SelectOptionAsync("#resource-ask", "gaj-household");
        await first.FillAsync("#reason-ask", Why);
        await first.ClickAsync("details[open] button");
        var own = first.Locator("section[id^=e-]", new() { HasText = Why });
        Assert.Equal(0, await own.Locator("button").CountAsync());
        await second.GotoAsync("/work/data");
        var other = second.Locator("section[id^=e-]", new() { HasText = Why });
        Assert.Contains("2102**********1289", await other.InnerTextAsync());
        await other.Locator("[name=reason]").FillAsync("情况属实");
        await other.Locator("button").ClickAsync();
        await first.ReloadAsync();
        await own.Locator("button").ClickAsync();
        Assert.Contains("示范街12号", await first.InnerTextAsync("main"));

        var person = await chromium.Open(360, 800, script: false, persona: "resident");
        await person.GotoAsync("/my/disclosures");
        Assert.Contains(Why, await person.InnerTextAsync(".note.warn >> nth=0"));
        var entry = person.Locator(".rows > li", new() { HasText = "紧急查询" }).First;
        await entry.Locator("summary").ClickAsync();
        var proof = await entry.Locator("a[download]").GetAttributeAsync("href");
        Assert.StartsWith("c2sp.org/tlog-proof", await (await person.APIRequest.GetAsync(proof!)).TextAsync());
        await entry.Locator("text=提出疑问").ClickAsync();
        await person.FillAsync("#words-why", "谁走失了？我一直在家。");
        await person.ClickAsync("main form button");
        Assert.Contains("应当在", await person.InnerTextAsync(".rows > li:has-text('我一直在家')"));
        await Decide(first, "section[id^=o-]:has-text('我一直在家')", "疑问成立", "textarea", "同名弄错，已经改正并道歉。");
        var supervisor = await chromium.Open(script: false, persona: "supervisor");
        await Decide(supervisor, $"section[id^=e-]:has-text('{Why}')", "不该查", "[name=reason]", "没有核对年龄。");
        await person.ReloadAsync();
        var told = await person.InnerTextAsync("main");
        Assert.Contains("同名弄错", told);
        Assert.Contains("没有核对年龄", told);
        foreach (var page in new[] { first, second, person, supervisor }) await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_demand_is_dispatched_refused_ruled_on_and_supplied_before_everybodys_eyes()
    {
        const string What = "单位参保证明（演示）";
        var demands = chromium.Portal.App.Services.GetRequiredService<DemandDesk>();
        await demands.CountAsync(
            new("browser-demand", What, Necessity.Required, MaterialSupply.Applicant, null, "政府部门核发", null), "M009", 3_000_001,
            DateOnly.FromDateTime(DateTime.UtcNow));
        var (bureau, provider) = (await chromium.Open(script: false, persona: "data"), await chromium.Open(script: false, persona: "finance"));
        await Move(bureau, What, "提出需求");
        await Move(bureau, What, "派发", ("provider", "rsj"));
        await Move(provider, What, "不予共享");
        Assert.Contains("不予共享要写明法律依据", await provider.InnerTextAsync("#problems"));
        await Fill(provider.Locator("details[open]"), ("ground", "社会保险法第八十一条"), ("words", "涉及他人。"));
        await provider.ClickAsync("details[open] button");
        Assert.Contains("社会保险法第八十一条", await Public(What));
        await Move(bureau, What, "裁定应当共享", ("provider", "rsj"), ("words", "只问单位是否参保，不涉及他人。"));
        await Move(provider, What, "确认提供");
        await Move(provider, What, "已经供数", ("resource", "rsj-contracts-of-company"));
        Assert.Contains("已供数", await Public(What));
        foreach (var page in new[] { bureau, provider }) await page.Context.CloseAsync();
    }

    private async Task<string> Public(string title)
    {
        var page = await chromium.Open(script: false);
        await page.GotoAsync("/demands");
        var said = await page.InnerTextAsync($".rows > li:has-text('{title}')");
        await page.Context.CloseAsync();
        return said;
    }

    private static async Task Move(IPage page, string title, string act, params (string Name, string Value)[] fields)
    {
        await page.GotoAsync("/work/data");
        var form = page.Locator("section[id^=d-]", new() { HasText = title }).Locator("details", new() { HasText = act }).First;
        await form.Locator("summary").ClickAsync();
        await Fill(form, fields);
        await form.Locator("button").ClickAsync();
    }

    private static async Task Fill(ILocator form, params (string Name, string Value)[] fields)
    {
        foreach (var (name, value) in fields)
            if (await form.Locator($"select[name={name}]").CountAsync() > 0) await form.Locator($"select[name={name}]").SelectOptionAsync(value);
            else await form.Locator($"[name={name}]").FillAsync(value);
    }

    private static async Task Decide(IPage page, string section, string verdict, string field, string words)
    {
        await page.GotoAsync("/work/data");
        await page.ClickAsync($"{section} button");
        Assert.Contains("请选择结论", await page.InnerTextAsync(section));
        await page.ClickAsync($"{section} >> label:has-text('{verdict}')");
        await page.FillAsync($"{section} >> {field}", words);
        await page.ClickAsync($"{section} button");
    }

    private static async Task<string> Start(IPage page, string guide)
    {
        await page.GotoAsync(guide + "/start");
        await page.ClickAsync("text=开始填写");
        return "/cases/" + new Uri(page.Url).AbsolutePath.Split('/')[2];
    }

    private static async Task Submit(IPage page, string path)
    {
        await AnswerAll(page, path);
        await page.GotoAsync(path + "/materials");
        await JourneyTests.AgreeToFetch(page);
        await HandOverAll(page, "none");
        await Confirm(page, path);
    }

    private static async Task AnswerAll(IPage page, string path)
    {
        await page.GotoAsync(path + "/continue");
        await JourneyTests.AnswerAll(page);
    }

    private static async Task HandOverAll(IPage page, string except)
    {
        var form = page.Locator($"section:not({except}):has(input[type=file])");
        while (await form.CountAsync() > 0)
        {
            await form.First.Locator("input[type=file]").SetInputFilesAsync(Scan);
            await form.First.Locator("button").First.ClickAsync();
        }
    }

    private static async Task Confirm(IPage page, string path)
    {
        await page.GotoAsync(path + "/check");
        foreach (var box in await page.Locator("input[type=checkbox]").AllAsync()) await box.CheckAsync();
        await page.ClickAsync("button:has-text('提交申请')");
    }
}

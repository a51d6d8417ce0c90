using Microsoft.Playwright;

namespace Yitong.Browser_Tests;

/// <summary>What people do, in a real browser: with script and without it, by mouse and by keyboard.</summary>
[Collection("people")]
public sealed class JourneyTests(Chromium chromium)
{
    private static readonly FilePayload Scan = new()
    {
        Name = "scan.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4\nA scan.\n%%EOF"u8.ToArray(),
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Somebody_searches_signs_in_on_the_way_applies_and_gets_a_receipt(bool script)
    {
        var page = await chromium.Open(360, 800, script);
        await page.GotoAsync("/");
        await page.FillAsync("#q", "办居住证");
        await page.ClickAsync(".find button");
        await page.ClickAsync("main .rows a[href='/matters/M058']");
        await page.ClickAsync("text=开始办理");
        await page.ClickAsync("button[value=resident]");
        Assert.EndsWith("/matters/M058/start", page.Url);
        await page.ClickAsync("text=开始填写");
        await AnswerAll(page);
        if (page.Url.EndsWith("/materials"))
        {
            await HandOverAll(page);
            await page.ClickAsync(":is(a, button):has-text('保存并继续')");
        }
        await Confirm(page);
        Assert.Contains("已经收到您的申请", await page.InnerTextAsync("main"));
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_wrong_answer_is_told_on_top_and_at_the_field_and_stays(bool script)
    {
        var page = await chromium.Open(360, 800, script, persona: "agent");
        await page.GotoAsync(chromium.Cases.Draft + "/questions/2?then=check");
        await page.FillAsync("#contact-phone", "12-ab");
        await page.ClickAsync("text=保存并继续");
        Assert.Equal("12-ab", await page.InputValueAsync("#contact-phone"));
        await page.ClickAsync("#problems a");
        Assert.Equal("contact-phone", await page.EvaluateAsync<string>("location.hash.slice(1)"));
        await page.FillAsync("#contact-phone", "１３８ ００００ ００００");
        await page.ClickAsync("text=保存并继续");
        Assert.EndsWith("/check", page.Url);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_whole_application_is_made_with_the_keyboard_alone()
    {
        var page = await chromium.Open(persona: "resident");
        await page.GotoAsync("/matters/M042/start");
        await Press(page, "text=开始填写");
        for (var asked = 0; asked < 30 && (page.Url.Contains("/questions/") || page.Url.Contains("/sources?")); asked++)
        {
            if (page.Url.Contains("/sources?"))
            {
                await Press(page, "button:has-text('同意调取')");
                continue;
            }
            await AnswerByKeyboard(page);
            await Press(page, "button:has-text('保存并继续')");
        }
        if (page.Url.EndsWith("/materials"))
        {
            await HandOverAll(page);
            await Press(page, ":is(a, button):has-text('保存并继续')");
        }
        foreach (var box in await page.Locator("input[type=checkbox]").AllAsync())
        {
            await TabTo(page, box);
            await page.Keyboard.PressAsync("Space");
        }
        await Press(page, "button:has-text('提交申请')");
        Assert.Contains("已经收到您的申请", await page.InnerTextAsync("main"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_skip_link_is_the_first_stop_and_leads_to_the_content()
    {
        var page = await chromium.Open();
        await page.GotoAsync("/");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("skip", await page.EvaluateAsync<string>("document.activeElement.className"));
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await page.EvaluateAsync<string>("document.activeElement.id"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Whatever_has_the_focus_shows_it()
    {
        var page = await chromium.Open(persona: "agent");
        await page.GotoAsync(chromium.Cases.Draft + "/questions/1");
        for (var stop = 0; stop < 15; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.Equal("3px", await page.EvaluateAsync<string>(
                "document.activeElement === document.body ? '3px' : getComputedStyle(document.activeElement).outlineWidth"));
        }
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_way_back_works_and_what_was_answered_is_still_there()
    {
        var page = await chromium.Open(persona: "agent");
        await page.GotoAsync(chromium.Cases.Draft + "/questions/4");
        await AgreeToFetch(page);
        await page.FillAsync("main input[type=text]", "中山区人民路1号");
        await page.ClickAsync("text=保存并继续");
        await page.WaitForURLAsync(url => !url.EndsWith("/questions/4", StringComparison.Ordinal));
        await page.GoBackAsync();
        await page.ReloadAsync();
        Assert.Equal("中山区人民路1号", await page.InputValueAsync("main input[type=text]"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Elder_mode_shows_six_services_in_one_column_and_somebody_to_call()
    {
        var page = await chromium.Open(1280, 900);
        await page.GotoAsync("/");
        await page.ClickAsync("text=长辈版");
        var tiles = await page.Locator(".tiles a").AllAsync();
        Assert.InRange(tiles.Count, 1, 6);
        var left = (await Task.WhenAll(tiles.Select(tile => tile.BoundingBoxAsync()))).Select(box => box!.X).Distinct();
        Assert.Single(left);
        Assert.Equal("tel:12345", await page.GetAttributeAsync(".call", "href"));
        Assert.Equal("23px", await page.EvaluateAsync<string>("getComputedStyle(document.documentElement).fontSize"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task An_official_decides_from_the_list_without_script()
    {
        var page = await chromium.Open(script: false, persona: "official");
        await page.GotoAsync("/work" + chromium.Cases.Undecided + "/M009");
        while (await page.Locator("#act-examine").CountAsync() > 0)
        {
            await page.CheckAsync("input[name=passed][value=yes]");
            await page.ClickAsync("#act-examine button");
        }
        await page.CheckAsync("input[name=granted][value=no]");
        await page.ClickAsync("#act-decide button");
        Assert.Contains("请写明理由", await page.InnerTextAsync("#act-decide"));
        Assert.True(await page.IsCheckedAsync("input[name=granted][value=no]"));
        await page.FillAsync("#reasons-decide", "现场布局不符合要求。");
        await page.ClickAsync("#act-decide button");
        Assert.Contains("已经记下", await page.InnerTextAsync("main"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_console_stays_silent_on_every_kind_of_page()
    {
        var page = await chromium.Open(persona: "agent");
        List<string> said = [];
        page.Console += (_, message) => said.Add(message.Text);
        page.PageError += (_, error) => said.Add(error);
        foreach (var path in new[] { "/", "/matters/M009", chromium.Cases.Draft + "/questions/1", chromium.Cases.Submitted, "/my" })
            await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        Assert.Empty(said);
        await page.Context.CloseAsync();
    }

    internal static async Task AnswerAll(IPage page)
    {
        for (var asked = 0; asked < 30; asked++)
        {
            await AgreeToFetch(page);
            if (!page.Url.Contains("/questions/")) return;
            if (await page.Locator("main input[type=radio]").CountAsync() > 0)
                await page.Locator("main input[type=radio]").First.CheckAsync();
            else if (await page.Locator("main select").CountAsync() > 0)
                await page.Locator("main select").SelectOptionAsync(new SelectOptionValue { Index = 1 });
            else
                await page.Locator("main input:not([type=hidden]), main textarea").FillAsync(await Fitting(page));
            await page.ClickAsync("text=保存并继续");
        }
    }

    /// <summary>Whoever is asked whether the city may fetch what it holds agrees.</summary>
    internal static async Task AgreeToFetch(IPage page)
    {
        if (page.Url.Contains("/sources?then=")) await page.ClickAsync("button:has-text('同意调取')");
    }

    private static async Task AnswerByKeyboard(IPage page)
    {
        var radios = page.Locator("main input[type=radio]");
        if (await radios.CountAsync() > 0)
        {
            await TabTo(page, radios.First);
            await page.Keyboard.PressAsync("Space");
            return;
        }
        var field = page.Locator("main input:not([type=hidden]), main textarea, main select").First;
        await TabTo(page, field);
        if (await page.Locator("main select").CountAsync() > 0)
            await page.Keyboard.PressAsync("ArrowDown");
        else
            await page.Keyboard.TypeAsync(await Fitting(page));
    }

    private static async Task<string> Fitting(IPage page)
    {
        var html = await page.InnerHTMLAsync("main");
        return html.Contains("type=\"tel\"") ? "13800000000"
            : html.Contains("inputmode=\"numeric\"") ? "12"
            : html.Contains("20万元 或") ? "20万元"
            : html.Contains("inputmode=\"decimal\"") ? "86.5"
            : html.Contains("2026年9月28日") ? "2026-09-28"
            : html.Contains("18位，空格") ? "210299199003151289"
            : html.Contains("18位，见营业执照") ? "91210200MY9T90014R"
            : "海味";
    }

    private static async Task HandOverAll(IPage page)
    {
        for (var handed = 0; handed < 20 && await page.Locator("input[type=file]").CountAsync() > 0; handed++)
        {
            await page.Locator("input[type=file]").First.SetInputFilesAsync(Scan);
            await page.Locator("section:has(input[type=file]) button").First.ClickAsync();
        }
    }

    private static async Task Confirm(IPage page)
    {
        foreach (var box in await page.Locator("input[type=checkbox]").AllAsync())
            await box.CheckAsync();
        await page.ClickAsync("button:has-text('提交申请')");
    }

    private static async Task Press(IPage page, string selector)
    {
        await TabTo(page, page.Locator(selector).First);
        var before = page.Url;
        await page.Keyboard.PressAsync("Enter");
        // Asked of the browser again and again: waiting for the navigation itself misses one that is already over.
        await Assertions.Expect(page).Not.ToHaveURLAsync(before, new() { Timeout = Chromium.Patience });
        await page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
    }

    // Tab goes through the whole page once at most.
    private static async Task TabTo(IPage page, ILocator target)
    {
        for (var stop = 0; stop < 120; stop++)
        {
            if (await target.EvaluateAsync<bool>("e => e === document.activeElement"))
                return;
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"The keyboard does not reach {target}.");
    }
}

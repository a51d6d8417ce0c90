using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Yitong.Certificates;
using Yitong.Packs;

namespace Yitong.Browser_Tests;

/// <summary>A certificate in the hands of its holder and before a verifier.</summary>
[Collection("people")]
public sealed class CertificateTests(Chromium chromium)
{
    private string Path => $"/my/certificates/{chromium.Cases.Data.Certificate}";

    [Fact]
    public async Task Its_holder_shows_it_and_one_verifier_who_presses_the_button_reads_it()
    {
        var holder = await chromium.Open(360, 800, script: false, persona: "agent");
        await holder.GotoAsync(Path);
        await holder.ClickAsync("text=亮证");
        Assert.Matches("前有效", await holder.InnerTextAsync(".seconds"));
        var code = await CodeAsync((codes, shown, today) => codes.OnScreen(shown, today, KeyProfile.Sm2));
        var verifier = await chromium.Open(360, 800);
        await verifier.GotoAsync("/V/" + code);
        await verifier.ReloadAsync();
        Assert.Contains("持证人正在亮证", await verifier.InnerTextAsync("main"));
        Assert.Empty(await Chromium.FaultsOf(verifier));
        await verifier.ClickAsync("main form[method=post] button");
        var read = await verifier.InnerTextAsync("main");
        Assert.Contains("食品经营许可证", read);
        Assert.Contains("代码末四位014R", read);
        await verifier.GotoAsync("/V/" + code);
        Assert.Contains("已经被核验过一次", await verifier.InnerTextAsync(".note.bad"));
        await holder.ReloadAsync();
        Assert.Contains("最近一次亮证已于", await holder.InnerTextAsync("main"));
        foreach (var page in new[] { holder, verifier }) await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_copy_is_made_for_a_purpose_and_its_print_is_verified_by_anybody()
    {
        var holder = await chromium.Open(360, 800, script: false, persona: "agent");
        await holder.GotoAsync(Path);
        await holder.ClickAsync("summary:has-text('制作加注件')");
        await holder.ClickAsync("details[open] button");
        Assert.Contains("请写明用途", await holder.InnerTextAsync("#problems"));
        await holder.FillAsync("#purpose-copy", "仅供商场招商审核");
        await holder.ClickAsync("details[open] button");
        await holder.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Contains("仅供商场招商审核", await holder.InnerTextAsync(".copied"));
        Assert.False(await holder.IsVisibleAsync(".foot"));
        Assert.False(await holder.IsVisibleAsync(".back"));
        Assert.True(await holder.IsVisibleAsync(".paper .qr"));
        var code = await CodeAsync((codes, it, today) => codes.OnCopy(it, it.Copies[^1], today, KeyProfile.Sm2));
        var verifier = await chromium.Open(360, 800, script: false);
        await verifier.GotoAsync("/");
        await verifier.ClickAsync(".foot >> text=证照核验");
        await verifier.FillAsync("#code", code);
        await verifier.ClickAsync(".find button");
        Assert.Contains("仅供商场招商审核", await verifier.InnerTextAsync("main"));
        await verifier.FillAsync("#code", chromium.Cases.Data.Printed[..^2]);
        await verifier.ClickAsync(".find button");
        Assert.Contains("没有扫全或者被改动过", await verifier.InnerTextAsync(".note.bad"));
        foreach (var page in new[] { holder, verifier }) await page.Context.CloseAsync();
    }

    // What a camera would read off the page.
    private async Task<string> CodeAsync(Func<CodeSigning, Certificate, DateOnly, string> of)
    {
        var services = chromium.Portal.App.Services;
        var it = (await services.GetRequiredService<CertificateLists>().FindAsync(chromium.Cases.Data.Certificate))!;
        return of(services.GetRequiredService<CodeSigning>(), it, services.GetRequiredService<CityPack>().City.DayOf(DateTimeOffset.UtcNow));
    }
}

using System.IO.Compression;
using Microsoft.Playwright;

namespace Yitong.Browser_Tests;

/// <summary>What a page may weigh, so that it opens at once on a slow line and an old phone.</summary>
[Collection("people")]
public sealed class BudgetTests(Chromium chromium)
{
    [Theory]
    [InlineData("/", 14_336)]
    [InlineData("/matters/M009", 14_336)]
    [InlineData("/journeys/Y02", 14_336)]
    public async Task A_page_fits_into_its_first_packets(string path, int most)
    {
        using var http = new HttpClient { BaseAddress = chromium.Portal.Address };
        http.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");
        var page = await http.GetByteArrayAsync(path);
        Assert.Equal([0x1f, 0x8b], page[..2]);
        Assert.InRange(page.Length, 300, most);
    }

    [Fact]
    public async Task The_style_sheet_and_the_script_stay_small()
    {
        var page = await chromium.Open();
        Assert.InRange(await SizeOf(page, "link[rel=stylesheet]", "href"), 500, 8_192);
        Assert.InRange(await SizeOf(page, "script[src]", "src"), 100, 5_120);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/matters/M009")]
    [InlineData("/journeys/Y02")]
    [InlineData("/search?q=社保卡")]
    public async Task A_page_asks_at_most_six_times_and_never_moves(string path)
    {
        var page = await chromium.Open(360, 800);
        var asked = 0;
        page.Request += (_, _) => asked++;
        await page.AddInitScriptAsync("""
            window.moved = 0;
            new PerformanceObserver(list => list.getEntries().forEach(e => window.moved += e.value))
              .observe({ type: 'layout-shift', buffered: true });
            """);
        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        Assert.InRange(asked, 1, 6);
        Assert.Equal(0, await page.EvaluateAsync<double>("window.moved"));
    }

    private static async Task<int> SizeOf(IPage page, string selector, string attribute)
    {
        await page.GotoAsync("/");
        var address = await page.Locator(selector).GetAttributeAsync(attribute);
        var plain = await (await page.APIRequest.GetAsync(address!)).BodyAsync();
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            await gzip.WriteAsync(plain);
        return (int)packed.Length;
    }
}

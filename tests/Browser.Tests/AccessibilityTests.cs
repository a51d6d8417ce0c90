using Microsoft.Playwright;

namespace Yitong.Browser_Tests;

/// <summary>WCAG 2.2 AA on every screen, in both modes, on a phone and on a desk.</summary>
[Collection("browser")]
public sealed class AccessibilityTests(Chromium chromium)
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("YITONG_PICTURES");

    [Theory]
    [MemberData(nameof(Screens.Names), MemberType = typeof(Screens))]
    public Task A_screen_keeps_to_the_rules(string name) => Look(name, elder: false, leastTarget: 44);

    [Theory]
    [MemberData(nameof(Screens.Names), MemberType = typeof(Screens))]
    public Task A_screen_keeps_to_the_rules_in_elder_mode(string name) => Look(name, elder: true, leastTarget: 60);

    private async Task Look(string name, bool elder, int leastTarget)
    {
        var screen = Screens.Find(name);
        var page = await chromium.WindowOf(screen.Persona, elder);
        await page.GotoAsync(screen.Path(chromium.Cases));
        List<string> found = [];
        foreach (var (width, height) in new[] { (1280, 900), (360, 800) })
        {
            await page.SetViewportSizeAsync(width, height);
            if (Pictures is not null)
                await page.ScreenshotAsync(new()
                {
                    Path = Path.Combine(Pictures, $"{name}-{width}{(elder ? "-elder" : "")}.png"), FullPage = true,
                });
            found.AddRange((await Chromium.FaultsOf(page)).Select(fault => $"{width}: {fault}"));
        }
        found.AddRange((await page.EvaluateAsync<string[]>(TooSmall, leastTarget)).Select(each => $"smaller than {leastTarget}: {each}"));
        // 640 pixels is what is left of 1280 at double size.
        foreach (var width in new[] { 640, 320 })
        {
            await page.SetViewportSizeAsync(width, 800);
            found.AddRange((await page.EvaluateAsync<string[]>(SticksOut)).Select(each => $"{width} sticks out: {each}"));
        }
        Assert.Empty(found);
    }

    // Links inside running text are excepted, as in WCAG 2.5.8; a box inside a label is as large as the label.
    private const string TooSmall = """
        least => [...document.querySelectorAll('button:not(.linklike),.button,input:not([type=hidden]),select,textarea,summary,nav a,.chips a,.tiles a,.rows > li > a,.pick,.back')]
          .filter(e => e.offsetParent && !(e.matches('input') && e.closest('.pick')))
          .filter(e => e.getBoundingClientRect().height < least - 0.5).map(e => e.outerHTML.slice(0, 120))
        """;

    private const string SticksOut = """
        () => document.scrollingElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
          .filter(e => e.getBoundingClientRect().right > innerWidth + 0.5).map(e => e.outerHTML.slice(0, 120)).slice(0, 3)
        """;
}

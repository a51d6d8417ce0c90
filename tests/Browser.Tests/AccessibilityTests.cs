using Microsoft.Playwright;

namespace Yitong.Browser_Tests;

/// <summary>WCAG 2.2 AA on every screen.</summary>
public sealed class AccessibilityTests(Chromium chromium)
{
    [Theory]
    [MemberData(nameof(Screens.Names), MemberType = typeof(Screens))]
    public async Task A_screen_keeps_to_the_rules(string name) =>
        Assert.Empty(await Look.AtAsync(await chromium.ShownAsync(name, elder: false), name, leastTarget: 44));

    /// <summary>Otherwise all screens would pass in silence on the day when the search for faults finds nothing any more.</summary>
    [Fact]
    public async Task Whatever_breaks_a_rule_is_found_with_its_width()
    {
        var page = await chromium.Open();
        await page.GotoAsync("/");
        // One by one: the site's own policy forbids style attributes in what is put in as text.
        await page.EvaluateAsync("""
            () => [
              ['img', {}], ['p', { color: '#999', background: '#aaa' }], ['p', { width: '900px' }],
              ['button', { height: '20px', minHeight: '0', padding: '0', boxSizing: 'border-box' }],
            ].forEach(([tag, style]) => {
              const e = document.querySelector('main').appendChild(document.createElement(tag));
              if (tag === 'img') e.src = '/x.png'; else e.textContent = 'broken';
              Object.assign(e.style, style);
            })
            """);
        var found = await Look.AtAsync(page, "broken", leastTarget: 44);
        foreach (var expected in (string[])["1280: image-alt <img", "360: image-alt <img", "1280: color-contrast <p style",
            "360: color-contrast <p style", "smaller than 44: <button style", "640 sticks out: ", "320 sticks out: "])
            Assert.Contains(found, fault => fault.StartsWith(expected, StringComparison.Ordinal));
        await page.Context.CloseAsync();
    }
}

/// <summary>The same in the mode with large type, at the same time in another window.</summary>
public sealed class ElderAccessibilityTests(Chromium chromium)
{
    [Theory]
    [MemberData(nameof(Screens.Names), MemberType = typeof(Screens))]
    public async Task A_screen_keeps_to_the_rules_in_elder_mode(string name) =>
        Assert.Empty(await Look.AtAsync(await chromium.ShownAsync(name, elder: true), name + "-elder", leastTarget: 60));
}

/// <summary>Looks at a screen that is open in every size: on a desk, on a phone, twice as large, as narrow as it gets.</summary>
internal static class Look
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("YITONG_PICTURES");

    public static async Task<List<string>> AtAsync(IPage page, string name, int leastTarget)
    {
        List<string> found = [];
        foreach (var (width, height) in new[] { (1280, 900), (360, 800) })
        {
            await page.SetViewportSizeAsync(width, height);
            if (Pictures is not null)
                await page.ScreenshotAsync(new()
                {
                    Path = Path.Combine(Pictures, $"{name}-{width}.png"), FullPage = true,
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
        return found;
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

using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Yitong.Browser_Tests;

/// <summary>WCAG 2.2 AA on every screen, in both modes, on a phone and on a desk.</summary>
public sealed class AccessibilityTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [MemberData(nameof(Screens.Names), MemberType = typeof(Screens))]
    public async Task Axe_finds_nothing(string name)
    {
        var (_, path, persona) = Screens.Find(name);
        List<string> found = [];
        foreach (var (width, elder) in new[] { (360, false), (1280, false), (360, true), (1280, true) })
        {
            var page = await chromium.Open(width, elder: elder, persona: persona);
            await page.GotoAsync(path);
            await Picture(page, $"{name}-{width}{(elder ? "-elder" : "")}");
            found.AddRange((await page.RunAxe()).Violations.SelectMany(violation => violation.Nodes
                .Select(node => $"{width}{(elder ? " elder" : "")}: {violation.Id} {node.Html}")));
            await page.Context.CloseAsync();
        }
        Assert.Empty(found);
    }

    [Theory]
    [MemberData(nameof(Screens.Names), MemberType = typeof(Screens))]
    public async Task Nothing_sticks_out_at_320_pixels_and_at_double_size(string name)
    {
        var (_, path, persona) = Screens.Find(name);
        foreach (var (width, elder) in new[] { (320, false), (320, true), (640, true) })
        {
            var page = await chromium.Open(width, elder: elder, persona: persona);
            await page.GotoAsync(path);
            Assert.Equal(width, await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth"));
            await page.Context.CloseAsync();
        }
    }

    [Theory]
    [MemberData(nameof(Screens.Names), MemberType = typeof(Screens))]
    public async Task Everything_to_press_is_large_enough(string name)
    {
        var (_, path, persona) = Screens.Find(name);
        foreach (var (elder, least) in new[] { (false, 44), (true, 60) })
        {
            var page = await chromium.Open(360, elder: elder, persona: persona);
            await page.GotoAsync(path);
            Assert.Empty(await page.EvaluateAsync<string[]>(TooSmall, least));
            await page.Context.CloseAsync();
        }
    }

    // Links inside running text are excepted, as in WCAG 2.5.8; a box inside a label is as large as the label.
    private const string TooSmall = """
        least => [...document.querySelectorAll('button,.button,input:not([type=hidden]),select,textarea,summary,nav a,.chips a,.tiles a,.rows > li > a,.pick,.back')]
          .filter(e => e.offsetParent && !e.closest('.pick label, label.pick input') && !(e.matches('input') && e.closest('.pick')))
          .filter(e => e.getBoundingClientRect().height < least - 0.5).map(e => e.outerHTML.slice(0, 120))
        """;

    /// <summary>Keeps a picture of the screen for a person to look at, when asked to.</summary>
    private static async Task Picture(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("YITONG_PICTURES") is { } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }
}

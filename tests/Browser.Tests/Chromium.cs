using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Yitong.Testing;
using Yitong.Web_Tests;

[assembly: AssemblyFixture(typeof(Yitong.Browser_Tests.Chromium))]

namespace Yitong.Browser_Tests;

/// <summary>
/// Debian's Chromium in front of a real portal, one of each for all browser tests. Where Chromium is missing, the tests say how to
/// get it.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    // A busy machine is slow, not wrong.
    internal const int Patience = 600_000;

    private static readonly string Executable = Environment.GetEnvironmentVariable("YITONG_CHROMIUM") ?? "/usr/bin/chromium";
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private IPlaywright playwright = null!;
    private readonly ConcurrentDictionary<string, Lazy<Task<IPage>>> windows = [];
    private IBrowser browser = null!;

    public Portal Portal { get; } = new PortalWithASourceDown();

    /// <summary>Cases in every state.</summary>
    public ExampleCases Cases { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Executable))
            throw new InvalidOperationException($"{Executable} is missing: apt-get install chromium fonts-noto-cjk.");
        await Portal.InitializeAsync();
        Cases = await ExampleCases.MakeAsync(Portal);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Executable,
            Timeout = Patience,
            Args = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
        });
    }

    /// <summary>Axe's findings on the page as it stands.</summary>
    public static async Task<IEnumerable<string>> FaultsOf(IPage page)
    {
        // What is inside a frame would be passed over in silence.
        Assert.Single(page.Frames);
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
            await page.EvaluateAsync(Axe);
        return await page.EvaluateAsync<string[]>("""
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
              .flatMap(violation => violation.nodes.map(node => `${violation.id} ${node.html}`))
            """);
    }

    /// <summary>A window of its own: own cookies, own size.</summary>
    public async Task<IPage> Open(int width = 1280, int height = 900, bool script = true, bool elder = false, string? persona = null)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = Portal.Address.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            JavaScriptEnabled = script,
            Locale = "zh-CN",
        });
        context.SetDefaultTimeout(Patience);
        var page = await context.NewPageAsync();
        if (persona is not null)
            await SignIn(page, persona);
        if (elder)
            await page.GotoAsync("/mode/elder?back=/");
        return page;
    }

    /// <summary>A screen, in the window of its persona and mode that is kept from test to test: one test at a time.</summary>
    public async Task<IPage> ShownAsync(string name, bool elder)
    {
        var screen = Screens.Find(name);
        var page = await windows.GetOrAdd(
            $"{screen.Persona}/{elder}", _ => new(() => Open(persona: screen.Persona, elder: elder))).Value;
        await page.GotoAsync(screen.Path(Cases));
        return page;
    }

    public static async Task SignIn(IPage page, string persona)
    {
        await page.GotoAsync("/sign-in");
        await page.Locator($"button[value={persona}]").ClickAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
        await Portal.DisposeAsync();
    }
}

/// <summary>
/// The portal in a city whose source of medical records answers nobody; all others are recorded. Hardly any time passes in it: a
/// code that is shown for a minute is not over before a busy machine has looked at it.
/// </summary>
public sealed class PortalWithASourceDown : Portal
{
    protected override TimeProvider Clock { get; } = new HeldClock();

    protected override Dictionary<string, string?> Settings => new(base.Settings)
    {
        ["evidence:connectors:wjw-health:address"] = "http://127.0.0.1:9",
    };
}

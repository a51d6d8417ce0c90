using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Yitong.Web_Tests;

namespace Yitong.Browser_Tests;

/// <summary>Debian's Chromium in front of a real portal. Where Chromium is missing, the tests say how to get it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string Executable = Environment.GetEnvironmentVariable("YITONG_CHROMIUM") ?? "/usr/bin/chromium";

    private IPlaywright playwright = null!;
    private readonly Dictionary<string, IPage> windows = [];
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
            Args = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
        });
    }

    /// <summary>Axe's findings on the page as it stands.</summary>
    public static async Task<IEnumerable<string>> FaultsOf(IPage page) =>
        (await page.RunAxe()).Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id} {node.Html}"));

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
        // A busy machine is slow, not wrong.
        context.SetDefaultTimeout(90_000);
        var page = await context.NewPageAsync();
        if (persona is not null)
            await SignIn(page, persona);
        if (elder)
            await page.GotoAsync("/mode/elder?back=/");
        return page;
    }

    /// <summary>One window for each persona and mode, kept from test to test.</summary>
    public async Task<IPage> WindowOf(string? persona, bool elder)
    {
        var key = $"{persona}/{elder}";
        if (!windows.TryGetValue(key, out var page))
            windows[key] = page = await Open(persona: persona, elder: elder);
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

/// <summary>The portal in a city whose source of medical records answers nobody; all others are recorded.</summary>
public sealed class PortalWithASourceDown : Portal
{
    protected override Dictionary<string, string?> Settings => new(base.Settings)
    {
        ["evidence:connectors:wjw-health:address"] = "http://127.0.0.1:9",
    };
}

/// <summary>One browser and one city for all browser tests.</summary>
[CollectionDefinition("browser")]
public sealed class OneBrowser : ICollectionFixture<Chromium>;

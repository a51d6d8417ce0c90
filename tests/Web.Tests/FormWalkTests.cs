using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Yitong.Testing;

namespace Yitong.Web_Tests;

/// <summary>
/// Everybody of the demonstration walks through all pages that links lead to, and sends every form that a page offers: empty, and
/// filled in as it comes. Whatever is typed, a page may ask for something better (422) or do it; it never offers what is refused to
/// this person or as things stand (403, 404, 409), and nothing breaks (400, 500).
/// </summary>
public sealed class FormWalkTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private static readonly string[] Personas =
        ["", "resident", "agent", "clerk", "official", "official2", "supervisor", "finance", "finance2", "data", "customs"];

    private static readonly string[] Texts =
        ["测试内容", "测试内容", "210299199003151289", "21029919850622035X", "91210200MY9T90014R", "13998765432", "30", "2026-12-08"];

    private const int Attempts = 4;
    private static readonly int PagesEach = Extent.Of("YITONG_PAGES", 90, 600);
    private readonly HashSet<string> forms = [];
    private readonly HashSet<string> offences = [];

    [Fact]
    public async Task No_page_offers_what_is_always_refused()
    {
        var seed = int.Parse(
            Environment.GetEnvironmentVariable("YITONG_SEED") ?? $"{Random.Shared.Next(1_000_000)}", CultureInfo.InvariantCulture);
        var random = new Random(seed);
        foreach (var persona in Personas) await WalkAsync(persona, random);
        TestContext.Current.SendDiagnosticMessage($"YITONG_SEED={seed}, {forms.Count} kinds of form:\n{string.Join('\n', forms.Order())}");
        Assert.True(forms.Count > 20, string.Join('\n', forms));
        Assert.True(offences.Count == 0, $"YITONG_SEED={seed}, {forms.Count} kinds of form\n" + string.Join('\n', offences));
    }

    private async Task WalkAsync(string persona, Random random)
    {
        using var browser = persona.Length > 0 ? await portal.OpenAs(persona) : portal.Open();
        var (seen, waiting) = (new HashSet<string>(), new List<string> { "/", "/work", "/my", "/supervision" });
        var origins = new Dictionary<string, string>();
        var (visits, led) = (new Dictionary<string, int>(), new Stack<string>());
        for (var pages = 0; pages < PagesEach && waiting.Count + led.Count > 0; pages++)
        {
            // Where a form has led to, else what was seen least often; among those, any.
            var path = led.TryPop(out var next) ? next
                : waiting.OrderBy(each => visits.GetValueOrDefault(Shape(each))).ThenBy(_ => random.Next()).First();
            waiting.Remove(path);
            visits[Shape(path)] = visits.GetValueOrDefault(Shape(path)) + 1;
            if (await ReadAsync(browser, path) is not { } page)
            {
                if (origins.TryGetValue(path, out var from)) await JudgeAsync(browser, persona, from, path);
                continue;
            }
            offences.UnionWith(LinkWalkTests.KeysIn(WalkedPages.SaidOn(page)).Select(key => $"{persona} {path}: {key}"));
            foreach (var link in LinksOf(page))
            {
                if (LinkWalkTests.IsPersonal(link)) offences.Add($"{persona} {path}: {link}");
                if (!seen.Add(link)) continue;
                waiting.Add(link);
                origins[link] = path;
            }
            foreach (var to in FormsOf(page).Select(form => form.GetAttribute("action")!).Distinct().ToList())
                await TryAsync(to);

            async Task TryAsync(string to)
            {
                for (var attempt = 0; attempt <= Attempts; attempt++)
                {
                    if (await SendAsync(browser, persona, path, to, attempt > 0, random) is not { } answer) return;
                    if (answer.Location is { } place && place.StartsWith('/') && seen.Add(place.Split('#')[0])) led.Push(place);
                    if (attempt > 0 && answer.Status != HttpStatusCode.UnprocessableEntity) return;
                }
            }
        }
    }

    // The page is read anew before each form: another form of it may have changed what is offered.
    private async Task<Page?> SendAsync(
        PlainBrowser browser, string persona, string path, string to, bool isFilled, Random random)
    {
        if (await ReadAsync(browser, path) is not { } page) return null;
        var offered = FormsOf(page).Where(form => form.GetAttribute("action") == to).ToList();
        if (offered.Count == 0) return null;
        var form = offered[random.Next(offered.Count)];
        forms.Add(Shape(to));
        var fields = FieldsOf(form, isFilled, random);
        var answer = form.Enctype == "multipart/form-data"
            ? await browser.PostFiles(to, FilesOf(form, isFilled), fields)
            : await browser.Post(to, fields);
        if (answer.Status is not (HttpStatusCode.OK or HttpStatusCode.SeeOther or HttpStatusCode.Found
            or HttpStatusCode.UnprocessableEntity))
            offences.Add($"{(int)answer.Status} {persona} {path} → {Shape(to)} "
                + $"({string.Join(", ", fields.Where(field => field.Name != "once").Select(field => $"{field.Name}={field.Value}"))}): {Said(answer)}");
        if (answer.Location is { } place && LinkWalkTests.IsPersonal(place)) offences.Add($"{persona} {path} → {place}");
        return answer;
    }

    // What a form has changed meanwhile may have closed a page: its link must not be offered any more.
    private async Task JudgeAsync(PlainBrowser browser, string persona, string from, string path)
    {
        if (await ReadAsync(browser, from) is not { } origin || !LinksOf(origin).Contains(path)) return;
        var answer = await browser.Get(path);
        if (answer.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
            offences.Add($"{(int)answer.Status} {persona}: {from} → {path}");
    }

    private static IEnumerable<(string Field, string Name, byte[] Bytes)> FilesOf(IHtmlFormElement form, bool isFilled) =>
        form.Elements.OfType<IHtmlInputElement>().Where(input => input.Type == "file")
            .Select(input => (input.Name!, "扫描件.pdf", isFilled ? "%PDF-1.7 扫描件"u8.ToArray() : []));

    private async Task<IHtmlDocument?> ReadAsync(PlainBrowser browser, string path)
    {
        var answer = await browser.Get(path);
        for (var hops = 0; hops < 5 && answer.Location is { } next && next.StartsWith('/'); hops++) answer = await browser.Get(next);
        if ((int)answer.Status >= 500) offences.Add($"{(int)answer.Status} {path}");
        return answer.Status == HttpStatusCode.OK && answer.Answer.Content.Headers.ContentType?.MediaType == "text/html"
            ? await new HtmlParser().ParseDocumentAsync(answer.Html) : null;
    }

    private static IEnumerable<string> LinksOf(IHtmlDocument page) => page.QuerySelectorAll("a[href]")
        .Select(link => link.GetAttribute("href")!.Split('#')[0])
        .Where(link => link.StartsWith('/') && !link.StartsWith("/sign", StringComparison.Ordinal)
            && !link.StartsWith("/mode", StringComparison.Ordinal)).Distinct();

    private static IEnumerable<IHtmlFormElement> FormsOf(IHtmlDocument page) => page.Forms
        .Where(form => form.Method == "post" && form.GetAttribute("action") is { } to && to.StartsWith('/')
            && !to.StartsWith("/sign", StringComparison.Ordinal) && !to.StartsWith("/mode", StringComparison.Ordinal));

    private static (string Name, string Value)[] FieldsOf(IHtmlFormElement form, bool isFilled, Random random)
    {
        var fields = new List<(string Name, string Value)>();
        foreach (var group in form.Elements.OfType<IHtmlInputElement>()
            .Where(input => input.Type == "radio" && input.Name is not null).GroupBy(input => input.Name!))
            if (isFilled) fields.Add((group.Key, group.ElementAt(random.Next(group.Count())).Value));
            else if (group.FirstOrDefault(input => input.IsChecked) is { } chosen) fields.Add((group.Key, chosen.Value));
        foreach (var element in form.Elements)
            if (ValueOf(element, isFilled, random) is { } value) fields.Add(value);
        return [.. fields.Where(field => field.Name != "__RequestVerificationToken")];
    }

    private static (string Name, string Value)? ValueOf(IElement element, bool isFilled, Random random) => element switch
    {
        IHtmlInputElement { Type: "radio" or "file" or "submit" } => null,
        IHtmlInputElement { Type: "hidden", Name: { } name } hidden => (name, hidden.Value),
        IHtmlInputElement { Type: "checkbox", Name: { } name } box =>
            box.IsChecked || isFilled && random.Next(2) == 0 ? (name, box.Value) : null,
        IHtmlInputElement { Name: { } name } input => (name, input.Value.Length > 0 || !isFilled ? input.Value : Typed(input, random)),
        IHtmlTextAreaElement { Name: { } name } text => (name, text.Value.Length > 0 || !isFilled ? text.Value : "情况已经核实。"),
        IHtmlSelectElement { Name: { } name } choice => (name, isFilled && choice.Options.Length > 0
            ? choice.Options[random.Next(choice.Options.Length)].Value : choice.Value ?? ""),
        // A form of several buttons is sent by its first.
        IHtmlButtonElement { Name: { } name } button => (name, button.Value),
        _ => null,
    };

    private static string Typed(IHtmlInputElement input, Random random) => input.Type switch
    {
        "date" => $"2026-12-{random.Next(1, 29):00}",
        "number" => $"{random.Next(1, 50)}",
        _ => input.ClassList.Contains("num") || input.GetAttribute("inputmode") is "numeric" or "decimal"
            || input.Name!.Contains("yuan", StringComparison.Ordinal) ? $"{random.Next(1, 50)}"
            : Texts[random.Next(Texts.Length)],
    };

    // Ids and numbers are left out, so that one form of a thousand cases is one kind.
    private static string Shape(string path) => string.Join('/', path.Split('?')[0].Split('/')
        .Select(part => part.Any(char.IsAsciiDigit) && part.Length > 2 ? "…" : part));

    private static string Said(Page answer)
    {
        var text = new HtmlParser().ParseDocument(answer.Html).QuerySelector("main")?.TextContent ?? answer.Html;
        return string.Join(' ', text.Split(['\n', ' '], StringSplitOptions.RemoveEmptyEntries)) is { Length: > 160 } some ? some[..160]
            : text.Trim();
    }
}

/// <summary>A portal with people and cases of a demonstration.</summary>
public sealed class DemoPortal : Portal
{
    /// <inheritdoc/>
    protected override Dictionary<string, string?> Settings =>
        new(base.Settings) { ["demo:people"] = "60", ["demo:cases"] = "80" };
}

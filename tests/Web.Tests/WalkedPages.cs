using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Yitong.Testing;

namespace Yitong.Web_Tests;

/// <summary>
/// Everybody of the demonstration has opened the pages that links lead to, the kinds of page seen least often first; nothing was sent.
/// </summary>
public sealed class WalkedPages : Portal
{
    private static readonly string[] Personas =
        ["", "resident", "agent", "clerk", "official", "official2", "supervisor", "finance", "finance2", "data", "customs"];

    private static readonly string[] Spoken = ["placeholder", "aria-label", "title", "alt"];

    private static readonly int PagesEach = Extent.Of("YITONG_PAGES", 120, 1_200);
    private List<WalkedPage>? walked;

    /// <inheritdoc/>
    protected override Dictionary<string, string?> Settings =>
        new(base.Settings) { ["demo:people"] = "60", ["demo:cases"] = "80" };

    /// <summary>What was seen.</summary>
    public async Task<IReadOnlyList<WalkedPage>> AllAsync()
    {
        if (walked is not null) return walked;
        var all = new List<WalkedPage>();
        foreach (var persona in Personas) await WalkAsync(persona, all);
        return walked = all;
    }

    /// <summary>Ids and numbers are left out, so that one page of a thousand cases is one kind.</summary>
    public static string Shape(string path) => string.Join('/', path.Split('?')[0].Split('/')
        .Select(part => part.Any(char.IsAsciiDigit) && part.Length > 2 ? "…" : part));

    /// <summary>The words of a page that people read, with the hints in the fields and the names that are read aloud.</summary>
    public static IEnumerable<string> SaidOn(IHtmlDocument page)
    {
        if (page.Body is not { } body) yield break;
        foreach (var text in body.Descendants<IText>())
            if (text.Parent is not IElement { LocalName: "script" or "style" or "textarea" or "pre" or "code" or "samp" }) yield return text.Data;
        foreach (var name in Spoken)
            foreach (var element in body.QuerySelectorAll($"[{name}]")) yield return element.GetAttribute(name)!;
        yield return page.Title ?? "";
    }

    private async Task WalkAsync(string persona, List<WalkedPage> all)
    {
        using var browser = persona.Length > 0 ? await OpenAs(persona) : Open();
        var waiting = new Dictionary<string, string> { ["/"] = "" };
        var (seen, visits) = (new HashSet<string> { "/" }, new Dictionary<string, int>());
        for (var pages = 0; pages < PagesEach && waiting.Count > 0; pages++)
        {
            var path = waiting.Keys.OrderBy(each => visits.GetValueOrDefault(Shape(each))).First();
            visits[Shape(path)] = visits.GetValueOrDefault(Shape(path)) + 1;
            waiting.Remove(path, out var from);
            var page = await ReadAsync(browser, persona, from!, path);
            all.Add(page);
            foreach (var link in page.Links.Where(IsPage))
                if (seen.Add(link)) waiting.Add(link, path);
        }
    }

    private static bool IsPage(string link) => link.StartsWith('/') && !link.StartsWith("/sign-in/", StringComparison.Ordinal)
        && !link.StartsWith("/mode", StringComparison.Ordinal);

    private static async Task<WalkedPage> ReadAsync(PlainBrowser browser, string persona, string from, string path)
    {
        var (answer, addresses) = (await browser.Get(path), new List<string> { path });
        for (var hops = 0; hops < 5 && answer.Location is { } next && next.StartsWith('/'); hops++)
        {
            addresses.Add(next);
            answer = await browser.Get(next);
        }
        var page = answer.Answer.Content.Headers.ContentType?.MediaType == "text/html"
            ? await new HtmlParser().ParseDocumentAsync(answer.Html) : null;
        return new(persona, from, path, answer.Status, page)
        {
            Addresses = [.. addresses, .. page?.QuerySelectorAll("[action]").Select(form => form.GetAttribute("action")!) ?? []],
            Links = [.. page?.QuerySelectorAll("a[href]").Select(link => link.GetAttribute("href")!.Split('#')[0])
                .Where(link => link.Length > 0).Distinct() ?? []],
        };
    }
}

/// <summary>A page as one persona was shown it.</summary>
/// <param name="Persona">Who; empty for a visitor.</param>
/// <param name="From">The page whose link led here.</param>
/// <param name="Path">The link.</param>
/// <param name="Status">How it was answered in the end.</param>
/// <param name="Html">What was shown; null for a file.</param>
public sealed record WalkedPage(string Persona, string From, string Path, HttpStatusCode Status, IHtmlDocument? Html)
{
    /// <summary>Where the link led, over all hops, and where the page's forms lead.</summary>
    public required IReadOnlyList<string> Addresses { get; init; }

    /// <summary>Where its links lead.</summary>
    public required IReadOnlyList<string> Links { get; init; }

    /// <summary>The words that people read, with the hints in the fields and the names that are read aloud.</summary>
    public IEnumerable<string> Said() => Html is null ? [] : WalkedPages.SaidOn(Html);
}

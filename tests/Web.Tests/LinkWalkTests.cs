using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Yitong.Kernel;

namespace Yitong.Web_Tests;

/// <summary>What holds on every page for everybody: where its links lead, what its addresses and its words may hold.</summary>
public sealed partial class LinkWalkTests(WalkedPages portal) : IClassFixture<WalkedPages>
{
    [Fact]
    public async Task No_link_leads_where_this_visitor_may_not_go_or_to_nothing()
    {
        var walked = await portal.AllAsync();
        Assert.True(walked.Count > 500, $"{walked.Count}");
        AssertNone(walked.Where(page => page.Status is not HttpStatusCode.OK)
            .Select(page => $"{(int)page.Status} {page.Persona}: {page.From} → {page.Path}"));
    }

    // 个人信息保护法 第五十一条: an address is kept by browsers, proxies and logs.
    [Fact]
    public async Task No_address_holds_a_citizen_number_or_a_telephone_number() =>
        AssertNone((await portal.AllAsync()).SelectMany(page => page.Links.Concat(page.Addresses)
            .Where(IsPersonal).Select(address => $"{page.Persona}: {page.Path}: {address}")));

    [Fact]
    public async Task No_page_shows_the_key_of_a_text_that_is_missing() =>
        AssertNone((await portal.AllAsync()).SelectMany(page => KeysIn(page.Said())
            .Select(key => $"{page.Persona}: {page.Path}: {key}")));

    [Fact]
    public async Task Chinese_sentences_hold_no_latin_word_but_those_that_people_know() =>
        AssertNone((await portal.AllAsync()).SelectMany(page => page.Said().Where(text => Han().IsMatch(text))
            .SelectMany(text => Word().Matches(Address().Replace(text, "")).Where(word => !IsKnown(word.Value))
                .Select(word => $"{word.Value}: {page.Persona} {WalkedPages.Shape(page.Path)}: {text.Trim()}"))));

    [Fact]
    public async Task Nobody_at_work_reads_what_is_said_to_applicants() =>
        AssertNone((await portal.AllAsync()).Where(page => page.Persona is "clerk" or "official" or "official2" or "supervisor")
            .Where(page => page.Said().Any(text => text.Contains("您可以打12345催办", StringComparison.Ordinal)))
            .Select(page => $"{page.Persona}: {page.Path}"));

    [Fact]
    public async Task The_public_notices_are_linked_from_every_page() =>
        AssertNone((await portal.AllAsync()).Where(page => page.Html is not null && !page.Links.Contains("/notices"))
            .Select(page => $"{page.Persona}: {page.Path}"));

    // The messages may be those of somebody they act for.
    [Fact]
    public async Task What_is_unread_is_found_where_its_link_leads()
    {
        var walked = await portal.AllAsync();
        var links = walked.Where(page => page.Path == "/my").SelectMany(page => Found(page, "a[href^='/my/benefits']")
            .Where(link => link.TextContent.Contains("未读", StringComparison.Ordinal))
            .Select(link => (page.Persona, Path: link.GetAttribute("href")))).ToList();
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.Contains(
            "条未读", walked.Single(page => (page.Persona, page.Path) == link).Html!.Body!.TextContent));
    }

    // Words without a space between them are read, heard and copied as one.
    [Fact]
    public async Task Links_tags_and_names_in_one_line_are_not_run_together() =>
        AssertNone((await portal.AllAsync()).SelectMany(page => Found(page, "a, b, code, span").Where(IsRunOn)
            .Select(first => $"{page.Persona}: {page.Path}: {first.OuterHtml}{((IElement)first.NextSibling!).OuterHtml}")));

    // On a phone the row of headings is not shown: each cell says its own, or an empty one where it needs none.
    [Fact]
    public async Task Cells_that_are_stacked_on_a_phone_carry_their_headings() =>
        AssertNone((await portal.AllAsync()).SelectMany(page => Found(page, "table.stack").OfType<IHtmlTableElement>()
            .SelectMany(BareCells).Select(cell => $"{page.Persona}: {page.Path}: {cell}")));

    private static IEnumerable<IElement> Found(WalkedPage page, string which) =>
        page.Html?.QuerySelectorAll(which) ?? Enumerable.Empty<IElement>();

    private static IEnumerable<string> BareCells(IHtmlTableElement table)
    {
        if (table.Head is not { } head) return [];
        var headings = head.Rows[0].Cells.Select(cell => cell.TextContent.Trim()).ToList();
        return table.Bodies.SelectMany(body => body.Rows).SelectMany(row => row.Cells.Index())
            .Where(cell => cell.Item.LocalName == "td" && cell.Item.GetAttribute("data-label") is var said
                && said != "" && said != headings[cell.Index])
            .Select(cell => $"{headings[cell.Index]}: {cell.Item.OuterHtml}");
    }

    // A space at an end counts; words for readers aloud are laid out of the line.
    private static bool IsRunOn(IElement first) => IsInLine(first) && first.NextSibling is IElement next && IsInLine(next)
        && !char.IsWhiteSpace(first.TextContent[^1]) && !char.IsWhiteSpace(next.TextContent[0]);

    private static bool IsInLine(IElement element) => element.LocalName is "a" or "b" or "code" or "span"
        && element.TextContent.Length > 0 && !element.ClassList.Contains("hide");

    /// <summary>Abbreviations, standards and kinds of file that are said in Chinese too.</summary>
    private static readonly HashSet<string> Known = ["RCEP", "LPR", "X-Road", "PDF", "JSON", "CSV", "WPS", "Ed25519", "SHA", "API"];

    // Codes of matters, journeys and policies are quoted, and of budgets.
    private static bool IsKnown(string word) => Known.Contains(word) || Code().IsMatch(word);

    /// <summary>Whether an address holds a citizen number or a telephone number.</summary>
    internal static bool IsPersonal(string address) =>
        Digits().Matches(Uri.UnescapeDataString(address)).Any(found => CitizenNumber.TryParse(found.Value, out _))
        || Mobile().IsMatch(Uri.UnescapeDataString(address));

    /// <summary>The keys of texts that stand in words instead of the texts.</summary>
    internal static IEnumerable<string> KeysIn(IEnumerable<string> words) =>
        words.SelectMany(text => Key().Matches(text)).Select(key => key.Value);

    private static void AssertNone(IEnumerable<string> found)
    {
        var all = found.Distinct().ToList();
        Assert.True(all.Count == 0, $"{all.Count}:\n{string.Join('\n', all)}");
    }

    [GeneratedRegex("(?<![0-9A-Za-z-])[0-9]{17}[0-9Xx](?![0-9A-Za-z])")]
    private static partial Regex Digits();
    [GeneratedRegex("(?<![0-9A-Za-z-])1[3-9][0-9]{9}(?![0-9A-Za-z])")]
    private static partial Regex Mobile();
    [GeneratedRegex(@"\[[a-z][\w-]*(\.[\w-]+)+\]")]
    private static partial Regex Key();
    [GeneratedRegex("^[A-Z][0-9]{2,3}(-20[0-9]{2})?$")]
    private static partial Regex Code();
    [GeneratedRegex(@"https?://[!-~]+")]
    private static partial Regex Address();
    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();
    [GeneratedRegex(@"(?<![A-Za-z0-9_:/.?=&%-])[A-Za-z][A-Za-z0-9-]+(?![A-Za-z0-9_@])")]
    private static partial Regex Word();
}

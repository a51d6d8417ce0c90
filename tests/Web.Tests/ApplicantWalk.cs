using System.Net;
using System.Text.RegularExpressions;

namespace Yitong.Web_Tests;

/// <summary>Fills in whatever the pages ask, as a patient applicant would.</summary>
public sealed partial class ApplicantWalk(PlainBrowser browser)
{
    private static readonly byte[] Scan = "%PDF-1.4\nA scan.\n%%EOF"u8.ToArray();

    /// <summary>The case's address.</summary>
    public string Path { get; private set; } = "";

    /// <summary>Opens a draft for the first that may be chosen, and comes to the first question.</summary>
    public async Task<Page> Start(string guide)
    {
        var choice = await browser.Get(guide + "/start");
        var subject = Subject().Match(choice.Html).Groups[1].Value;
        var opened = await browser.Post(guide + "/start", ("subject", subject));
        Assert.Equal(HttpStatusCode.SeeOther, opened.Status);
        Path = opened.Location!.Replace("/continue", "");
        return await Follow(opened);
    }

    /// <summary>Applies from the first question to the receipt.</summary>
    public async Task<Page> Lodge(string guide)
    {
        await Start(guide);
        await AnswerAll();
        await HandOverAll();
        return await Submit();
    }

    /// <summary>Answers all questions with something that fits.</summary>
    public async Task AnswerAll()
    {
        var page = await Follow(await browser.Get(Path + "/continue"));
        for (var asked = 0; page.Html.Contains("name=\"then\"") && asked < 60; asked++)
        {
            page = await Answer(page);
            if (page.Html.Contains($"{Path}/continue"))
                page = await Follow(await browser.Get(Path + "/continue"));
        }
    }

    /// <summary>Answers the question of the page and opens the next.</summary>
    public async Task<Page> Answer(Page page) => await Follow(await Send(page, Fitting(page.Html)));

    /// <summary>Sends an answer to the question of the page.</summary>
    public async Task<Page> Send(Page page, string answer)
    {
        var action = Action().Match(page.Html).Groups[1].Value;
        var key = FieldName().Matches(page.Html[page.Html.IndexOf("<form", StringComparison.Ordinal)..]).Select(match => match.Groups[1].Value).First(name => !Own.Contains(name));
        return await browser.Post(action, (key, answer), ("version", Seen().Match(page.Html).Groups[1].Value));
    }

    /// <summary>Hands over every material asked for.</summary>
    public async Task HandOverAll()
    {
        var page = await Open("/materials");
        foreach (Match form in Upload().Matches(page.Html))
            Assert.Equal(HttpStatusCode.SeeOther, (await browser.PostFile(form.Groups[1].Value, "scan.pdf", Scan)).Status);
    }

    /// <summary>Hands over the first material asked for.</summary>
    public async Task<Page> HandOver(string name, byte[] bytes) =>
        await browser.PostFile(Upload().Match((await Open("/materials")).Html).Groups[1].Value, name, bytes);

    /// <summary>Confirms and submits.</summary>
    public async Task<Page> Submit()
    {
        var check = await Open("/check");
        var sent = await browser.Post(Path + "/submit",
            ("truth", "yes"), ("consent", "yes"), ("version", Seen().Match(check.Html).Groups[1].Value));
        Assert.True(sent.Status == HttpStatusCode.SeeOther, sent.Html);
        return await browser.Get(sent.Location!);
    }

    private async Task<Page> Open(string step) => await Follow(await browser.Get(Path + step));

    /// <summary>Goes where an answer leads.</summary>
    public async Task<Page> Follow(Page page)
    {
        while (page.Location is { } next)
        {
            page = await browser.Get(next);
            // Whoever is asked whether the city may fetch what it holds agrees.
            if (page.Html.Contains($"action=\"{next.Split('?')[0]}\"") && next.Contains("/sources?then="))
                page = await browser.Post(next.Split('?')[0], ("agreed", "yes"), ("then", next.Split("then=")[1]));
        }
        return page;
    }

    private static readonly string[] Own = ["__RequestVerificationToken", "once", "version", "then"];

    /// <summary>An answer that fits the question of a page.</summary>
    public static string Fitting(string html)
    {
        if (Option().Match(html) is { Success: true } option)
            return WebUtility.HtmlDecode(option.Groups[1].Value);
        if (SelectOption().Match(html) is { Success: true } listed)
            return WebUtility.HtmlDecode(listed.Groups[1].Value);
        return html.Contains("type=\"tel\"") ? "１３８ 0000 0000"
            : html.Contains("inputmode=\"numeric\"") ? "12"
            : html.Contains("20万元 或") ? "20万元"
            : html.Contains("inputmode=\"decimal\"") ? "86.5"
            : html.Contains("2026年9月28日") ? "2026年9月28日"
            : html.Contains("18位，空格") ? "210299199003151289"
            : html.Contains("18位，见营业执照") ? "91210200MY9T90014R"
            : "海味";
    }

    [GeneratedRegex("name=\"subject\" value=\"([^\"]+)\"")]
    private static partial Regex Subject();
    [GeneratedRegex("action=\"(/cases/[^\"]+/questions/[0-9]+)\"")]
    private static partial Regex Action();
    [GeneratedRegex("name=\"version\" value=\"([0-9]+)\"")]
    private static partial Regex Seen();
    [GeneratedRegex(" name=\"([^\"]+)\"")]
    private static partial Regex FieldName();
    [GeneratedRegex("type=\"radio\" name=\"[^\"]+\" value=\"([^\"]+)\"")]
    private static partial Regex Option();
    [GeneratedRegex("<option>([^<]+)</option>")]
    private static partial Regex SelectOption();
    [GeneratedRegex("<button class=\"plain\" form=\"files\" formaction=\"([^\"]+)\"")]
    private static partial Regex Upload();
}

using System.Text.RegularExpressions;
using Yitong.Web_Tests;

namespace Yitong.Browser_Tests;

/// <summary>Addresses of cases in every state, made over the portal as people make them.</summary>
public sealed partial record ExampleCases(
    string Draft, string Submitted, string Supplement, string Accepted, string Undecided, string Done, string Journey, string Bundle,
    string Run, string Budget, string Referral, string Attached, string HandedOver, ExampleData Data)
{
    private const string Matter = "M009";
    private const string Archive = "M014";

    public static async Task<ExampleCases> MakeAsync(Portal portal)
    {
        using var agent = await portal.OpenAs("agent");
        using var official = await portal.OpenAs("official");
        var draft = await Walk(agent, "/matters/" + Matter, submit: false);
        var submitted = await Walk(agent, "/matters/" + Matter);
        var supplement = await Walk(agent, "/matters/" + Matter);
        var html = (await official.Get($"/work{supplement}/{Matter}")).Html;
        var asked = Asked().Matches(html).Select(match => match.Groups[1].Value).Take(1).Append("contact-phone");
        await Act(official, supplement, "request-supplement", [.. asked.SelectMany((key, row) => new[]
            {
                ($"gaps[{row}].material", key), ($"gaps[{row}].problem", "写得不清楚，请按证件重新填写或者重新拍照。"),
                ($"gaps[{row}].ground", "食品经营许可审查通则"),
            }),
            ("replyBy", "2099-12-31")]);
        var accepted = await Walk(agent, "/matters/" + Matter);
        await Act(official, accepted, "accept");
        var undecided = await Walk(agent, "/matters/" + Matter);
        await Act(official, undecided, "accept");
        var done = await Walk(agent, "/matters/" + Matter);
        await Finish(official, done);
        var (run, budget, referral) = await PayAsync(portal);
        return new(
            draft, submitted, supplement, accepted, undecided, done, await Walk(agent, "/journeys/Y02"),
            await Walk(agent, "/journeys/Y02", submit: false), run, budget, referral,
            await AttachedAsync(agent, official, isDelivered: false), await AttachedAsync(agent, official, isDelivered: true),
            await ExampleData.MakeAsync(portal, await Walk(agent, "/matters/M058"), done));
    }

    // A run in its notice with an objection, the budget that pays it, and an application that waits for an official.
    private static async Task<(string Run, string Budget, string Referral)> PayAsync(Portal portal)
    {
        using var finance = await ApiClient.OpenAsync(portal.Address, "finance");
        using var agent = await ApiClient.OpenAsync(portal.Address, "agent");
        var budget = (await finance.Post("/api/v1/budgets", new { code = "E-1", title = "示例资金", fen = 1_000_000_00 }))["id"].GetString();
        object[] lines =
        [
            new { subject = "210299199003151289", name = "林晓岚", fen = 1_234_56, reason = "r" },
            new { subject = "91210200MY9T90014R", name = "大连海味小馆餐饮有限公司（演示）", fen = 4_800_00, reason = "r" },
        ];
        var run = (await finance.Post("/api/v1/benefit-runs", new { policy = "P020", budget, noticeDays = 10, lines }))["id"].GetString();
        await finance.Post($"/api/v1/benefit-runs/{run}/confirm", new { });
        await finance.Post($"/api/v1/benefit-runs/{run}/publish", new { });
        await agent.Post($"/api/v1/benefit-runs/{run}/objections", new { chunk = 1, line = 1, reason = "已经搬到外地，名单应当核对。" });
        await finance.Post($"/api/v1/budgets/{budget}/moves",
            new { kind = "defer", policy = "P020", clause = "第一条", subject = "91210200MY9T90014R", fen = 10_000_00, due = "2099-01-31" });
        var referral = (await agent.Post("/api/v1/instant-applications", new { policy = "T04", remark = "我是硕士。" }))["id"].GetString();
        return (run!, budget!, referral!);
    }

    private static async Task<string> Walk(PlainBrowser agent, string guide, bool submit = true)
    {
        var applicant = new ApplicantWalk(agent);
        await applicant.Start(guide);
        await applicant.AnswerAll();
        if (submit)
        {
            await applicant.HandOverAll();
            await applicant.Submit();
        }
        return applicant.Path;
    }

    // A grant with the document that it consists of.
    private static async Task<string> AttachedAsync(PlainBrowser agent, PlainBrowser official, bool isDelivered)
    {
        var path = await Walk(agent, "/matters/" + Archive);
        await Act(official, path, "accept", Archive);
        await Act(official, path, "examine", Archive, ("step", "review"), ("passed", "yes"));
        await Act(official, path, "decide", Archive, ("granted", "yes"), ("reasons", "准予查询。"));
        await official.Get($"/work{path}/{Archive}");
        await official.PostFile(
            $"/work{path}/{Archive}/attach-result", "大连海味小馆餐饮有限公司登记档案（2024年设立）.pdf", "%PDF-1.7 x"u8.ToArray());
        if (isDelivered) await Act(official, path, "deliver", Archive, ("method", "online"));
        return path;
    }

    private static async Task Finish(PlainBrowser official, string path)
    {
        await Act(official, path, "accept");
        while (StepOf().Match((await official.Get($"/work{path}/{Matter}")).Html) is { Success: true } step)
            await Act(official, path, "examine", ("step", step.Groups[1].Value), ("passed", "yes"));
        await Act(official, path, "decide", ("granted", "yes"), ("reasons", "符合规定的条件，准予。"));
        await Act(official, path, "deliver", ("method", "online"));
    }

    private static Task Act(PlainBrowser official, string path, string act, params (string, string)[] fields) =>
        Act(official, path, act, Matter, fields);

    private static async Task Act(
        PlainBrowser official, string path, string act, string matter, params (string, string)[] fields)
    {
        await official.Get($"/work{path}/{matter}");
        var done = await official.Post($"/work{path}/{matter}/{act}", fields);
        Assert.True(done.Location is not null, done.Html);
    }

    [GeneratedRegex("name=\"gaps\\[[0-9]+\\].material\" value=\"([^\"]+)\"")]
    private static partial Regex Asked();
    [GeneratedRegex("name=\"step\"[^>]*>\\s*<option value=\"([^\"]+)\"")]
    private static partial Regex StepOf();
}

using System.Text.RegularExpressions;
using Yitong.Web_Tests;

namespace Yitong.Browser_Tests;

/// <summary>Addresses of cases in every state, made over the portal as people make them.</summary>
public sealed partial record ExampleCases(
    string Draft, string Submitted, string Supplement, string Accepted, string Done, string Journey, string Bundle)
{
    private const string Matter = "M009";

    public static async Task<ExampleCases> MakeAsync(Portal portal)
    {
        using var agent = await portal.OpenAs("agent");
        using var official = await portal.OpenAs("official");
        var draft = await Walk(agent, "/matters/" + Matter, submit: false);
        var submitted = await Walk(agent, "/matters/" + Matter);
        var supplement = await Walk(agent, "/matters/" + Matter);
        var html = (await official.Get($"/work{supplement}/{Matter}")).Html;
        var asked = Asked().Matches(html).Select(match => match.Groups[1].Value).Take(1).Append("contact-phone");
        await Act(official, supplement, "request-supplement", [.. asked.SelectMany(key =>
            new[] { ("problem-" + key, "写得不清楚，请按证件重新填写或者重新拍照。"), ("ground-" + key, "食品经营许可审查通则") }),
            ("replyBy", "2099-12-31")]);
        var accepted = await Walk(agent, "/matters/" + Matter);
        await Act(official, accepted, "accept");
        var done = await Walk(agent, "/matters/" + Matter);
        await Finish(official, done);
        return new(draft, submitted, supplement, accepted, done, await Walk(agent, "/journeys/Y02"), await Walk(agent, "/journeys/Y02", submit: false));
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

    private static async Task Finish(PlainBrowser official, string path)
    {
        await Act(official, path, "accept");
        while (StepOf().Match((await official.Get($"/work{path}/{Matter}")).Html) is { Success: true } step)
            await Act(official, path, "examine", ("step", step.Groups[1].Value), ("passed", "yes"));
        await Act(official, path, "decide", ("granted", "yes"), ("reasons", "符合规定的条件，准予。"));
        await Act(official, path, "deliver", ("method", "Online"));
    }

    private static async Task Act(PlainBrowser official, string path, string act, params (string, string)[] fields)
    {
        await official.Get($"/work{path}/{Matter}");
        var done = await official.Post($"/work{path}/{Matter}/{act}", fields);
        Assert.True(done.Location is not null, done.Html);
    }

    [GeneratedRegex("name=\"problem-([^\"]+)\"")]
    private static partial Regex Asked();
    [GeneratedRegex("<select id=\"step\" name=\"step\"><option value=\"([^\"]+)\"")]
    private static partial Regex StepOf();
}

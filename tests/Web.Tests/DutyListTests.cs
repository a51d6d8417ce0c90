using System.Net;
using System.Text.Json;

namespace Yitong.Web_Tests;

/// <summary>One list of all that an agency owes, and one of what is late anywhere.</summary>
public sealed class DutyListTests(PaymentPortal portal) : IClassFixture<PaymentPortal>
{
    [Fact]
    public async Task A_dispute_stands_in_the_work_of_its_agency_and_when_it_is_late_in_supervisions_list()
    {
        using (var supervisor = await portal.OpenAs("supervisor"))
        {
            var before = (await supervisor.Get("/supervision")).Html;
            Assert.Contains("没有超期或快到期的事项", before);
            Assert.Contains("最近30天没有办完的事项", before);
        }
        using (var agent = await portal.OpenAs("agent"))
        {
            await agent.Get("/my/benefits/facts?for=91210200MY9T90014R&fact=staff_count");
            await agent.Post("/my/benefits/disputes", ("for", "91210200MY9T90014R"), ("fact", "staff_count"), ("said", "现在有21人"));
        }
        await IsInTheWork();
        portal.Pass(16);
        await IsLate();
        using var official = await portal.OpenAs("official");
        var list = await official.Get("/work/disputes");
        var to = "/work/disputes/" + list.Html.Split("action=\"/work/disputes/")[1].Split('"')[0];
        await official.PostAndFollow(to, ("stands", "yes"), ("answer", "核实无误"));
        Assert.DoesNotContain("答复事实异议", (await official.Get("/work")).Html);
        using var after = await portal.OpenAs("supervisor");
        Assert.Matches("答复事实异议</td>\\s*<td[^>]*>办完1项</td>\\s*<td[^>]*>\\s*<span class=\"tag bad\">超期1项", (await after.Get("/supervision")).Html);
    }

    private async Task IsInTheWork()
    {
        using var official = await portal.OpenAs("official");
        var work = (await official.Get("/work?kind=answer-dispute")).Html;
        Assert.Matches("href=\"/work/disputes/[-0-9a-f]+/1\"><b>从业人数</b>", work);
        Assert.Contains("答复事实异议 1", work);
        Assert.Contains("还剩", work);
        await IsTakenAndPutBack(official, work);
        using var api = await ApiClient.OpenAsync(portal.Address, "official");
        var owed = Assert.Single((await api.Get("/api/v1/work?kind=answer-dispute"))["items"].EnumerateArray());
        Assert.Equal(JsonValueKind.Null, owed.GetProperty("caseId").ValueKind);
        Assert.Equal(("从业人数", "2026-11-16", 10), (owed.GetProperty("title").GetString(), owed.GetProperty("due").GetString(),
            owed.GetProperty("workingDaysLeft").GetInt32()));
    }

    private static async Task IsTakenAndPutBack(PlainBrowser official, string work)
    {
        string Field(string name) => System.Text.RegularExpressions.Regex.Match(work, $"name=\"{name}\"\\s+value=\"([^\"]*)\"").Groups[1].Value;
        (string, string)[] fields =
            [.. new[] { "thing", "part", "slot", "kind", "since" }.Select(name => (name, Field(name))), ("back", "me")];
        Assert.Contains("我在办 0", work);
        var mine = await official.PostAndFollow("/work/take", fields);
        Assert.Matches("我在办 1.*<b>从业人数</b>.*放回", mine.Html.ReplaceLineEndings(" "));
        Assert.Contains("我在办 0", (await official.PostAndFollow("/work/return", fields)).Html);
    }

    // Supervision sees that it is late, not what the company said: the page of disputes is the agency's alone.
    private async Task IsLate()
    {
        using var supervisor = await portal.OpenAs("supervisor");
        var late = (await supervisor.Get("/supervision")).Html;
        Assert.Contains("超期1项，涉及1个部门", late);
        Assert.Contains("<b>从业人数</b>", late);
        Assert.DoesNotContain("/work/disputes", late);
        Assert.Equal(HttpStatusCode.Forbidden, (await supervisor.Get("/work/disputes")).Status);
    }
}

/// <summary>A last day that looks like a mistake says why it is none.</summary>
public sealed class LastDayTests(PaymentPortal portal) : IClassFixture<PaymentPortal>
{
    [Fact]
    public async Task A_last_day_at_a_weekend_says_why_it_is_one_and_any_other_says_nothing()
    {
        const string OnTheSpot = "M010";
        Assert.DoesNotContain("就是最后一天", await AcceptedAsync(OnTheSpot), StringComparison.Ordinal);
        while (portal.Time.GetUtcNow().AddHours(8).DayOfWeek != DayOfWeek.Sunday) portal.Pass(1);
        Assert.Contains("收到当天就是最后一天，那天是周日", await AcceptedAsync(OnTheSpot), StringComparison.Ordinal);
    }

    private async Task<string> AcceptedAsync(string matter)
    {
        using var agent = await portal.OpenAs("agent");
        var applicant = new ApplicantWalk(agent);
        await applicant.Lodge("/matters/" + matter);
        using var official = await portal.OpenAs("official");
        await official.Get($"/work{applicant.Path}/{matter}");
        await official.Post($"/work{applicant.Path}/{matter}/accept");
        var seen = (await official.Get($"/work{applicant.Path}/{matter}")).Html;
        Assert.Contains("今天到期", seen, StringComparison.Ordinal);
        return (await agent.Get(applicant.Path)).Html;
    }
}

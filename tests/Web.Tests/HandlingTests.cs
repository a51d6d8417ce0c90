using System.Net;
using System.Text.RegularExpressions;

namespace Yitong.Web_Tests;

/// <summary>An official handles a case from the workbench, and the applicant sees what happens.</summary>
public sealed partial class HandlingTests(Portal portal) : IClassFixture<Portal>
{
    private const string Matter = "M009";

    [Fact]
    public async Task A_case_goes_from_the_list_to_a_delivered_result_and_a_rating()
    {
        using var agent = await portal.OpenAs("agent");
        var path = await Submitted(agent);
        using var official = await portal.OpenAs("official");
        Assert.Contains($"/work{path}/{Matter}", (await official.Get("/work")).Html);

        await Examined(official, path);
        await Act(official, path, "decide", ("granted", "yes"), ("reasons.template", "申请材料齐全，符合法定形式和条件，准予。"));
        await Act(official, path, "deliver", ("method", "online"));

        var tracker = await agent.Get(path);
        Assert.Contains("已办结", tracker.Html);
        Assert.Contains("作出决定：准予", tracker.Html);
        Assert.Equal(path + "#rate", (await agent.Post(path + "/rating", ("stars", "5"), ("comment", "快"))).Location);
    }

    [Fact]
    public async Task A_result_that_is_a_document_is_delivered_with_it_and_read_from_then_on()
    {
        const string Archive = "M014";
        using var agent = await portal.OpenAs("agent");
        var path = await Submitted(agent, Archive);
        using var official = await portal.OpenAs("official");
        await ActOn(official, path, Archive, "accept");
        await ActOn(official, path, Archive, "examine", ("step", "review"), ("passed", "yes"));
        await ActOn(official, path, Archive, "decide", ("granted", "yes"), ("reasons", "准予查询"));
        var without = await official.Post($"/work{path}/{Archive}/deliver", ("method", "online"));
        Assert.Contains("请先上传“登记档案”", without.Html, StringComparison.Ordinal);
        var empty = await official.Post($"/work{path}/{Archive}/attach-result");
        Assert.Contains("请先选择一份文件", empty.Html, StringComparison.Ordinal);
        await AttachAsync("别人的.pdf", "%PDF-1.7 别人的"u8.ToArray());
        await AttachAsync("登记档案.pdf", "%PDF-1.7 登记档案"u8.ToArray());
        var files = Document().Matches((await official.Get($"/work{path}/{Archive}")).Html).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(HttpStatusCode.OK, (await official.Get(files[0])).Status);
        await official.Post($"/work{path}/{Archive}/take-back-result", ("upload", files[0][^64..]));

        Assert.DoesNotContain("登记档案.pdf", (await agent.Get(path)).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await agent.Get(files[1])).Status);
        using var program = await ApiClient.OpenAsync(portal.Address, "agent");
        var events = $"/api/v1{path}/events";
        Assert.DoesNotContain("登记档案.pdf", (await program.Get(events)).Text, StringComparison.Ordinal);
        await ActOn(official, path, Archive, "deliver", ("method", "online"));
        var late = await official.PostFile($"/work{path}/{Archive}/attach-result", "晚.pdf", "%PDF-1.7 晚"u8.ToArray());
        Assert.Equal(HttpStatusCode.Conflict, late.Status);

        var tracker = (await agent.Get(path)).Html;
        Assert.Equal(files[1], Document().Match(tracker).Groups[1].Value);
        // A journey may hand over several results on this page: none of them takes an id that must be the only one.
        Assert.DoesNotContain("id=\"results\"", tracker, StringComparison.Ordinal);
        Assert.Contains("登记档案", (await agent.Get(files[1])).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await agent.Get(files[0])).Status);
        Assert.DoesNotContain("别人的.pdf", (await program.Get(events)).Text, StringComparison.Ordinal);
        Assert.Contains("登记档案.pdf", (await program.Get(events)).Text, StringComparison.Ordinal);
        using var stranger = await portal.OpenAs("resident");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get(files[1])).Status);

        async Task AttachAsync(string name, byte[] bytes) => Assert.Equal(
            HttpStatusCode.SeeOther, (await official.PostFile($"/work{path}/{Archive}/attach-result", name, bytes)).Status);
    }

    [Fact]
    public async Task A_program_puts_its_upload_to_a_result_and_another_accounts_it_does_not()
    {
        using var agent = await portal.OpenAs("agent");
        var path = await Submitted(agent);
        using var official = await portal.OpenAs("official");
        await Examined(official, path);
        using var program = await ApiClient.OpenAsync(portal.Address, "official");
        var attach = $"/api/v1/work{path}/attach-result";
        var its = (await program.Upload("%PDF-1.7 许可"u8.ToArray(), "许可.pdf"))["upload"].GetString();
        Assert.Equal("result.not-granted", (await program.Post(attach, new { upload = its })).Code);
        await Act(official, path, "decide", ("granted", "yes"), ("reasons", "准予"));
        using var other = await ApiClient.OpenAsync(portal.Address, "agent");
        var theirs = (await other.Upload("%PDF-1.7 私事"u8.ToArray(), "私事.pdf"))["upload"].GetString();
        Assert.Equal("upload.unknown", (await program.Post(attach, new { upload = theirs })).Code);
        Assert.Equal(422, (await program.Post(attach, new { })).Status);
        Assert.Equal(200, (await program.Post(attach, new { upload = its, fileName = "许可.pdf" })).Status);
        Assert.Equal(404, (await other.Get($"/api/v1{path}/results/{Matter}/{its}")).Status);
        var done = await program.Post($"/api/v1/work{path}/deliver", new { method = "online" });
        Assert.Equal(its, done["members"][0].GetProperty("delivered").GetProperty("documents")[0].GetProperty("upload").GetString());
        Assert.Contains("许可", (await other.Get($"/api/v1{path}/results/{Matter}/{its}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_gaps_are_asked_for_at_once_and_supplied_on_one_page()
    {
        using var agent = await portal.OpenAs("agent");
        var path = await Submitted(agent);
        using var official = await portal.OpenAs("official");
        var page = await official.Get($"/work{path}/{Matter}");
        var material = Material().Match(page.Html).Groups[1].Value;
        await Act(official, path, "request-supplement",
            ("gaps[0].material", material), ("gaps[0].problem", "图上没有标出冷食专间"), ("gaps[0].ground", "食品经营许可审查通则"),
            ("gaps[1].material", "nothing-wrong"), ("gaps[1].problem", ""), ("gaps[1].ground", "食品经营许可审查通则"),
            ("gaps[7].material", "contact-phone"), ("gaps[7].problem", "电话打不通"), ("gaps[7].ground", "申请书填写说明"));

        Assert.Contains(path, (await agent.Get("/my")).Html);
        var notice = await agent.Get($"{path}/supplement/{Matter}");
        Assert.Contains("图上没有标出冷食专间", notice.Html);
        Assert.Contains("电话打不通", notice.Html);
        var early = await agent.Post($"{path}/supplement/{Matter}", ("contact-phone", "13900000000"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, early.Status);
        Assert.Contains("这一项还没有补上：图上没有标出冷食专间", early.Html);
        Assert.DoesNotContain("没有改：电话打不通", early.Html);
        var same = await agent.Post($"{path}/supplement/{Matter}", ("contact-phone", "１３８ 0000 0000"));
        Assert.Contains("这一处和原来一样，没有改：电话打不通", same.Html);
        var done = await agent.Post($"{path}/supplement/{Matter}",
            ("contact-phone", "13900000000"), ($"why-{material}", "冷食专间在第二页。"));
        Assert.Equal(HttpStatusCode.SeeOther, done.Status);
        var file = (await official.Get($"/work{path}/{Matter}")).Html;
        Assert.Contains("申请人说明：冷食专间在第二页。", file);
        Assert.Contains("现在：13900000000", file);
    }

    [Fact]
    public async Task A_promised_material_is_handed_in_after_the_acceptance_and_the_debt_is_seen_till_then()
    {
        using var agent = await portal.OpenAs("agent");
        var applicant = new ApplicantWalk(agent);
        await applicant.Start("/matters/" + Matter);
        await applicant.AnswerAll();
        await applicant.HandOverAll();
        var path = applicant.Path;
        await agent.Post($"{path}/materials/staff-health-certificates/take-back");
        await agent.Post($"{path}/materials/staff-health-certificates", ("later", "yes"));
        await applicant.Submit();
        using var official = await portal.OpenAs("official");
        await Act(official, path, "accept");
        Assert.Contains("申请人承诺后补、还没有交来：从业人员健康证明", (await official.Get($"/work{path}/{Matter}")).Html);
        Assert.Contains("承诺后补的材料还没有交来", (await agent.Get("/my")).Html);
        Assert.Contains($"{path}/materials", (await agent.Get(path)).Html);
        var page = await agent.Get($"{path}/materials");
        Assert.Contains($"action=\"{path}/materials/staff-health-certificates\"", page.Html);
        Assert.DoesNotContain("name=\"later\"", page.Html);
        var handed = await agent.PostFile($"{path}/materials/staff-health-certificates", "健康证.pdf", "%PDF-1.7 健康证"u8.ToArray());
        Assert.Equal(HttpStatusCode.SeeOther, handed.Status);
        Assert.DoesNotContain("要准备", (await agent.Get($"{path}/materials")).Html);
        Assert.DoesNotContain("您承诺后补的材料还没有交来", (await agent.Get(path)).Html);
        Assert.DoesNotContain("还没有交来", (await official.Get($"/work{path}/{Matter}")).Html);
    }

    [Fact]
    public async Task A_second_decision_on_a_stale_screen_is_told_and_loses_nothing()
    {
        using var agent = await portal.OpenAs("agent");
        var path = await Submitted(agent);
        using var official = await portal.OpenAs("official");
        await Act(official, path, "accept");
        var second = await official.Post($"/work{path}/{Matter}/accept", ("version", "1"));
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
    }

    [Fact]
    public async Task A_form_that_is_pressed_twice_is_one_act()
    {
        using var agent = await portal.OpenAs("agent");
        var path = await Submitted(agent);
        using var official = await portal.OpenAs("official");
        await official.Get($"/work{path}/{Matter}");
        var first = await official.Post($"/work{path}/{Matter}/accept", ("once", "one showing of the form"));
        var second = await official.Post($"/work{path}/{Matter}/accept", ("once", "one showing of the form"));
        Assert.Equal((HttpStatusCode.SeeOther, first.Location), (second.Status, second.Location));
        Assert.Equal(HttpStatusCode.Conflict, (await official.Post($"/work{path}/{Matter}/accept", ("once", "another"))).Status);
    }

    [Fact]
    public async Task Choosing_nothing_is_asked_again_and_never_counts_as_a_no()
    {
        using var agent = await portal.OpenAs("agent");
        var path = await Submitted(agent);
        using var official = await portal.OpenAs("official");
        await Act(official, path, "accept");
        await official.Get($"/work{path}/{Matter}");
        var asked = await official.Post($"/work{path}/{Matter}/examine", ("opinion", "看过了"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.Status);
        Assert.Contains("请选择结论", asked.Html);
        Assert.Contains("看过了", asked.Html);
    }

    [Fact]
    public async Task A_denial_without_reasons_comes_back_with_the_form_open()
    {
        using var agent = await portal.OpenAs("agent");
        var path = await Submitted(agent);
        using var official = await portal.OpenAs("official");
        await official.Get($"/work{path}/{Matter}");
        var refused = await official.Post($"/work{path}/{Matter}/refuse", ("basis", "食品安全法第三十五条"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("<details open id=\"act-refuse\">", refused.Html);
        Assert.Contains("食品安全法第三十五条", refused.Html);
    }

    [Fact]
    public async Task What_is_wrong_with_a_stop_of_the_clock_stands_at_its_fields_and_nothing_typed_is_lost()
    {
        using var agent = await portal.OpenAs("agent");
        var path = await Submitted(agent);
        using var official = await portal.OpenAs("official");
        await Act(official, path, "accept");
        var page = await official.Get($"/work{path}/{Matter}");
        var ground = Ground().Match(page.Html).Groups[1].Value;
        var stopped = await official.Post($"/work{path}/{Matter}/suspend", ("ground", ground), ("announced", "0"), ("announced.unit", "months"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, stopped.Status);
        Assert.Contains("href=\"#announced-suspend\"", stopped.Html);
        stopped = await official.Post($"/work{path}/{Matter}/suspend", ("ground", ground), ("announced.unit", "months"));
        Assert.Contains("id=\"notice-suspend-fault\"", stopped.Html);
        Assert.Contains("id=\"announced-suspend-fault\"", stopped.Html);
        Assert.Contains("<option value=\"months\" selected>", stopped.Html);
        await Act(official, path, "suspend",
            ("ground", ground), ("notice", "停字〔2026〕1号"), ("announced", "10"), ("announced.unit", "working-days"));
        Assert.Contains("id=\"act-resume\"", (await official.Get($"/work{path}/{Matter}")).Html);
    }

    [Fact]
    public async Task A_gap_that_is_not_clear_is_told_at_its_row()
    {
        using var agent = await portal.OpenAs("agent");
        var path = await Submitted(agent);
        using var official = await portal.OpenAs("official");
        var page = await official.Get($"/work{path}/{Matter}");
        var material = Material().Match(page.Html).Groups[1].Value;
        var refused = await official.Post($"/work{path}/{Matter}/request-supplement",
            ("gaps[0].material", material), ("gaps[0].problem", "图上没有标出冷食专间"), ("gaps[0].ground", "审查通则"),
            ("gaps[2].material", "contact-phone"), ("gaps[2].problem", "电话打不通"), ("gaps[2].ground", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("id=\"gaps[1].ground-request-supplement\" name=\"gaps[2].ground\"", refused.Html);
        Assert.Contains("id=\"gaps[1].ground-request-supplement-fault\"", refused.Html);
        Assert.Contains("value=\"图上没有标出冷食专间\"", refused.Html);
    }

    [Fact]
    public async Task What_the_address_says_counts_and_a_way_of_delivery_that_no_page_offers_does_not()
    {
        using var agent = await portal.OpenAs("agent");
        var path = await Submitted(agent);
        using var official = await portal.OpenAs("official");
        await official.Get($"/work{path}/{Matter}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await official.Post($"/work{path}/{Matter}/deliver", ("method", "99"))).Status);
        var accepted = await official.Post($"/work{path}/{Matter}/accept", ("matter", "M001"));
        Assert.Equal($"/work{path}/{Matter}?done=true", accepted.Location);
    }

    [Theory]
    [InlineData("official", "/work")]
    [InlineData("official", "")]
    [InlineData("supervisor", "")]
    public async Task A_draft_is_nobodys_business_but_the_applicants(string persona, string under)
    {
        using var agent = await portal.OpenAs("agent");
        var applicant = new ApplicantWalk(agent);
        await applicant.Start("/matters/" + Matter);
        using var official = await portal.OpenAs(persona);
        Assert.Equal(HttpStatusCode.NotFound, (await official.Get(under + applicant.Path)).Status);
    }

    [Fact]
    public async Task An_official_of_another_agency_cannot_see_the_case()
    {
        using var agent = await portal.OpenAs("agent");
        var path = await Submitted(agent);
        using var other = await portal.OpenAs("official2");
        Assert.Equal(HttpStatusCode.NotFound, (await other.Get($"/work{path}/{Matter}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Get("/work/find?number=1")).Status);
    }

    [Fact]
    public async Task A_clerk_lodges_for_a_resident_who_came_to_the_station()
    {
        await portal.OpenAs("resident");
        using var clerk = await portal.OpenAs("clerk");
        await clerk.Get("/desk");
        var found = await clerk.Post("/desk/find", ("code", "２１０２９９１９９００３１５１２８９"), ("what", "居住证"));
        Assert.Contains("林晓岚", found.Html);
        var opened = await clerk.Post("/desk/open",
            ("subject", "210299199003151289"), ("matter", "M058"), ("what", "居住证"));
        Assert.Equal(HttpStatusCode.SeeOther, opened.Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await clerk.Get(opened.Location!)).Status);
        Assert.Contains("办居住证", (await clerk.Get("/desk")).Html);
    }

    [Fact]
    public async Task A_wrong_number_at_the_desk_is_told_at_its_field()
    {
        using var clerk = await portal.OpenAs("clerk");
        await clerk.Get("/desk");
        var refused = await clerk.Post("/desk/find", ("code", "210299199003151280"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("号码不对", refused.Html);
        Assert.Contains("value=\"210299199003151280\"", refused.Html);
    }

    [Fact]
    public async Task A_supervisor_reads_every_case_and_changes_none()
    {
        using var agent = await portal.OpenAs("agent");
        var path = await Submitted(agent);
        using var supervisor = await portal.OpenAs("supervisor");
        Assert.Contains("超期和快到期", (await supervisor.Get("/supervision")).Html);
        Assert.Equal(HttpStatusCode.OK, (await supervisor.Get(path)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await supervisor.Post($"/work{path}/{Matter}/accept")).Status);
    }

    private static async Task<string> Submitted(PlainBrowser agent, string matter = Matter)
    {
        var applicant = new ApplicantWalk(agent);
        await applicant.Lodge("/matters/" + matter);
        return applicant.Path;
    }

    private static async Task Examined(PlainBrowser official, string path)
    {
        await Act(official, path, "accept");
        while ((await official.Get($"/work{path}/{Matter}")).Html is var html && html.Contains("id=\"act-examine\""))
            await Act(official, path, "examine", ("step", Step().Match(html).Groups[1].Value), ("passed", "yes"));
    }

    private static Task Act(PlainBrowser official, string path, string act, params (string, string)[] fields) =>
        ActOn(official, path, Matter, act, fields);

    private static async Task ActOn(
        PlainBrowser official, string path, string matter, string act, params (string, string)[] fields)
    {
        var page = await official.Get($"/work{path}/{matter}");
        Assert.Contains($"id=\"act-{act}\"", page.Html);
        var done = await official.Post($"/work{path}/{matter}/{act}",
            [("version", Seen().Match(page.Html).Groups[1].Value), .. fields]);
        Assert.True(done.Status == HttpStatusCode.SeeOther, done.Html);
    }

    [GeneratedRegex("name=\"version\" value=\"([0-9]+)\"")]
    private static partial Regex Seen();
    [GeneratedRegex("name=\"ground\"[^>]*>\\s*<option value=\"([^\"]+)\"")]
    private static partial Regex Ground();
    [GeneratedRegex("name=\"step\"[^>]*>\\s*<option value=\"([^\"]+)\"")]
    private static partial Regex Step();
    [GeneratedRegex("href=\"(/cases/[^\"]+/results/[^\"]+)\"")]
    private static partial Regex Document();
    [GeneratedRegex("name=\"gaps\\[[0-9]+\\].material\" value=\"([^\"]+)\"")]
    private static partial Regex Material();
}

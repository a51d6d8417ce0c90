using System.Net;

namespace Yitong.Web_Tests;

/// <summary>A resident applies without script: each test walks real pages and forms.</summary>
public sealed class ApplyingTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_resident_applies_from_the_guide_to_the_receipt()
    {
        using var browser = await portal.OpenAs("resident");
        var applicant = new ApplicantWalk(browser);
        var receipt = await applicant.Lodge("/matters/M058");
        Assert.Contains("已经收到您的申请", receipt.Html);
        Assert.Contains("待受理", receipt.Html);
        Assert.Contains("<svg class=\"qr\"", receipt.Html);
        Assert.Contains(applicant.Path, (await browser.Get("/my")).Html);
    }

    [Fact]
    public async Task An_agent_applies_for_the_company_and_its_name_and_code_are_there_already()
    {
        using var browser = await portal.OpenAs("agent");
        var applicant = new ApplicantWalk(browser);
        await applicant.Start("/matters/M009");
        await applicant.AnswerAll();
        await applicant.HandOverAll();
        var check = await browser.Get(applicant.Path + "/check");
        Assert.Contains("大连海味小馆餐饮有限公司（演示）", check.Html);
        Assert.Contains("已经收到您的申请", (await applicant.Submit()).Html);
    }

    [Fact]
    public async Task A_wrong_answer_comes_back_with_its_field_and_what_was_typed()
    {
        using var browser = await portal.OpenAs("resident");
        var applicant = new ApplicantWalk(browser);
        var page = await applicant.Start("/matters/M058");
        while (!page.Html.Contains("contact-phone"))
            page = await applicant.Answer(page);
        var refused = await applicant.Send(page, "12-ab");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("有几处要改一下", refused.Html);
        Assert.Contains("value=\"12-ab\"", refused.Html);
        Assert.Contains("aria-describedby=\"contact-phone-hint contact-phone-fault\"", refused.Html);
    }

    [Fact]
    public async Task A_renamed_program_is_not_taken_as_a_material()
    {
        using var browser = await portal.OpenAs("agent");
        var applicant = new ApplicantWalk(browser);
        await applicant.Start("/matters/M009");
        await applicant.AnswerAll();
        var refused = await applicant.HandOver("licence.pdf", [0x4d, 0x5a, 0x90, 0x00, 0x03]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("改扩展名没有用", refused.Html);
    }

    [Fact]
    public async Task A_file_of_25_megabytes_is_told_to_be_too_large()
    {
        using var browser = await portal.OpenAs("agent");
        var applicant = new ApplicantWalk(browser);
        await applicant.Start("/matters/M009");
        await applicant.AnswerAll();
        var refused = await applicant.HandOver("scan.pdf", new byte[25 << 20]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("超过20MB", refused.Html);
    }

    [Fact]
    public async Task Nothing_can_be_submitted_while_something_is_missing_and_each_gap_is_named()
    {
        using var browser = await portal.OpenAs("resident");
        var applicant = new ApplicantWalk(browser);
        await applicant.Start("/matters/M058");
        await browser.Get(applicant.Path + "/check");
        var refused = await browser.Post(applicant.Path + "/submit", ("truth", "yes"), ("consent", "yes"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("href=\"#contact-phone\"", refused.Html);
        var bare = await browser.Post(applicant.Path + "/submit");
        Assert.Contains("href=\"#truth\"", bare.Html);
        Assert.Contains("href=\"#contact-phone\"", bare.Html);
    }

    [Fact]
    public async Task Nothing_is_fetched_before_the_applicant_was_asked_and_agreed()
    {
        using var browser = await portal.OpenAs("resident");
        var opened = await browser.Post("/matters/M058/start", ("subject", await SubjectAsync(browser)));
        var path = opened.Location!.Replace("/continue", "");
        var asked = await browser.Get(path + "/materials");
        Assert.Equal($"{path}/sources?then=materials", asked.Location);
        Assert.Contains("同意调取", (await browser.Get(asked.Location!)).Html);
        Assert.DoesNotContain(path, (await browser.Get("/my/disclosures")).Html);
        Assert.Equal($"{path}/materials", (await browser.Post(path + "/sources", ("agreed", "yes"), ("then", "materials"))).Location);
        Assert.DoesNotContain("name=\"consent\"", (await browser.Get(path + "/check")).Html);
        Assert.Contains(path, (await browser.Get("/my/disclosures")).Html);
    }

    [Fact]
    public async Task Who_declines_the_fetching_hands_in_what_the_city_holds_and_may_change_their_mind()
    {
        using var browser = await portal.OpenAs("resident");
        var opened = await browser.Post("/matters/M058/start", ("subject", await SubjectAsync(browser)));
        var path = opened.Location!.Replace("/continue", "");
        await browser.Get(path + "/sources");
        Assert.Equal($"{path}/continue", (await browser.Post(path + "/sources", ("agreed", "no"), ("then", "//evil"))).Location);
        var materials = await browser.Get(path + "/materials");
        Assert.Contains("改为同意调取", materials.Html);
        Assert.DoesNotContain("免提交", materials.Html);
        Assert.DoesNotContain(path, (await browser.Get("/my/disclosures")).Html);
        Assert.Contains("同意调取", (await browser.Get(path + "/sources?then=materials")).Html);
    }

    private static async Task<string> SubjectAsync(PlainBrowser browser) => System.Text.RegularExpressions.Regex.Match(
        (await browser.Get("/matters/M058/start")).Html, "name=\"subject\" value=\"([^\"]+)\"").Groups[1].Value;

    [Fact]
    public async Task Somebody_else_does_not_learn_that_the_case_exists()
    {
        using var browser = await portal.OpenAs("resident");
        var applicant = new ApplicantWalk(browser);
        await applicant.Start("/matters/M058");
        using var stranger = await portal.OpenAs("agent");
        foreach (var page in new[] { "", "/continue", "/questions/1", "/materials", "/check", "/withdraw", "/files/x" })
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get(applicant.Path + page)).Status);
    }

    [Fact]
    public async Task A_draft_is_withdrawn_and_gone_from_what_must_be_done()
    {
        using var browser = await portal.OpenAs("resident");
        var applicant = new ApplicantWalk(browser);
        await applicant.Start("/matters/M042");
        await browser.Get(applicant.Path + "/withdraw");
        Assert.Equal("/my", (await browser.Post(applicant.Path + "/withdraw", ("reason", "不办了"))).Location);
        Assert.Contains("已撤回", (await browser.Get(applicant.Path)).Html);
    }

    [Fact]
    public async Task The_answers_of_a_journey_leave_out_what_is_not_needed()
    {
        using var browser = await portal.OpenAs("agent");
        var applicant = new ApplicantWalk(browser);
        var page = await applicant.Start("/journeys/Y02");
        while (page.Html.Contains("name=\"then\""))
            page = await applicant.Follow(await applicant.Send(page, page.Html.Contains("店里卖烟吗") ? "否" : ApplicantWalk.Fitting(page.Html)));
        Assert.Contains("按您的回答，要办这些", page.Html);
        var notNeeded = page.Html[page.Html.IndexOf("不用办的", StringComparison.Ordinal)..];
        Assert.Contains("店里卖烟", notNeeded);
    }

    [Fact]
    public async Task A_mandate_is_given_used_and_taken_back()
    {
        using var resident = await portal.OpenAs("resident");
        using var agent = await portal.OpenAs("agent");
        var page = await resident.Get("/my/mandates");
        var self = System.Text.RegularExpressions.Regex.Match(page.Html, "<option value=\"([^\"]+)\"").Groups[1].Value;
        var wrong = await resident.Post("/my/mandates", ("principal", self), ("agent", "123"), ("until", "2099-01-01"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        var given = await resident.PostAndFollow("/my/mandates",
            ("principal", self), ("agent", "21029919850622035X"), ("scope", "M058"), ("until", "2099-01-01"));
        Assert.DoesNotContain("周立行", given.Html);
        Assert.Contains("2102**********035X", given.Html);
        Assert.DoesNotContain("林晓岚", (await agent.Get("/matters/M058/start")).Html);
        var asked = await agent.Get("/my/mandates");
        var accept = System.Text.RegularExpressions.Regex.Match(asked.Html, "action=\"(/my/mandates/[^\"]+/accept)\"").Groups[1].Value;
        await agent.Post(accept);
        given = await resident.Get("/my/mandates");
        Assert.Contains("周立行", given.Html);
        Assert.Contains("林晓岚", (await agent.Get("/matters/M058/start")).Html);
        Assert.DoesNotContain("林晓岚", (await agent.Get("/matters/M042/start")).Html);
        var revoke = System.Text.RegularExpressions.Regex.Match(given.Html, "action=\"(/my/mandates/[^\"]+/revoke)\"").Groups[1].Value;
        await resident.Post(revoke, ("principal", self));
        Assert.DoesNotContain("林晓岚", (await agent.Get("/matters/M058/start")).Html);
    }

    [Fact]
    public async Task A_matter_for_companies_tells_a_person_without_a_mandate_what_to_do()
    {
        using var browser = await portal.OpenAs("resident");
        var page = await browser.Get("/matters/M009/start");
        Assert.Contains("您现在没有可以代办的企业", page.Html);
    }
}

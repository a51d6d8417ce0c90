using System.Net;

namespace Yitong.Web_Tests;

/// <summary>The officer's side: trying cards, drafts, disputed facts.</summary>
public sealed class SandboxTests(Portal portal) : IClassFixture<Portal>
{
    private static readonly string Card =
        File.ReadAllText(Path.Combine(Portal.Root, "packs", "dalian", "policies", "P037.yaml"));

    [Fact]
    public async Task A_card_is_tried_over_the_city()
    {
        using var official = await ApiClient.OpenAsync(portal.Address, "official");
        var answer = await official.Post("/api/v1/policies/simulate", new { card = Card });
        Assert.Equal(200, answer.Status);
        Assert.Empty(answer["faults"].EnumerateArray());
        Assert.Equal((1, 1, "500000"), (answer["subjects"].GetInt32(), answer["matched"].GetInt32(), answer["fen"].GetString()));
        Assert.Equal(1, answer["against"].GetProperty("matched").GetInt32());
    }

    [Fact]
    public async Task A_fault_is_told_with_line_column_cause_and_remedy()
    {
        using var official = await ApiClient.OpenAsync(portal.Address, "official");
        var answer = await official.Post("/api/v1/policies/simulate", new { card = Card.Replace("由个体工商户转型 = 是", "由个体户转型 = 是", StringComparison.Ordinal) });
        var fault = answer["faults"].EnumerateArray().First();
        Assert.True(fault.GetProperty("line").GetInt32() > 1 && fault.GetProperty("column").GetInt32() > 1);
        Assert.NotEqual("", fault.GetProperty("remedy").GetString());
        Assert.Equal(422, (await official.Post("/api/v1/policies/simulate", new { card = " " })).Status);
        Assert.Equal(400, (await official.PostRaw("/api/v1/policies/simulate", "{")).Status);
    }

    // README, step 7: one number of P020 is changed and nothing else, so the card's own tests still expect the old one.
    [Fact]
    public async Task A_changed_number_shows_its_result_with_the_tests_that_differ_and_is_kept_but_not_released()
    {
        var card = (await File.ReadAllTextAsync(Path.Combine(Portal.Root, "packs", "dalian", "policies", "P020.yaml")))
            .ReplaceLineEndings("\n");
        var changed = System.Text.RegularExpressions.Regex.Replace(card, "(微型: .*2023-01-01: )60%", "${1}70%");
        Assert.NotEqual(card, changed);
        using var finance = await portal.OpenAs("finance");
        await finance.Get("/work/policies/card?policy=P020");
        var tried = await finance.Post("/work/policies/card", ("card", changed), ("do", "try"));
        Assert.Equal(HttpStatusCode.OK, tried.Status);
        Assert.Contains("处和测试写的不一样", tried.Html);
        Assert.Contains("试算结果", tried.Html);
        changed = System.Text.RegularExpressions.Regex.Replace(changed, "(in_force|as_of): 20[0-9]{2}", "$1: 2027");
        var saved = await finance.PostAndFollow("/work/policies/card", ("card", changed), ("do", "save"));
        var id = saved.Html.Split("/work/policies/drafts/")[1][..36];
        using var second = await portal.OpenAs("finance2");
        Assert.Contains("disabled", (await second.Get($"/work/policies/card?draft={id}")).Html);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await second.Post($"/work/policies/drafts/{id}/release")).Status);
    }

    [Fact]
    public async Task Only_officials_try_cards()
    {
        using var agent = await ApiClient.OpenAsync(portal.Address, "agent");
        Assert.Equal(403, (await agent.Post("/api/v1/policies/simulate", new { card = Card })).Status);
    }

    [Fact]
    public async Task A_draft_is_kept_and_not_released_by_whoever_wrote_it()
    {
        using var official = await portal.OpenAs("official");
        await official.Get("/work/policies/card?policy=P037");
        var text = Card.Replace("in_force: 2023-01-01 ..", "in_force: 2027-01-01 ..", StringComparison.Ordinal)
            .Replace("as_of: 2026-06-01", "as_of: 2027-06-01", StringComparison.Ordinal);
        var saved = await official.PostAndFollow("/work/policies/card", ("card", text.ReplaceLineEndings("\r\n")), ("do", "save"));
        Assert.Contains("要由本部门另一位同事发布", saved.Html);
        var id = saved.Html.Split("/work/policies/drafts/")[1][..36];
        var refused = await official.Post($"/work/policies/drafts/{id}/release");
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        using var other = await portal.OpenAs("official2");
        await other.Get("/account");
        Assert.Equal(HttpStatusCode.NotFound, (await other.Post($"/work/policies/drafts/{id}/drop")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Get($"/work/policies/card?draft={id}")).Status);
    }

    [Fact]
    public async Task A_second_official_of_the_agency_releases_it_and_the_library_has_it_without_a_restart()
    {
        var before = await File.ReadAllTextAsync(Path.Combine(Portal.Root, "packs", "dalian", "policies", "P021.yaml"));
        var text = before.Replace("in_force: 2023-01-01 ..", "in_force: 2099-01-01 ..", StringComparison.Ordinal)
            .Replace("as_of: 2026-06-01", "as_of: 2099-06-01", StringComparison.Ordinal);
        using var first = await portal.OpenAs("finance");
        await first.Get("/work/policies/card?policy=P021");
        var saved = await first.PostAndFollow("/work/policies/card", ("card", text), ("do", "save"));
        var id = saved.Html.Split("/work/policies/drafts/")[1][..36];
        using var second = await portal.OpenAs("finance2");
        Assert.Contains("是同事写的", (await second.Get($"/work/policies/card?draft={id}")).Html);
        Assert.Contains("已发布", (await second.PostAndFollow($"/work/policies/drafts/{id}/release")).Html);
        Assert.Contains("自2099年1月1日", (await portal.Open().Get("/policies/P021")).Html);
    }

    [Fact]
    public async Task Nobody_releases_or_gives_up_what_was_written_on_since_they_saw_it()
    {
        var before = await File.ReadAllTextAsync(Path.Combine(Portal.Root, "packs", "dalian", "policies", "P021.yaml"));
        var text = before.Replace("in_force: 2023-01-01 ..", "in_force: 2097-01-01 ..", StringComparison.Ordinal)
            .Replace("as_of: 2026-06-01", "as_of: 2097-06-01", StringComparison.Ordinal);
        using var first = await portal.OpenAs("finance");
        await first.Get("/work/policies/card?policy=P021");
        var saved = await first.PostAndFollow("/work/policies/card", ("card", text), ("do", "save"));
        var id = saved.Html.Split("/work/policies/drafts/")[1][..36];
        using var second = await portal.OpenAs("finance2");
        var release = (await second.Get($"/work/policies/card?draft={id}")).Html.Split($"/work/policies/drafts/{id}/release")[1];
        var seen = release.Split("name=\"version\" value=\"")[1].Split('"')[0];
        await first.Post("/work/policies/card", ("draft", id), ("card", text + "\n# 再改"), ("do", "save"), ("version", seen));
        var refused = await second.Post($"/work/policies/drafts/{id}/release", ("version", seen));
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("# 再改", refused.Html); // What is shown now is what can be released next.
        var now = refused.Html.Split($"/work/policies/drafts/{id}/release")[1].Split("name=\"version\" value=\"")[1].Split('"')[0];
        Assert.NotEqual(seen, now);
        Assert.Equal(HttpStatusCode.Conflict, (await second.Post($"/work/policies/drafts/{id}/drop", ("version", seen))).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await second.Post($"/work/policies/drafts/{id}/drop", ("version", now))).Status);
    }

    [Fact]
    public async Task A_card_with_faults_is_shown_with_them_and_not_kept()
    {
        using var official = await portal.OpenAs("official");
        await official.Get("/work/policies/card?policy=P037");
        var refused = await official.Post("/work/policies/card", ("card", Card.Replace("conditions:", "condition:", StringComparison.Ordinal)), ("do", "save"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("处错误", refused.Html);
    }

    [Fact]
    public async Task A_disputed_fact_reaches_the_agency_that_supplied_it()
    {
        using var agent = await portal.OpenAs("agent");
        await agent.Get("/my/benefits/facts?for=91210200MY9T90014R&fact=staff_count");
        await agent.Post("/my/benefits/disputes", ("for", "91210200MY9T90014R"), ("fact", "staff_count"), ("said", "现在有21人"));
        using var official = await portal.OpenAs("official");
        var list = await official.Get("/work/disputes");
        Assert.Contains("现在有21人", list.Html);
        var to = "/work/disputes/" + list.Html.Split("action=\"/work/disputes/")[1].Split('"')[0];
        Assert.Contains("现在有21人", (await official.Get(to)).Html);
        Assert.Equal(HttpStatusCode.NotFound, (await official.Get(to[..^1] + "77")).Status);
        var unclear = await official.Post(to, ("answer", "好"));
        Assert.Contains("请选择核实结果", unclear.Html);
        Assert.Contains(">好</textarea>", unclear.Html); // Nothing typed is lost.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await official.Post(to, ("stands", "no"), ("value", "many"), ("answer", "好"))).Status);
        var done = await official.PostAndFollow(to, ("stands", "no"), ("value", "21"), ("answer", "已按年报更正"));
        Assert.DoesNotContain("现在有21人", done.Html);
        Assert.Contains("已经答复", (await official.Get(to)).Html);
        Assert.Contains("已按年报更正", (await agent.Get("/my/benefits/facts?for=91210200MY9T90014R&fact=staff_count")).Html);
    }
}

using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yitong.Cases;
using Yitong.Certificates;
using Yitong.Cli.Certificates;
using Yitong.Packs;
using Yitong.Store;
using Yitong.Testing;

namespace Yitong.Web_Tests;

/// <summary>A portal in which a code that is shown for a minute is not over before a busy machine has looked at it.</summary>
public sealed class UnhurriedPortal : Portal
{
    public HeldClock Time { get; } = new();

    protected override TimeProvider Clock => Time;
}

/// <summary>A certificate from the decision of a case to a verifier elsewhere, on pages and by program.</summary>
public sealed class CertificateTests(UnhurriedPortal portal) : IClassFixture<UnhurriedPortal>
{
    private const string Matter = "M009";

    private async Task<(string Case, JsonElement Item)> IssuedAsync(ApiClient resident)
    {
        using var official = await ApiClient.OpenAsync(portal.Address, "official");
        var id = await ApiTests.Submitted(resident, Matter, ApiTests.Restaurant);
        await official.Post($"/api/v1/work/cases/{id}/accept", new { });
        await ExamineAsync(official, id);
        Assert.Equal(200, (await official.Post($"/api/v1/work/cases/{id}/decide", new { granted = true, reasons = "符合条件" })).Status);
        // The follower does this a moment later; who reads from the beginning issues nothing twice.
        var services = portal.App.Services;
        var follower = ActivatorUtilities.CreateInstance<CertifyFollower>(services);
        await follower.CatchUpAsync(portal.App.Services.GetRequiredService<Database>(), 0);
        await follower.CatchUpAsync(portal.App.Services.GetRequiredService<Database>(), 0);
        var mine = (await resident.Get("/api/v1/certificates?for=" + ApiTests.Restaurant))["items"].EnumerateArray().ToList();
        foreach (var item in mine)
            if ((await resident.Get($"/api/v1/certificates/{item.GetProperty("id").GetString()}"))["case"].GetString() == id)
                return (id, item);
        throw new InvalidOperationException("No certificate came of the case.");
    }

    private async Task<JsonElement> VerifyAsync(string address)
    {
        using var http = new HttpClient { BaseAddress = portal.Address };
        http.DefaultRequestHeaders.Add("Accept", "application/json");
        var code = address[(address.LastIndexOf('/') + 1)..];
        return JsonDocument.Parse(await http.GetStringAsync($"/verify?code={Uri.EscapeDataString(code)}")).RootElement;
    }

    [Fact]
    public async Task A_granted_case_issues_a_certificate_that_everybody_verifies_until_its_issuer_takes_it_back()
    {
        using var resident = await ApiClient.OpenAsync(portal.Address, "agent");
        var (from, item) = await IssuedAsync(resident);
        var id = item.GetProperty("id").GetString();
        var whole = await resident.Get($"/api/v1/certificates/{item.GetProperty("identifier").GetString()}");
        Assert.Equal(("01", true), (whole["status"].GetString(), whole["good"].GetBoolean()));
        var address = whole["code"].GetString()!;
        Assert.True(address.Length <= 300);
        var good = await VerifyAsync(address);
        Assert.Equal((true, "食品经营许可证", "01"), (
            good.GetProperty("valid").GetBoolean(), good.GetProperty("name").GetString(), good.GetProperty("status").GetString()));
        using var plain = portal.Open();
        var path = new Uri(address).AbsolutePath;
        Assert.Contains("食品经营许可证", (await plain.Get(path)).Html);
        var forged = await plain.Get(path[..^1] + (path[^1] == '0' ? '1' : '0'));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, forged.Status);
        Assert.Contains("不能采信", forged.Html);

        using var other = await ApiClient.OpenAsync(portal.Address, "customs");
        Assert.Equal(404, (await other.Get($"/api/v1/certificates/{id}")).Status);
        using var stranger = await ApiClient.OpenAsync(portal.Address, "resident");
        Assert.Equal(404, (await stranger.Get($"/api/v1/certificates/{id}")).Status);
        using var issuer = await ApiClient.OpenAsync(portal.Address, "official");
        Assert.Equal(422, (await issuer.Post($"/api/v1/certificates/{id}/status", new { status = "07" })).Status);
        var taken = await issuer.Post($"/api/v1/certificates/{id}/status",
            new { status = "07", article = "食品安全法第一百三十二条", reason = "吊销" });
        Assert.Equal("07", taken["status"].GetString());
        Assert.Equal("certificate.no-such-change", (await issuer.Post(
            $"/api/v1/certificates/{id}/status", new { status = "01", article = "a", reason = "b" })).Code);
        Assert.Equal("verify.revoked", (await VerifyAsync(address)).GetProperty("cause").GetString());
        using var browser = await portal.OpenAs("agent");
        Assert.Contains($"/my/certificates/{id}", (await browser.Get($"/cases/{from}")).Html);
        Assert.Contains("食品安全法第一百三十二条", (await browser.Get($"/my/certificates/{id}")).Html);
        Assert.Contains("现在不能亮证", (await browser.Get($"/my/certificates/{id}/show")).Html);
    }

    [Fact]
    public async Task Opened_again_and_denied_its_certificate_is_taken_back_once_with_the_reason()
    {
        using var resident = await ApiClient.OpenAsync(portal.Address, "agent");
        var (from, item) = await IssuedAsync(resident);
        var id = item.GetProperty("id").GetString();
        var code = (await resident.Get($"/api/v1/certificates/{id}"))["code"].GetString()!;
        using var official = await ApiClient.OpenAsync(portal.Address, "official");
        Assert.Equal(200, (await official.Post(
            $"/api/v1/work/cases/{from}/reopen", new { reason = "复查发现材料虚假", ground = "行政许可法第六十九条" })).Status);
        await ExamineAsync(official, from);
        Assert.Equal(200, (await official.Post(
            $"/api/v1/work/cases/{from}/decide", new { granted = false, reasons = "场所不符合条件" })).Status);
        var follower = ActivatorUtilities.CreateInstance<CertifyFollower>(portal.App.Services);
        await follower.CatchUpAsync(portal.App.Services.GetRequiredService<Database>(), 0);
        await follower.CatchUpAsync(portal.App.Services.GetRequiredService<Database>(), 0);
        var whole = await resident.Get($"/api/v1/certificates/{id}");
        Assert.Equal("03", whole["status"].GetString());
        var desk = portal.App.Services.GetRequiredService<CertificateLists>();
        var change = Assert.Single((await desk.FindAsync(Guid.Parse(id!)))!.Changes);
        Assert.Equal((CertificateStatus.Rescinded, "场所不符合条件"), (change.To, change.Reason));
        Assert.Equal("verify.rescinded", (await VerifyAsync(code)).GetProperty("cause").GetString());

        Assert.Equal(200, (await official.Post(
            $"/api/v1/work/cases/{from}/reopen", new { reason = "申请人申辩成立", ground = "行政许可法第六十九条" })).Status);
        await ExamineAsync(official, from);
        Assert.Equal(200, (await official.Post($"/api/v1/work/cases/{from}/decide", new { granted = true })).Status);
        await follower.CatchUpAsync(portal.App.Services.GetRequiredService<Database>(), 0);
        await follower.CatchUpAsync(portal.App.Services.GetRequiredService<Database>(), 0);
        await using var db = portal.App.Services.GetRequiredService<Rows>().Open();
        var both = await db.Set<CertificateRow>().Where(row => row.Case == Guid.Parse(from)).ToListAsync();
        Assert.Equal([CertificateStatus.Valid, CertificateStatus.Rescinded], both.Select(row => row.Status).Order());
    }

    private static async Task ExamineAsync(ApiClient official, string id)
    {
        Reply examined;
        do examined = await official.Post($"/api/v1/work/cases/{id}/examine", new { passed = true, opinion = "符合" });
        while (examined.Status == 200 && examined["steps"].EnumerateArray().Any(step => step.GetProperty("doneOn").ValueKind == JsonValueKind.Null));
    }

    [Fact]
    public async Task Far_from_any_network_the_published_files_suffice_and_what_is_damaged_is_refused()
    {
        using var resident = await ApiClient.OpenAsync(portal.Address, "agent");
        var (_, item) = await IssuedAsync(resident);
        var id = item.GetProperty("id").GetString();
        var code = (await resident.Get($"/api/v1/certificates/{id}"))["code"].GetString()!;
        using var http = new HttpClient { BaseAddress = portal.Address };
        var folder = Directory.CreateTempSubdirectory("yitong-offline-");
        try
        {
            var (keys, list) = (Path.Combine(folder.FullName, "keys.json"), Path.Combine(folder.FullName, "status-0"));
            await File.WriteAllBytesAsync(keys, await http.GetByteArrayAsync("/certificates/keys"));
            await File.WriteAllBytesAsync(list, await http.GetByteArrayAsync("/certificates/status/0"));
            int Verify(string text) => CertificateVerb.Verify(
                portal.App.Services.GetRequiredService<CityPack>(), text, new(keys), [new(list)]);
            int VerifyOn(double days, string text) => CertificateVerb.Verify(
                portal.App.Services.GetRequiredService<CityPack>(), text, new(keys), [new(list)],
                new Microsoft.Extensions.Time.Testing.FakeTimeProvider(portal.Time.GetUtcNow().AddDays(days)));
            Assert.Equal((0, 1), (Verify(code), Verify(code[..^3])));
            foreach (var (days, said) in new[] { (2.9, 0), (3.1, 3), (365 * 5, 3), (-1, 3) })
                Assert.Equal(said, VerifyOn(days, code));
            Assert.Equal(3, CertificateVerb.Verify(portal.App.Services.GetRequiredService<CityPack>(), code, new(keys), []));
            using var issuer = await ApiClient.OpenAsync(portal.Address, "official");
            await issuer.Post($"/api/v1/certificates/{id}/status", new { status = "02", article = "a", reason = "b" });
            portal.Time.Pass(TimeSpan.FromSeconds(1.1)); // A list is at most a second old.
            await File.WriteAllBytesAsync(list, await http.GetByteArrayAsync("/certificates/status/0"));
            Assert.Equal(1, Verify(code));
            await File.AppendAllTextAsync(list, "x");
            Assert.Equal(2, Verify(code));
            await File.WriteAllTextAsync(keys, "{}");
            Assert.Equal(2, Verify(code));
        }
        finally
        {
            folder.Delete(true);
        }
    }

    [Fact]
    public async Task Its_holder_shows_it_once_and_makes_a_copy_for_a_purpose_without_script()
    {
        using var resident = await ApiClient.OpenAsync(portal.Address, "agent");
        var (_, item) = await IssuedAsync(resident);
        var id = item.GetProperty("id").GetString();
        using var browser = await portal.OpenAs("agent");
        Assert.Contains($"/my/certificates/{id}", (await browser.Get("/my/certificates?for=" + ApiTests.Restaurant)).Html);
        await browser.Get($"/my/certificates/{id}");
        var screen = await browser.PostAndFollow($"/my/certificates/{id}/show");
        Assert.Contains("http-equiv=\"refresh\"", screen.Html);
        Assert.Contains("class=\"qr\"", screen.Html);
        await ShownCodeServesOneVerifierAsync(browser, id!);
        await browser.Get($"/my/certificates/{id}");
        var bad = await browser.Post($"/my/certificates/{id}/copies", ("purpose", ""), ("until", "2020-01-01"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bad.Status);
        var until = DateTime.UtcNow.AddDays(5).ToString("yyyy-MM-dd");
        var copy = await browser.PostAndFollow($"/my/certificates/{id}/copies", ("purpose", "仅供外卖平台入驻"), ("until", until));
        Assert.Contains("仅供外卖平台入驻", copy.Html);
        Assert.Contains("watermark", copy.Html);
        Assert.Contains("食品经营许可证", (await browser.Get($"/my/certificates/{id}/print")).Html);
        using var stranger = await portal.OpenAs("resident");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get($"/my/certificates/{id}/show")).Status);
    }

    // Whoever opens the address, and a preview of it does, uses nothing up and learns no name; pressing the button does both.
    private async Task ShownCodeServesOneVerifierAsync(PlainBrowser holder, string id)
    {
        await using var scope = portal.App.Services.CreateAsyncScope();
        var shown = (await scope.ServiceProvider.GetRequiredService<CertificateLists>().FindAsync(Guid.Parse(id)))!;
        var code = scope.ServiceProvider.GetRequiredService<CodeSigning>().OnScreen(
            shown, DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8)), KeyProfile.Sm2);
        using var verifier = portal.Open();
        for (var preview = 0; preview < 2; preview++)
        {
            var opened = await verifier.Get("/V/" + code);
            Assert.Contains("持证人正在亮证", opened.Html);
            Assert.DoesNotContain("食品经营许可证", opened.Html);
        }
        var looked = await VerifyAsync(code);
        Assert.Equal((false, "verify.unconfirmed"), (looked.GetProperty("valid").GetBoolean(), looked.GetProperty("cause").GetString()));
        Assert.Contains("食品经营许可证", (await verifier.Post("/verify", ("code", code))).Html);
        var again = await verifier.Post("/verify", ("code", code));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Contains("已经被核验过一次", again.Html);
        Assert.Contains("最近一次亮证已于", (await holder.Get($"/my/certificates/{id}/show")).Html);
        using var program = await ApiClient.OpenAsync(portal.Address, "nobody");
        Assert.Equal("verify.used", (await program.Post("/api/v1/verifications", new { code }))["cause"].GetString());
        Assert.Equal("verify.unreadable", (await program.Post("/api/v1/verifications", new { }))["cause"].GetString());
        Assert.Equal(400, (await program.PostRaw("/api/v1/verifications", "{")).Status);
    }

    [Fact]
    public async Task Keys_and_status_lists_are_for_everybody_and_the_issuer_renews_and_registers_on_pages()
    {
        using var resident = await ApiClient.OpenAsync(portal.Address, "agent");
        var (_, item) = await IssuedAsync(resident);
        using var http = new HttpClient { BaseAddress = portal.Address };
        var keys = JsonDocument.Parse(await http.GetStringAsync("/certificates/keys")).RootElement;
        Assert.NotEmpty(keys.GetProperty("keys").EnumerateArray());
        Assert.True((await http.GetByteArrayAsync("/certificates/status/0")).Length < 1_000);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/certificates/status/9")).StatusCode);

        using var official = await portal.OpenAs("official");
        var id = item.GetProperty("id").GetString();
        Assert.Contains($"/work/certificates/{id}", (await official.Get("/work/certificates")).Html);
        await official.Get($"/work/certificates/{id}");
        var bad = await official.Post($"/work/certificates/{id}/status", ("status", "02"), ("article", "食品安全法"), ("reason", ""));
        Assert.Contains("请写明理由", bad.Html);
        Assert.Contains("value=\"食品安全法\"", bad.Html);
        var renewed = await official.PostAndFollow($"/work/certificates/{id}/renew");
        Assert.Contains(item.GetProperty("identifier").GetString()!, renewed.Html);
        await official.Get("/work/certificates");
        var known = await official.PostAndFollow("/work/certificates/import",
            ("identifier", "1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.F"), ("name", "建筑业企业资质证书"),
            ("number", "22-1"), ("issuer", "吉林省住房和城乡建设厅"), ("holder", "91210200MY9T90014R"), ("issued", "2024-01-01"));
        Assert.Contains("建筑业企业资质证书", known.Html);
        using var program = await ApiClient.OpenAsync(portal.Address, "agent");
        var company = await program.Get("/api/v1/certificates?for=91210200MY9T90014R");
        Assert.Contains(company["items"].EnumerateArray(), each => each.GetProperty("imported").GetBoolean());
    }
}

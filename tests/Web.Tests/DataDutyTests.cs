using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Evidence;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Parties;
using Yitong.PublicLog;
using Yitong.Transparency;

namespace Yitong.Web_Tests;

/// <summary>Who looked at my data, the public backlog, and what agencies owe about data.</summary>
public sealed class DataDutyTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_resident_reads_who_looked_on_the_page_and_by_program_and_asks_why()
    {
        var (person, code) = await ResidentAsync();
        var request = await LookAsync(code);
        using var api = await ApiClient.OpenAsync(portal.Address, "resident");
        var list = await api.Get("/api/v1/me/disclosures");
        var entry = list["items"].EnumerateArray().Single(item => item.GetProperty("id").GetGuid() == request);
        Assert.Equal(("scjg", "denied", "not-needed"), (entry.GetProperty("office").GetString(), entry.GetProperty("outcome").GetString(), entry.GetProperty("rule").GetString()));
        Assert.Equal(422, (await api.Post($"/api/v1/me/disclosures/{request}/objection", new { words = " " })).Status);
        Assert.Equal(400, (await api.PostRaw($"/api/v1/me/disclosures/{request}/objection", "{")).Status);
        using var resident = await portal.OpenAs("resident");
        var page = await resident.Get("/my/disclosures");
        Assert.Contains("办件现在用不着", page.Html);
        Assert.Contains($"/my/disclosures/{request}/object", page.Html);
        await resident.Get($"/my/disclosures/{request}/object");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await resident.Post($"/my/disclosures/{request}/object", ("words", ""))).Status);
        var after = await resident.PostAndFollow($"/my/disclosures/{request}/object", ("words", "为什么要看我的户口？"));
        Assert.Contains("为什么要看我的户口？", after.Html);
        using var official = await portal.OpenAs("official");
        var owed = await official.Get("/work/data");
        Assert.Contains("为什么要看我的户口？", owed.Html);
        var to = "/work/data/objections/" + owed.Html.Split("action=\"/work/data/objections/")[1].Split('"')[0];
        Assert.Contains("请选择结论", (await official.Post(to, ("words", "好"))).Html);
        await official.PostAndFollow(to, ("upheld", "no"), ("words", "系统误操作，没有看到任何内容。"));
        Assert.Contains("系统误操作", (await resident.Get("/my/disclosures")).Html);
        Assert.NotEqual(Guid.Empty, person);
    }

    [Fact]
    public async Task Nobody_objects_to_a_look_at_somebody_else()
    {
        var request = await LookAsync("210202199001010011");
        using var api = await ApiClient.OpenAsync(portal.Address, "resident");
        Assert.Equal(404, (await api.Post($"/api/v1/me/disclosures/{request}/objection", new { words = "？" })).Status);
        using var resident = await portal.OpenAs("resident");
        Assert.Equal(HttpStatusCode.NotFound, (await resident.Get($"/my/disclosures/{request}/object")).Status);
    }

    [Fact]
    public async Task The_proof_of_a_look_is_checked_with_the_logs_key_alone_and_is_nobody_elses()
    {
        var (_, code) = await ResidentAsync();
        var request = await LookAsync(code);
        using var resident = await portal.OpenAs("resident");
        var file = (await resident.Get($"/my/disclosures/{request}/proof")).Html;
        using var anybody = await portal.OpenAs("nobody");
        Assert.True(NoteVerifier.TryParse((await anybody.Get("/log/key")).Html.Trim(), out var key));
        Assert.True(LogProof.TryParse(file, out var proof));
        var proven = proof.Check(new(key), [])?.Event;
        Assert.Equal((request, "evidence.denied"), (proven?.Stream, proven?.Type));
        Assert.Null((proof with { Index = proof.Index + 1 }).Check(new(key), []));
        var others = await LookAsync("210202199001010011");
        Assert.Equal(HttpStatusCode.NotFound, (await resident.Get($"/my/disclosures/{others}/proof")).Status);
        using var api = await ApiClient.OpenAsync(portal.Address, "resident");
        Assert.Equal(404, (await api.Get($"/api/v1/me/disclosures/{others}/proof")).Status);
    }

    [Theory]
    [InlineData("/api/v1/me/disclosures", "official", 403)]
    [InlineData("/api/v1/me/disclosures", "nobody", 401)]
    [InlineData("/api/v1/demands", "nobody", 200)]
    public async Task The_log_is_for_residents_and_the_backlog_for_everybody(string path, string persona, int status)
    {
        using var api = await ApiClient.OpenAsync(portal.Address, persona);
        Assert.Equal(status, (await api.Get(path)).Status);
    }

    [Fact]
    public async Task A_case_tells_programs_what_the_city_holds_and_what_it_could_not_have()
    {
        using var resident = await ApiClient.OpenAsync(portal.Address, "agent");
        var id = await ApiTests.Submitted(resident, "M009", ApiTests.Restaurant);
        var services = portal.App.Services;
        var current = (await services.GetRequiredService<CaseDesk>().SeeAsync(Guid.Parse(id), Actor.Engine)).Value;
        await services.GetRequiredService<EvidenceFetching>().FetchAsync(current);
        var materials = (await resident.Get($"/api/v1/cases/{id}"))["materials"].EnumerateArray().ToList();
        Assert.All(materials, each => Assert.NotEmpty(each.GetProperty("label").GetString()!));
        var looked = materials.Where(each => each.GetProperty("supply").GetString() == "city").ToList();
        Assert.NotEmpty(looked);
        foreach (var each in looked)
        {
            var (held, missed) = (each.GetProperty("held"), each.GetProperty("missed"));
            Assert.True(held.ValueKind == JsonValueKind.Object ^ missed.ValueKind == JsonValueKind.Object, each.ToString());
            if (missed.ValueKind == JsonValueKind.Object) Assert.True(missed.GetProperty("tries").GetInt32() > 0);
            else Assert.Equal("held", each.GetProperty("label").GetString());
        }
    }

    [Theory]
    [InlineData("gaj-population", 0, "faults: 0")]
    [InlineData("nobody", 2, "No connector nobody")]
    public async Task The_program_holds_recorded_answers_against_the_declarations(string connector, int code, string said)
    {
        using var program = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "Yitong.Cli.dll"), "evidence", "check", connector,
            "--pack", Path.Combine(Portal.Root, "packs", "dalian"),
        ]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = program.StandardError.ReadToEndAsync();
        var all = await program.StandardOutput.ReadToEndAsync() + await errors;
        await program.WaitForExitAsync();
        Assert.Equal((code, true), (program.ExitCode, all.Contains(said, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_source_announces_a_change_and_learns_nothing()
    {
        var (_, code) = await ResidentAsync();
        using var provider = await ApiClient.OpenAsync(portal.Address, "official");
        var told = await provider.Post("/api/v1/evidence/changes", new { resource = "scjg-licence", subject = code });
        Assert.Equal((200, "scjg-licence"), (told.Status, told["resource"].GetString()));
        Assert.Equal(403, (await provider.Post("/api/v1/evidence/changes", new { resource = "gaj-identity", subject = code })).Status);
        Assert.Equal(422, (await provider.Post("/api/v1/evidence/changes", new { resource = "scjg-licence", subject = "1" })).Status);
        using var resident = await ApiClient.OpenAsync(portal.Address, "resident");
        Assert.Equal(403, (await resident.Post("/api/v1/evidence/changes", new { resource = "scjg-licence", subject = code })).Status);
    }

    [Fact]
    public async Task A_demand_moves_from_the_bureau_to_the_provider_on_pages_and_by_program()
    {
        var demands = portal.App.Services.GetRequiredService<DemandDesk>();
        var material = new Material("social-security-record", "社保缴费记录", Necessity.Required, MaterialSupply.Applicant, null, "政府部门核发", null);
        await demands.CountAsync(material, "M009", 1_000_001, new(2026, 9, 1));
        var open = await portal.Open().Get("/demands");
        Assert.Contains("社保缴费记录", open.Html);
        using var nobody = await ApiClient.OpenAsync(portal.Address, "nobody");
        var id = (await nobody.Get("/api/v1/demands"))["items"].EnumerateArray()
            .Single(item => item.GetProperty("title").GetString() == "社保缴费记录").GetProperty("id").GetString();
        using var provider = await ApiClient.OpenAsync(portal.Address, "finance");
        Assert.Equal(403, (await provider.Post($"/api/v1/work/demands/{id}/move", new { act = "submit" })).Status);
        using var bureau = await portal.OpenAs("data");
        Assert.Contains("提出需求", (await bureau.Get("/work/data")).Html);
        await bureau.PostAndFollow($"/work/data/demands/{id}", ("act", "submit"));
        await bureau.PostAndFollow($"/work/data/demands/{id}", ("act", "dispatch"), ("provider", "rsj"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await bureau.Post($"/work/data/demands/{id}", ("act", "explode"))).Status);
        var refused = await provider.Post($"/api/v1/work/demands/{id}/move", new { act = "refuse" });
        Assert.Equal((422, "demand.not-clear"), (refused.Status, refused.Code));
        Assert.Equal(422, (await provider.Post($"/api/v1/work/demands/{id}/move", new { })).Status);
        Assert.Equal("confirmed", (await provider.Post($"/api/v1/work/demands/{id}/move", new { act = "confirm" }))["state"].GetString());
        Assert.Equal(404, (await provider.Post($"/api/v1/work/demands/{Guid.NewGuid()}/move", new { act = "confirm" })).Status);
        // What another agency holds is not its to supply, and the page does not offer it.
        var others = await provider.Post($"/api/v1/work/demands/{id}/move", new { act = "supply", resource = "gaj-household" });
        Assert.Equal((422, "demand.no-resource"), (others.Status, others["fields"][0].GetProperty("code").GetString()));
        using var page = await portal.OpenAs("finance");
        Assert.DoesNotContain("value=\"gaj-household\"", (await page.Get("/work/data")).Html.Split($"demands/{id}")[1].Split("</form>")[0]);
    }

    [Fact]
    public async Task Two_officials_open_an_emergency_access_and_the_person_and_supervision_see_it()
    {
        var (_, code) = await ResidentAsync();
        using var first = await portal.OpenAs("finance");
        await first.Get("/work/data");
        var faulty = await first.Post("/work/data/emergencies", ("subject", "1"), ("resource", "gaj-household"), ("reason", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, faulty.Status);
        var asked = await first.PostAndFollow("/work/data/emergencies", ("subject", code), ("resource", "gaj-household"), ("reason", "老人走失，要马上联系家人"));
        Assert.DoesNotContain("/approve\"", asked.Html);
        using var second = await portal.OpenAs("finance2");
        var waiting = await second.Get("/work/data");
        var to = "/work/data/emergencies/" + waiting.Html.Split("action=\"/work/data/emergencies/")[1].Split('/')[0];
        using var other = await portal.OpenAs("official");
        await other.Get("/work/data");
        Assert.Equal(HttpStatusCode.NotFound, (await other.Post($"{to}/approve", ("reason", "同意"))).Status);
        await second.PostAndFollow($"{to}/approve", ("reason", "情况属实"));
        using var resident = await portal.OpenAs("resident");
        Assert.Contains("老人走失", (await resident.Get("/my/disclosures")).Html);
        await first.Get("/work/data");
        Assert.Equal(HttpStatusCode.OK, (await first.Post($"{to}/look")).Status);
        Assert.Contains("紧急查询", (await resident.Get("/my/disclosures")).Html);
        using var supervisor = await portal.OpenAs("supervisor");
        Assert.Contains("老人走失", (await supervisor.Get("/work/data")).Html);
        Assert.Contains("请选择结论", (await supervisor.Post($"{to}/review", ("reason", "查得对"))).Html);
        await supervisor.PostAndFollow($"{to}/review", ("right", "yes"), ("reason", "查得对"));
        Assert.Contains("查得对", (await resident.Get("/my/disclosures")).Html);
    }

    // A try that the gate denies is an entry like any other, and needs no source.
    private async Task<Guid> LookAsync(string subject)
    {
        var services = portal.App.Services;
        var pack = services.GetRequiredService<CityPack>();
        var resource = pack.Evidence().Resources["gaj-household"];
        var id = Guid.CreateVersion7();
        var done = await services.GetRequiredService<Exchange>().AskAsync(
            Act.Of(DateTimeOffset.UtcNow, new("official", ActorRole.Official, "scjg"), "ask-evidence"), new()
            {
                Id = id, CaseNumber = "210202202609210000017", Matter = "M009", Requirement = "household", Purpose = "case-handling",
                Resource = resource, Subject = subject, Office = "scjg", Channel = "api",
                Facts = new() { Asked = resource.Usual, Declared = resource.Usual, IsCaseOpen = true, ChannelCarries = GradeOfData.Important },
            }, pack.City.DayOf(DateTimeOffset.UtcNow));
        Assert.True(done.IsGranted);
        return id;
    }

    private async Task<(Guid Person, string Code)> ResidentAsync()
    {
        var persona = portal.App.Services.GetRequiredService<CityPack>().Personas.Single(each => each.Id == "resident");
        var party = await portal.App.Services.GetRequiredService<PartyRegister>().FindByCodeAsync(persona.CitizenNumber!.ToString());
        return (party!.Id, party.Code);
    }
}

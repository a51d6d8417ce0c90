using Microsoft.Extensions.DependencyInjection;
using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Certificates;
using Yitong.Evidence;
using Yitong.Store;
using Yitong.Web_Tests;

namespace Yitong.Browser_Tests;

/// <summary>What the pages about data and certificates show: a look and its objection, an emergency, a demand, a copy.</summary>
/// <param name="Look">A look at the agent's data that nobody has objected to.</param>
/// <param name="Certificate">The id of a certificate.</param>
/// <param name="Printed">The code that is printed on it.</param>
public sealed record ExampleData(string Look, Guid Certificate, string Printed, string Unasked)
{
    internal const string Agent = "21029919850622035X";

    internal static async Task<ExampleData> MakeAsync(Portal portal, string ownCase, string done)
    {
        using var first = await ApiClient.OpenAsync(portal.Address, "finance");
        using var second = await ApiClient.OpenAsync(portal.Address, "finance2");
        using var agent = await ApiClient.OpenAsync(portal.Address, "agent");
        var asked = await first.Post("/api/v1/work/emergencies", new { subject = Agent, resource = "gaj-household", reason = "老人走失，要马上联系家人。" });
        var emergency = asked["id"].GetString();
        await second.Post($"/api/v1/work/emergencies/{emergency}/approve", new { reason = "情况属实。" });
        await first.Post($"/api/v1/work/emergencies/{emergency}/look", new { });
        var seen = (await agent.Get("/api/v1/me/disclosures"))["items"].EnumerateArray().ToList();
        var urgent = seen.First(each => each.GetProperty("emergency").GetBoolean()).GetProperty("id").GetString();
        await agent.Post($"/api/v1/me/disclosures/{urgent}/objection", new { words = "为什么要看我的户口？" });
        var look = seen.First(each => ownCase.EndsWith(each.GetProperty("case").GetString() ?? "?", StringComparison.Ordinal));
        await portal.App.Services.GetRequiredService<DemandDesk>().CountAsync(
            new Material("screen-record", "从业资格证明", Necessity.Required, MaterialSupply.Applicant, null, "政府部门核发", null), "M009",
            2_000_001, DateOnly.FromDateTime(DateTime.UtcNow));
        var certificate = IssueCertificate.IdOf(Guid.Parse(done.Split('/')[^1]), "M009");
        await ActivatorUtilities.CreateInstance<CertifyFollower>(portal.App.Services)
            .CatchUpAsync(portal.App.Services.GetRequiredService<Database>(), 0);
        using var neighbour = await ApiClient.OpenAsync(portal.Address, "resident");
        await neighbour.Post("/api/v1/mandates", new { agent = Agent, scope = new[] { "M058", "records" }, until = "2099-12-31" });
        using var holder = await portal.OpenAs("agent");
        await holder.Get($"/my/certificates/{certificate}");
        await holder.Post($"/my/certificates/{certificate}/copies",
            ("purpose", "仅供外卖平台入驻审核"), ("until", $"{DateTime.UtcNow.AddDays(5):yyyy-MM-dd}"));
        var printed = (await agent.Get($"/api/v1/certificates/{certificate}"))["code"].GetString()!;
        var unasked = await agent.Post("/api/v1/cases", new { matter = "M009", subject = "91210200MY9T90014R" });
        return new(
            look.GetProperty("id").GetString()!, certificate, printed.Split('/')[^1], $"/cases/{unasked["id"].GetString()}");
    }
}

using System.Text;
using System.Text.Json;
using Yitong.Catalogue;
using Yitong.Spine.Tests.Casework;
using Yitong.Testing;

namespace Yitong.Spine.Tests.Regional;

/// <summary>A case that people in two cities live through, whatever happens to the processes meanwhile.</summary>
internal sealed class SharedCase(int number, Installation lodging, Installation deciding, Matter matter)
{
    private string id = "";
    private string there = "";

    // Nine kinds of lives; the last but one is certified and rated, the last rated badly and answered.
    private int Kind => number % 9;
    private bool IsCertified => Kind is 0 or 1 or 5 or 6 or 8;
    public bool HasOffice { get; init; } = true;

    /// <summary>From the application to its end.</summary>
    public async Task LiveAsync()
    {
        await LodgeAsync();
        if (Kind == 3) await MayAsync(lodging.ResidentAsync(HttpMethod.Post, $"/api/v1/cases/{id}/withdraw", new { reason = "不办了" }));
        there = await ComeAsync(lodging, id, view => view.GetProperty("partner").GetProperty("number").GetString());
        if (!HasOffice || Kind == 3) return;
        if (Kind == 2)
        {
            await OfficeAsync("refuse", new { reasons = "不属于本部门", basis = "规定第一条" });
            return;
        }
        if (Kind is 1 or 4) await SupplementAsync();
        if (Kind is 4 or 7) return;
        if (Kind is 0 or 5) await ComeAsync(deciding, there, view => IsHeld(view) ? "" : null, isOfficial: true);
        await OfficeAsync("accept", new { });
        await OfficeAsync("examine", new { step = "review", passed = true, opinion = "见附件" });
        await OfficeAsync("decide", new { granted = true, reasons = "材料齐全，符合条件。" });
        await OfficeAsync("deliver", new { method = "post", note = "SF1" });
        if (Kind == 6) await SuspendAsync();
        if (Kind is 5 or 8) await RateAsync(Kind == 5 ? 5 : 1);
    }

    /// <summary>Whether both cities show all that happened.</summary>
    public async Task SettleAsync()
    {
        await ComeAsync(lodging, id, view => State(view) == Ends() && IsSettled(view) ? "" : null);
        // What the office finished without it needs it no more.
        if (Ends() is "received" or "supplement-requested")
            await ComeAsync(deciding, there, view => IsHeld(view) ? "" : null, isOfficial: true);
    }

    /// <summary>Both cities show the same.</summary>
    public async Task AssertSameAsync()
    {
        var (_, here) = await lodging.ResidentAsync(HttpMethod.Get, $"/api/v1/cases/{id}");
        var (_, other) = await deciding.OfficialAsync(HttpMethod.Get, $"/api/v1/cases/{there}");
        Assert.Equal(Ends(), State(other));
        Assert.Equal(here.GetProperty("number").GetString(), other.GetProperty("partner").GetProperty("number").GetString());
        Assert.Equal(other.GetProperty("state").GetString(), here.GetProperty("state").GetString());
        foreach (var part in new[] { "state", "receivedOn", "acceptedOn", "supplement", "decision", "delivered" })
            Assert.Equal(Part(other, part), Part(here, part));
        Assert.Equal(Answers(other), Answers(here));
        Assert.Equal(Steps(other), Steps(here));
        Assert.Equal(Certificates(other), Certificates(here));
        Assert.Equal(Rating(other), Rating(here));
    }

    private async Task LodgeAsync()
    {
        var (status, opened) = await lodging.ResidentAsync(HttpMethod.Post, "/api/v1/cases", new
        {
            matter = matter.Code, destination = deciding.City, materials = Files("初"),
            answers = matter.Editions[^1].Form.ToDictionary(question => question.Key, Story.Sample),
        }, $"{deciding.City}-{number}");
        Assert.True(status == 201, opened.ToString());
        id = opened.GetProperty("id").GetString()!;
        await MayAsync(lodging.ResidentAsync(HttpMethod.Post, $"/api/v1/cases/{id}/submit", new { }));
    }

    private async Task SupplementAsync()
    {
        await OfficeAsync("request-supplement", new
        {
            gaps = new[] { new { material = "premises-documents", problem = "看不清", ground = "规定第三条" } },
        });
        if (Kind == 4) return;
        await ComeAsync(lodging, id, view => State(view) == "supplement-requested" ? "" : null);
        await MayAsync(lodging.ResidentAsync(HttpMethod.Post, $"/api/v1/cases/{id}/supplement", new { materials = Files("补") }));
        await ComeAsync(deciding, there, view => State(view) == "received" ? "" : null, isOfficial: true);
    }

    private async Task SuspendAsync()
    {
        var identifier = await ComeAsync(deciding, there, view => Certificates(view).FirstOrDefault().Identifier, isOfficial: true);
        await MayAsync(deciding.OfficialAsync(HttpMethod.Post, $"/api/v1/certificates/{identifier}/status",
            new { status = "02", article = "规定第五条", reason = "正在核查" }));
    }

    private async Task RateAsync(int stars)
    {
        await ComeAsync(lodging, id, view => State(view) == "concluded" ? "" : null);
        await MayAsync(lodging.ResidentAsync(HttpMethod.Post, $"/api/v1/cases/{id}/rating", new { stars, comment = "说明" }));
        if (stars > 2) return;
        await ComeAsync(deciding, there, view => Rating(view).Stars == stars ? "" : null, isOfficial: true);
        await OfficeAsync("answer-rating", new { answer = "已经整改。" });
    }

    private Task OfficeAsync(string verb, object body) =>
        MayAsync(deciding.OfficialAsync(HttpMethod.Post, $"/api/v1/work/cases/{there}/{verb}", body));

    // Done already by a request whose answer was lost with the process.
    private static async Task MayAsync(Task<(int Status, JsonElement Json)> asked)
    {
        var (status, answer) = await asked;
        Assert.True(status is 200 or 409, $"{status} {answer}");
    }

    private string Ends() => !HasOffice && Kind != 3 ? "received" : Kind switch
    {
        2 => "refused",
        3 => "withdrawn",
        4 => "supplement-requested",
        7 => "received",
        _ => "concluded",
    };

    private bool IsSettled(JsonElement view) => !HasOffice
        || (!IsCertified || Certificates(view) is [(_, var status)] && status == (Kind == 6 ? "suspended" : "valid"))
        && (Kind != 8 || Rating(view).Answer is not null);

    // It has the applicant's identity from the city where they live.
    private static bool IsHeld(JsonElement view) => view.GetProperty("materials").EnumerateArray().Any(material =>
        material.TryGetProperty("held", out var held) && held.ValueKind == JsonValueKind.Object
        && held.GetProperty("level").GetString() == "a"
        && held.GetProperty("resource").GetString()!.EndsWith("-identity", StringComparison.Ordinal));

    private static async Task<string> ComeAsync(
        Installation city, string id, Func<JsonElement, string?> seen, bool isOfficial = false)
    {
        var (found, last) = ((string?)null, default(JsonElement));
        await Patience.UntilAsync(async () =>
        {
            (var status, last) = isOfficial ? await city.OfficialAsync(HttpMethod.Get, $"/api/v1/cases/{id}")
                : await city.ResidentAsync(HttpMethod.Get, $"/api/v1/cases/{id}");
            return status == 200 && (found = seen(last)) is not null;
        }, () => $"the case {id} does not come on: {last}");
        return found!;
    }

    private object[] Files(string what) =>
    [
        new
        {
            material = "premises-documents", fileName = "房本.pdf",
            content = Convert.ToBase64String(Encoding.UTF8.GetBytes($"%PDF-1.4 {what} {number}")),
        },
    ];

    private static string State(JsonElement view) => view.GetProperty("members")[0].GetProperty("state").GetString()!;

    private static string Part(JsonElement view, string part) =>
        view.GetProperty("members")[0].TryGetProperty(part, out var found) ? found.ToString() : "";

    private static SortedDictionary<string, string> Answers(JsonElement view) => new(
        view.GetProperty("answers").EnumerateObject().ToDictionary(each => each.Name, each => each.Value.ToString()));

    private static List<string> Steps(JsonElement view) =>
    [
        .. view.GetProperty("steps").EnumerateArray().Select(step => string.Join(' ', new[] { "step", "title", "startedOn", "doneOn", "passed" }
            .Select(part => step.TryGetProperty(part, out var found) ? found.ToString() : ""))),
    ];

    private static List<(string Identifier, string Status)> Certificates(JsonElement view) =>
    [
        .. view.GetProperty("partner").GetProperty("certificates").EnumerateArray()
            .Select(each => (each.GetProperty("identifier").GetString()!, each.GetProperty("status").GetString()!)),
    ];

    private static (int? Stars, string? Answer) Rating(JsonElement view) =>
        !view.TryGetProperty("rating", out var rating) || rating.ValueKind != JsonValueKind.Object ? default
        : (rating.GetProperty("stars").GetInt32(),
            rating.TryGetProperty("answer", out var answer) ? answer.GetString() : null);
}

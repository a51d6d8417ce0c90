using Yitong.Acting;
using Yitong.Packs;
using Yitong.Shell;
using Emergencies = Yitong.Acting.Desk<Yitong.Evidence.EmergencyAccess, Yitong.Evidence.EmergencyEvent>;

namespace Yitong.Evidence;

/// <summary>An emergency access to ask for.</summary>
/// <param name="Subject">Citizen number or credit code.</param>
/// <param name="Resource">Code of the resource.</param>
/// <param name="Reason">Why it cannot wait.</param>
internal sealed record EmergencyWish(string? Subject, string? Resource, string? Reason);

/// <summary>Why the second official agrees.</summary>
internal sealed record ApproveWish(string? Reason);

/// <summary>A review.</summary>
internal sealed record ReviewWish(bool? Right, string? Reason);

/// <summary>An emergency access.</summary>
internal sealed record EmergencyView(
    Guid Id, string Office, string Subject, string Resource, string Reason, string First, string? Second,
    DateTimeOffset? Until, int Uses, bool? Right, string? Review);

/// <summary>What an emergency look showed.</summary>
internal sealed record LookView(
    EvidenceOutcome Outcome, IReadOnlyDictionary<string, string> Values, EvidenceReceipt Receipt);

/// <summary>Emergency access by two officials.</summary>
internal static class EmergencyApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/work/emergencies", async (HttpContext http, Emergencies desk, Caller caller, Texts texts) =>
        {
            var wish = await ApiJson.ReadAsync<EmergencyWish>(http);
            return wish.Refusal is { } notRead ? Problem.Of(notRead, texts)
                : (await desk.BeginAsync(caller, new AskEmergency(wish.Value.Subject, wish.Value.Resource, wish.Value.Reason)))
                    .Answer(texts, View);
        }).For(Access.Official).Accepts<EmergencyWish>("application/json").Produces<EmergencyView>()
            .ProducesProblem(422).WithSummary("Asks for emergency access; nothing can be seen until another official approves.");
        api.MapPost("/work/emergencies/{id:guid}/approve", async (
            Guid id, HttpContext http, Emergencies desk, Caller caller, Texts texts) =>
        {
            var wish = await ApiJson.ReadAsync<ApproveWish>(http);
            return wish.Refusal is { } notRead ? Problem.Of(notRead, texts)
                : (await desk.DoAsync(id, caller, new ApproveEmergency(wish.Value.Reason))).Answer(texts, View);
        }).For(Access.Official | Access.Supervisor).Accepts<ApproveWish>("application/json")
            .Produces<EmergencyView>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409)
            .WithSummary("Approves it: somebody else than who asked.");
        api.MapPost("/work/emergencies/{id:guid}/look", async (Guid id, EmergencyDesk desk, Caller caller, Texts texts) =>
            (await desk.LookAsync(id, caller, "api"))
                .Answer(texts, answer => new LookView(answer.Outcome, answer.Values, answer.Receipt)))
            .For(Access.Official | Access.Supervisor).WithMetadata(new NeverKept()).Produces<LookView>().ProducesProblem(403)
            .ProducesProblem(404).ProducesProblem(409).WithSummary("Looks; the person sees the entry at once.");
        api.MapPost("/work/emergencies/{id:guid}/review", async (
            Guid id, HttpContext http, Emergencies desk, Caller caller, Texts texts) =>
        {
            var wish = await ApiJson.ReadAsync<ReviewWish>(http);
            if (wish.Refusal is { } notRead) return Problem.Of(notRead, texts);
            return (await desk.DoAsync(id, caller, new ReviewEmergency(wish.Value.Right, wish.Value.Reason))).Answer(texts, View);
        }).For(Access.Supervisor).Accepts<ReviewWish>("application/json").Produces<EmergencyView>()
            .ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).WithSummary("Reviews it, which also ends it.");
    }

    private static EmergencyView View(EmergencyAccess current) => new(
        current.Id, current.Asked.Office, current.Asked.Subject, current.Asked.Resource, current.Asked.Reason, current.First,
        current.Second, current.Approved?.Until, current.Uses, current.Reviewed?.IsRight, current.Reviewed?.Words);
}

using Yitong.Acting;
using Yitong.Packs;
using Yitong.Shell;
using Emergencies = Yitong.Acting.Desk<Yitong.Evidence.EmergencyAccess, Yitong.Evidence.EmergencyEvent>;

namespace Yitong.Evidence;

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
        api.MapPost("/work/emergencies", async (Asked<AskEmergency> asked, Emergencies desk, Caller caller, Texts texts) =>
            (await asked.DoAsync(command => desk.BeginAsync(caller, command))).Answer(texts, View))
            .For(Access.Official).Produces<EmergencyView>().ProducesProblem(422)
            .WithSummary("Asks for emergency access; nothing can be seen until another official approves.");
        api.MapPost("/work/emergencies/{id:guid}/approve", async (
            Guid id, Asked<ApproveEmergency> asked, Emergencies desk, Caller caller, Texts texts) =>
            (await asked.DoAsync(command => desk.DoAsync(id, caller, command))).Answer(texts, View))
            .For(Access.Official | Access.Supervisor).Produces<EmergencyView>().ProducesProblem(403).ProducesProblem(404)
            .ProducesProblem(409).WithSummary("Approves it: somebody else than who asked.");
        api.MapPost("/work/emergencies/{id:guid}/look", async (Guid id, EmergencyDesk desk, Caller caller, Texts texts) =>
            (await desk.LookAsync(id, caller, "api"))
                .Answer(texts, answer => new LookView(answer.Outcome, answer.Values, answer.Receipt)))
            .For(Access.Official | Access.Supervisor).WithMetadata(new NeverKept()).Produces<LookView>().ProducesProblem(403)
            .ProducesProblem(404).ProducesProblem(409).WithSummary("Looks; the person sees the entry at once.");
        api.MapPost("/work/emergencies/{id:guid}/review", async (
            Guid id, Asked<ReviewEmergency> asked, Emergencies desk, Caller caller, Texts texts) =>
            (await asked.DoAsync(command => desk.DoAsync(id, caller, command))).Answer(texts, View))
            .For(Access.Supervisor).Produces<EmergencyView>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409)
            .WithSummary("Reviews it, which also ends it.");
    }

    private static EmergencyView View(EmergencyAccess current) => new(
        current.Id, current.Asked.Office, current.Asked.Subject, current.Asked.Resource, current.Asked.Reason, current.First,
        current.Second, current.Approved?.Until, current.Uses, current.Reviewed?.IsRight, current.Reviewed?.Words);
}

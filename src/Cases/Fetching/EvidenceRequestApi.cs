using System.Collections.Immutable;
using System.Globalization;
using Yitong.Evidence;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Cases;

/// <summary>What came of a request.</summary>
internal sealed record EvidenceView(
    Guid Id, EvidenceOutcome Outcome, ImmutableDictionary<string, string> Values, DateTimeOffset? RetryAt,
    EvidenceReceipt Receipt);

/// <summary>Requests for evidence of a case, for programs of agencies.</summary>
internal static class EvidenceRequestApi
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/evidence/requests", AskAsync).For(Access.Official).WithMetadata(new NeverKept())
            .Produces<EvidenceView>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(422).ProducesProblem(503)
            .WithSummary("Asks for what a case's requirement needs, while the official's office holds the step.")
            .WithDescription("Every answer, denials included, is written down before it is given. A denial names its rule.");

    private static async Task<IResult> AskAsync(
        HttpContext http, Asked<AskEvidence> asked, CaseExchange exchange, CaseCalls calls, Visitor visitor, Texts texts)
    {
        var read = await asked.ReadAsync();
        if (read.Refusal is { } notRead) return Problem.Of(notRead, texts);
        if (read.Value is not { Case: { } of, Material.Length: > 0 })
            return Problem.Of(new("evidence.which-requirement", RefusalKind.NotValid), texts);
        var found = await calls.FindAsync(of);
        if (found.Refusal is { } unknown) return Problem.Of(unknown, texts);
        var answer = await exchange.AskAsync(found.Value, visitor.ToActor(), read.Value, null, http.RequestAborted);
        return answer.Refusal is { } refusal ? Problem.Of(refusal, texts) : Answer(http, answer.Value, texts);
    }

    private static IResult Answer(HttpContext http, EvidenceAnswer answer, Texts texts)
    {
        if (answer.Outcome == EvidenceOutcome.Denied)
            return Problem.Of(new(CodeOf(answer.Rule), RefusalKind.NotAllowed), texts,
                ("rule", answer.Rule), ("receipt", answer.Receipt));
        if (answer is { Outcome: EvidenceOutcome.Away, RetryAt: { } again })
        {
            http.Response.Headers.RetryAfter = again.ToUniversalTime().ToString("R", CultureInfo.InvariantCulture);
            return Problem.Of(new Refusal("evidence.source-away", RefusalKind.Busy), texts,
                ("retryAt", again), ("receipt", answer.Receipt));
        }
        return Results.Json(new EvidenceView(
            answer.Receipt.Request, answer.Outcome, answer.Values, answer.RetryAt, answer.Receipt), ApiJson.Options);
    }

    private static string CodeOf(GateRule rule) => rule switch
    {
        GateRule.UnknownItem => "evidence.unknown-item",
        GateRule.NotShared => "evidence.not-shared",
        GateRule.GradeTooHigh => "evidence.grade-too-high",
        GateRule.CaseClosed => "evidence.case-closed",
        GateRule.NotNeeded => "evidence.not-needed",
        GateRule.NoTask => "evidence.no-task",
        GateRule.NoRelation => "evidence.no-relation",
        GateRule.NoConsent => "evidence.no-consent",
        GateRule.NotDeclared => "evidence.not-declared",
        _ => "evidence.not-agreed",
    };
}

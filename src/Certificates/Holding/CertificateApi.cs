using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Certificates;

/// <summary>A certificate in a list.</summary>
internal sealed record CertificateItem(
    Guid Id, string Identifier, string Type, string Name, string HolderName, string Status, DateOnly IssuedOn,
    DateOnly? ValidUntil, bool Imported);

/// <summary>A field of a certificate by its national or own code.</summary>
internal sealed record CertificateLine(string Code, string Value);

/// <summary>A change of status.</summary>
internal sealed record StatusView(string Status, string Article, string Reason, DateOnly On);

/// <summary>
/// A certificate with all that it takes to verify it: the signed bytes in base64 and the signature over their batch.
/// </summary>
internal sealed record CertificateView(
    Guid Id, string Identifier, string Status, bool Good, IReadOnlyList<CertificateLine> Fields, long Slot, Guid? Case,
    string? ReplacedBy, IReadOnlyList<StatusView> Changes, bool Imported, bool FaultyCheck, string? Signed, BatchSeal? Seal,
    string? Code);

/// <summary>Certificates for programs.</summary>
internal static class CertificateApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/certificates", ListAsync).For(Access.Resident | Access.Official)
            .Produces<ListView<CertificateItem>>().WithSummary("My certificates, or those that my agency issued.");
        api.MapGet("/certificates/{id}", ShowAsync).For(Access.Resident | Access.Official)
            .Produces<CertificateView>().ProducesProblem(404)
            .WithSummary("A certificate by its id or identifier, for its holder and its issuer.");
        api.MapPost("/certificates/{id}/status", async (
            string id, Asked<ChangeStatus> asked, VisitorsCertificates held, Wording wording, Texts texts) =>
            (await asked.DoAsync(command => held.DoAsync(id, command)))
                .Answer(texts, changed => ViewOf(changed, held, wording)))
            .For(Access.Official).Produces<CertificateView>().ProducesProblem(409).ProducesProblem(422)
            .WithSummary("The issuing agency changes the status, with article and reason.");
        api.MapPost("/verifications", (Asked<VerifyCode> asked, VerifyAnswers answers) => answers.VerifyByProgram(asked))
            .For(Access.Anyone)
            .Produces<VerifyView>().ProducesProblem(400)
            .WithSummary("Verifies a certificate's code; one from a screen is used up. GET /verify only looks at it.");
    }

    private static async Task<IResult> ListAsync(
        VisitorsCertificates held, CertificateLists lists, Visitor visitor, string? after = null, string? @for = null)
    {
        var page = visitor.Role == ActorRole.Official ? await held.OfMyAgencyAsync(after)
            : await held.PartyAsync(@for) is { } party ? await lists.HeldByAsync(party.Id, after) : new([], null);
        return Results.Json(new ListView<CertificateItem>(
            [
                .. page.Items.Select(row => new CertificateItem(
                    row.Id, row.Identifier, row.Type, row.Name, row.HolderName, ChangeStatus.Text(row.Status), row.IssuedOn,
                    row.ValidUntil, row.IsImported)),
            ], page.Next), ApiJson.Options);
    }

    private static async Task<IResult> ShowAsync(string id, VisitorsCertificates held, Wording wording, Texts texts) =>
        (await held.FindAsync(id)).Answer(texts, found => ViewOf(found, held, wording));

    private static CertificateView ViewOf(Certificate it, VisitorsCertificates held, Wording wording) => new(
        it.Id, it.Content.Identifier, ChangeStatus.Text(it.Status), it.IsGoodOn(wording.Today),
        [.. it.Content.Lines().Select(line => new CertificateLine(line.Code, line.Value))], it.Slot, it.Case, it.ReplacedBy,
        [.. it.Changes.Select(change => new StatusView(ChangeStatus.Text(change.To), change.Article, change.Reason, change.On))],
        it.IsImported, it.HasFaultyCheck, it.IsImported ? null : Convert.ToBase64String(it.Content.Canonical()), it.Seal,
        it.IsImported ? null : held.OnPaper(it));
}

using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Evidence;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.PublicLog;
using Yitong.Shell;

namespace Yitong.Cases;

/// <summary>An objection and its clock.</summary>
internal sealed record ObjectionView(
    Guid Id, ObjectionKind Kind, string Owner, string OwnerName, DateOnly RaisedOn, string Words, DateOnly? Due, bool Late,
    DateOnly? AnsweredOn, bool? Upheld, string? Answer);

/// <summary>
/// One look at my data. <c>case</c>, <c>caseNumber</c> and <c>matter</c> are null where the case is somebody else's: then only
/// the class of the matter is named.
/// </summary>
internal sealed record DisclosureView(
    Guid Id, DateTimeOffset At, string Office, string OfficeName, Guid? Case, string? CaseNumber, string? Matter,
    MatterKind? MatterKind, string Purpose, string PurposeText, string Ground, string Resource, string ResourceTitle,
    IReadOnlyList<NamedView> Items, EvidenceOutcome Outcome, GateRule? Rule, DateTimeOffset? AsOf, string Channel,
    bool Emergency, ObjectionView? Objection, AskedFromView? From);

/// <summary>Another city asked; its matter is null where its case is somebody else's.</summary>
internal sealed record AskedFromView(string City, string CityName, string Office, string? MatterTitle);

/// <summary>A code with what people call it.</summary>
internal sealed record NamedView(string Code, string Title);

/// <summary>What the law keeps back for now.</summary>
internal sealed record WithheldView(int Count, DateTimeOffset? Until);

/// <summary>Somebody read this log.</summary>
internal sealed record LogReadView(DateTimeOffset At, ActorRole Role);

/// <summary>Who looked at my data.</summary>
internal sealed record DisclosuresView(
    IReadOnlyList<DisclosureView> Items, string? Next, WithheldView Withheld, IReadOnlyList<LogReadView> Readings);

/// <summary>Who looked at my data, for programs.</summary>
internal static class DisclosureApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/me/disclosures", ListAsync).Produces<DisclosuresView>()
            .WithSummary("Who looked at my data, or tried to; reading it is written down too.");
        api.MapPost("/me/disclosures/{id:guid}/objection", ObjectAsync).Produces<ObjectionView>().ProducesProblem(404)
            .ProducesProblem(422)
            .WithSummary("Asks why; the agency that looked owes an answer in time.");
        api.MapGet("/me/disclosures/{id:guid}/proof", ProofAsync)
            .Produces<string>(contentType: "text/plain").ProducesProblem(404)
            .WithSummary("The proof that the look is in the public log; yitong verify checks it offline.");
    }

    private static async Task<IResult> ListAsync(
        Visitor visitor, MyDisclosures disclosures, CityCatalogue city, EvidenceLibrary library, CaseDesk desk, Texts texts,
        string? after = null, string? @for = null)
    {
        var read = await disclosures.ReadAsync(Guid.Parse(visitor.Id!), visitor.ToActor(), @for, after);
        return read.Answer(texts, log => new DisclosuresView(
            [.. log.Entries.Select(seen => View(seen, city, library, desk.Today))], log.Next,
            new(log.Withheld, log.WithheldUntil),
            [.. log.Readings.Select(reading => new LogReadView(reading.At, reading.Role))]));
    }

    private static async Task<IResult> ProofAsync(
        Guid id, Visitor visitor, MyDisclosures disclosures, LogProofs proofs, Texts texts, HttpContext http)
    {
        var file = await DisclosureRoutes.ProofAsync(Guid.Parse(visitor.Id!), id, disclosures, proofs, http.RequestAborted);
        return file.Refusal is { } refusal ? Problem.Of(refusal, texts) : file.Value;
    }

    private static async Task<IResult> ObjectAsync(
        Guid id, Asked<AskWhy> asked, Caller caller, MyDisclosures disclosures, Desk<DataObjection, ObjectionEvent> desk,
        CityCatalogue city, Texts texts) =>
        await disclosures.FindAsync(Guid.Parse(caller.By.Id), id) is not { Entry: var entry }
            ? Problem.Of(DisclosureRoutes.NotFound, texts)
            : (await asked.DoAsync(command => desk.BeginAsync(caller, command), entry))
                .Answer(texts, raised => View(raised, city, desk.Today));

    private static DisclosureView View(SeenEntry seen, CityCatalogue city, EvidenceLibrary library, DateOnly today)
    {
        var entry = seen.Entry;
        var resource = library.Resources.GetValueOrDefault(entry.Resource);
        return new(
            entry.Id, entry.At, entry.Office, city.AgencyName(entry.Office), seen.IsOthersCase ? null : entry.Case,
            seen.IsOthersCase ? null : entry.CaseNumber, seen.IsOthersCase ? null : entry.Matter,
            city.Matter(entry.Matter)?.On(today)?.Kind, entry.Purpose,
            library.Purposes.GetValueOrDefault(entry.Purpose)?.Text ?? entry.Purpose, entry.Ground, entry.Resource,
            resource?.Title ?? entry.Resource,
            [.. entry.Items.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(code => new NamedView(code, resource?.Find(code)?.Title ?? code))],
            entry.Outcome, entry.Outcome == EvidenceOutcome.Denied ? entry.Rule : null, entry.AsOf, entry.Channel,
            entry.IsEmergency, seen.Objection is { } raised ? View(raised, city, today) : null,
            entry.FromCity is { } from
                ? new(from, city.CityName(from), entry.FromOffice!, seen.IsOthersCase ? null : entry.FromTitle) : null);
    }

    private static ObjectionView View(DataObjectionRow row, CityCatalogue city, DateOnly today) => new(
        row.Id, row.Kind, row.Owner, city.AgencyName(row.Owner), row.RaisedOn, row.Words, row.Due, row.Due < today,
        row.AnsweredOn, row.IsUpheld, row.Answer);

    private static ObjectionView View(DataObjection raised, CityCatalogue city, DateOnly today) =>
        View(DataObjectionRow.Of(raised, city.Calendar), city, today);
}

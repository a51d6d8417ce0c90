using System.Text;
using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Evidence;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.PublicLog;
using Yitong.Shell;

namespace Yitong.Cases;

/// <summary>Who looked at my data, and asking why.</summary>
internal static class DisclosureRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/my/disclosures", (string? @for, string? after, Disclosing pages) => pages.Show(@for, after));
        routes.MapGet("/my/disclosures/{id:guid}/object", (Guid id, Disclosing pages) => pages.Ask(id, SentPart.Nothing));
        routes.MapPost("/my/disclosures/{id:guid}/object", (Guid id, Disclosing pages, Asked<AskWhy> asked) =>
            pages.Object(id, asked)).TakesForm();
        routes.MapGet("/my/disclosures/{id:guid}/proof", async (Guid id, Disclosing pages, LogProofs proofs, HttpContext http) =>
            await pages.Proof(id, proofs, http.RequestAborted));
    }

    /// <summary>
    /// The proof of an entry as a file that anybody checks offline. It shows the event, except where that would tell of somebody
    /// else's case.
    /// </summary>
    public static async Task<Outcome<IResult>> ProofAsync(
        Guid person, Guid id, MyDisclosures disclosures, LogProofs proofs, CancellationToken cancellation)
    {
        var place = await disclosures.PlaceAsync(person, id, cancellation);
        var found = place is not var (position, mayOpen) ? null
            : mayOpen ? await proofs.OpenedAsync(position, cancellation)
            : await proofs.ForAsync(position, cancellation);
        return found is null ? NotFound : Outcome.Of(
            Results.File(Encoding.UTF8.GetBytes(found), "text/plain; charset=utf-8", $"{id:n}.tlog-proof"));
    }

    /// <summary>There is no such look, or it is not at the reader's data.</summary>
    public static Refusal NotFound => new("disclosure.not-found", RefusalKind.NotFound);
}

/// <summary>What the pages need. One per request.</summary>
internal sealed class Disclosing(
    Caller caller, Visitor visitor, MyDisclosures disclosures, Desk<DataObjection, ObjectionEvent> desk, Objections objections,
    CityCatalogue city, EvidenceLimits limits, Texts texts)
{
    private Guid Person => Guid.Parse(visitor.Id!);

    public async Task<IResult> Show(string? of, string? after)
    {
        var read = await disclosures.ReadAsync(Person, visitor.ToActor(), of, after);
        return read.Refusal is { } refusal ? Screens.Refused(refusal, texts, "/my/disclosures")
            : Screens.Show(new DisclosuresPage
            {
                Log = read.Value, Of = of, Objections = await objections.RaisedByAsync(Person),
            });
    }

    public async Task<IResult> Ask(Guid id, SentPart sent, int status = 200) =>
        await disclosures.FindAsync(Person, id) is not { Entry: var entry }
            ? Screens.Refused(DisclosureRoutes.NotFound, texts, "/my/disclosures")
            : Screens.Show(new ObjectPage
            {
                Entry = entry, Sent = sent, Limit = limits.Objection,
                Owner = city.AgencyName(AskWhy.OwnerOf(entry, city, limits)),
            }, status);

    public async Task<IResult> Object(Guid id, Asked<AskWhy> asked)
    {
        if (await disclosures.FindAsync(Person, id) is not { Entry: var entry })
            return Screens.Refused(DisclosureRoutes.NotFound, texts, "/my/disclosures");
        var done = await asked.DoAsync(command => desk.BeginAsync(caller, command), entry);
        return done.Refusal is { } refusal
            ? await Ask(id, SentPart.Of("why", asked.Form, Fault.Of(refusal, texts)), refusal.Status())
            : Screens.SeeOther($"/my/disclosures#e-{id}");
    }

    public async Task<IResult> Proof(Guid id, LogProofs proofs, CancellationToken cancellation)
    {
        var file = await DisclosureRoutes.ProofAsync(Person, id, disclosures, proofs, cancellation);
        return file.Refusal is { } refusal ? Screens.Refused(refusal, texts, "/my/disclosures") : file.Value;
    }
}

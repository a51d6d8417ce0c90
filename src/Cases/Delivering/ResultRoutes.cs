using Microsoft.AspNetCore.Mvc;
using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>Documents of a result: the office puts them to it, the applicant saves them.</summary>
internal static class ResultRoutes
{
    /// <summary>The verb of putting one to it, in addresses.</summary>
    public const string Attach = "attach-result";

    /// <summary>The verb of taking one back, in addresses.</summary>
    public const string TakeBack = "take-back-result";

    public static void Map(IEndpointRouteBuilder site, IEndpointRouteBuilder work)
    {
        site.MapGet("/cases/{id:guid}/results/{matter}/{upload}", (
            Guid id, string matter, string upload, Attaching attaching, HttpContext http) =>
            attaching.Read(id, matter, upload, http)).For(Access.SignedIn).OwnedBy("portal");
        work.MapPost($"/work/cases/{{id:guid}}/{{matter}}/{Attach}", async (
            Guid id, string matter, Attaching attaching, HttpContext http) =>
            await attaching.Take(id, matter, await SentForm.Read(http))).TakesForm()
            .WithMetadata(new RequestSizeLimitAttribute(UploadLimits.FormWithFile));
        work.MapPost($"/work/cases/{{id:guid}}/{{matter}}/{TakeBack}", (
            Guid id, string matter, Handling handling, Asked<TakeBackResult> asked) =>
            handling.Do(id, matter, TakeBack, asked)).TakesForm();
    }

    public static void MapApi(IEndpointRouteBuilder api)
    {
        api.MapGet("/cases/{id}/results/{matter}/{upload}", async (
            string id, string matter, string upload, CaseCalls calls, Attaching attaching, Texts texts, HttpContext http) =>
            (await calls.FindAsync(id)) is { IsGranted: true, Value: var found }
                ? await attaching.ReadByProgram(found, matter, upload, http)
                : Problem.Of(new("case.not-found", RefusalKind.NotFound), texts))
            .For(Access.SignedIn).ProducesProblem(404).WithSummary("A document of a result.");
        api.MapPost($"/work/cases/{{id}}/{Attach}", (
            string id, Asked<AttachResult> asked, CaseCalls calls, CancellationToken gone) => calls.AttachAsync(id, asked, gone))
            .For(Access.Official).Produces<CaseView>().ProducesProblem(409).ProducesProblem(422)
            .WithSummary("Puts an upload to the result as a document; the applicant has it from the delivery on.");
        api.MapPost($"/work/cases/{{id}}/{TakeBack}", (
            string id, Asked<TakeBackResult> asked, CaseCalls calls, CancellationToken gone) => calls.DoAsync(id, asked, gone))
            .For(Access.Official).Produces<CaseView>().ProducesProblem(409).ProducesProblem(422)
            .WithSummary("Takes a document back before the result is delivered.");
    }
}

/// <summary>What documents of results need. One per request.</summary>
internal sealed class Attaching(
    Visitor visitor, Caller caller, CaseDesk desk, Handling handling, Uploads uploads, Blobs blobs, Texts texts)
{
    public async Task<IResult> Take(Guid id, string matter, SentForm form)
    {
        // Seen by the desk first: bytes of somebody who may not touch the case are not kept.
        var could = await desk.SeeAsync(id, visitor.ToActor());
        if (could.Refusal is { } hidden) return Screens.Refused(hidden, texts, "/work");
        var kept = form.Fields.Files is [{ Length: > 0 } file, ..] ? await uploads.TakeAsync(visitor.ToActor(), "", file)
            : new Refusal("result.no-file", RefusalKind.NotValid);
        var done = kept.Refusal is { } notKept ? notKept
            : await desk.DoAsync(id, caller, new AttachResult(
                matter, kept.Value.Blob, kept.Value.FileName, caller.Seen, kept.Value));
        return done.Refusal is { } refusal
            ? await handling.Show(
                id, matter, SentPart.Of(ResultRoutes.Attach, form, OfFile(refusal)), status: refusal.Status())
            : Screens.SeeOther($"/work/cases/{id}/{matter}#results");
    }

    public async Task<IResult> Read(Guid id, string matter, string upload, HttpContext http)
    {
        var seen = await desk.SeeAsync(id, visitor.ToActor());
        return seen.Refusal is { } refusal ? Screens.Refused(refusal, texts, visitor.Home)
            : await HandedFile.ResultAsync(seen.Value, matter, upload, visitor.Role, blobs, http) ?? Results.NotFound();
    }

    public async Task<IResult> ReadByProgram(Guid id, string matter, string upload, HttpContext http)
    {
        var seen = await desk.SeeAsync(id, visitor.ToActor());
        return seen.Refusal is { } refusal ? Problem.Of(refusal, texts)
            : await HandedFile.ResultAsync(seen.Value, matter, upload, visitor.Role, blobs, http)
                ?? Problem.Of(new("result.no-such-file", RefusalKind.NotFound), texts);
    }

    private IEnumerable<Fault> OfFile(Refusal refusal) =>
        Fault.Of(refusal, texts).Select(fault => fault with { Field = "file" });
}

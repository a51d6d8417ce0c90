using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>Handing materials over, promising them for later, taking them back, and reading them again.</summary>
internal static class MaterialRoutes
{
    private const Access Applicants = Access.Resident | Access.Clerk;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/{id:guid}/materials", (Guid id, HandingOver handing) => handing.Show(id))
            .For(Applicants).OwnedBy("portal");
        TakesFiles(routes.MapPost("/cases/{id:guid}/materials", (Guid id, HandingOver handing, HttpContext http) =>
            handing.Take(id, null, http)));
        TakesFiles(routes.MapPost(
            "/cases/{id:guid}/materials/{key}", (Guid id, string key, HandingOver handing, HttpContext http) =>
                handing.Take(id, key, http)));
        Act<TakeBackMaterial>(routes, "take-back");
        Act<ConsentToEvidence>(routes, "consent");
        Act<DeclareMaterial>(routes, "declare");
        routes.MapGet("/cases/{id:guid}/files/{key}", (Guid id, string key, HandingOver handing, HttpContext http) =>
            handing.Read(id, key, http)).For(Access.SignedIn).OwnedBy("portal");
    }

    private static void TakesFiles(RouteHandlerBuilder route) => route.TakesForm()
        .WithMetadata(new RequestSizeLimitAttribute(UploadLimits.FormWithFile)).For(Applicants).OwnedBy("portal");

    private static void Act<TCommand>(IEndpointRouteBuilder routes, string verb)
        where TCommand : class, CaseCommand => routes.MapPost(
            $"/cases/{{id:guid}}/materials/{{key}}/{verb}",
            (Guid id, string key, HandingOver handing, Asked<TCommand> asked) => handing.Do(id, key, asked))
        .TakesForm().For(Applicants).OwnedBy("portal");
}

/// <summary>What the materials page needs. One per request.</summary>
internal sealed class HandingOver(
    Visitor visitor, Caller caller, CityCatalogue city, CaseDesk desk, EvidenceFetching fetching, AskingToFetch asking,
    Uploads uploads, Blobs blobs, Texts texts)
{
    public async Task<IResult> Show(Guid id, IReadOnlyList<Fault>? faults = null, int status = 200)
    {
        var seen = await desk.SeeAsync(id, visitor.ToActor());
        if (seen.Refusal is { } refusal)
            return Screens.Refused(refusal, texts, visitor.Home);
        if (seen.Value.IsFinished)
            return Screens.SeeOther($"/cases/{id}");
        if (faults is null && asking.First(seen.Value, "materials") is { } first)
            return first;
        var current = await fetching.FetchAsync(seen.Value);
        var materials = CaseForm.Materials(current, city);
        return Screens.Show(new MaterialsPage
        {
            Case = current, Materials = materials, Questions = CaseForm.Questions(current, city).Count, Faults = faults ?? [],
            ToConsent = materials.Where(each => fetching.NeedsConsent(current, each)).Select(each => each.Key).ToHashSet(),
            Open = ApplicantActs.WithMaterials(current, materials, await desk.FactsAsync(id, visitor.ToActor())),
        }, status);
    }

    /// <summary>Takes every file that the form brings, and then goes on.</summary>
    /// <param name="id">The case.</param>
    /// <param name="key">The material whose button was pressed; null: the one that goes on to the next page.</param>
    /// <param name="http">The request.</param>
    public async Task<IResult> Take(Guid id, string? key, HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        // Seen by the desk first: bytes of somebody who may not touch the case are not kept.
        if ((await desk.SeeAsync(id, visitor.ToActor())).Refusal is { } hidden)
            return Screens.Refused(hidden, texts, visitor.Home);
        var files = form.Files.Where(file => file.Length > 0 || file.FileName.Length > 0)
            .Select(file => (Material: file.Name == "file" ? key ?? file.Name : file.Name, File: file)).ToList();
        var (faults, status) = (new List<Fault>(), StatusCodes.Status422UnprocessableEntity);
        foreach (var (material, file) in files)
        {
            var kept = await uploads.TakeAsync(visitor.ToActor(), material, file);
            var done = kept.Refusal is { } notKept ? notKept : await desk.DoAsync(id, caller, new HandOverMaterial(kept.Value));
            if (done.Refusal is not { } no) continue;
            if (no.Kind is RefusalKind.NotFound or RefusalKind.NotAllowed) return Screens.Refused(no, texts, visitor.Home);
            status = no.Status();
            faults.AddRange(At(material, no));
        }
        if (key is not null && form.ContainsKey("later") && files.All(each => each.Material != key))
            return await Do(id, key, new HandOverMaterial(new MaterialCopy(key, "", null, "", 0)));
        if (key is not null && files.All(each => each.Material != key)) faults.Add(new(key, texts["materials.no-file"]));
        return faults.Count > 0 ? await Show(id, faults, status)
            : Screens.SeeOther(key is null ? $"/cases/{id}/check" : $"/cases/{id}/materials#{key}");
    }

    public async Task<IResult> Read(Guid id, string key, HttpContext http)
    {
        var seen = await desk.SeeAsync(id, visitor.ToActor());
        return seen.Refusal is { } refusal ? Screens.Refused(refusal, texts, visitor.Home)
            : await HandedFile.AnswerAsync(seen.Value, key, city, blobs, http) ?? Results.NotFound();
    }

    public async Task<IResult> Do<TCommand>(Guid id, string key, Asked<TCommand> asked)
        where TCommand : class, CaseCommand =>
        await After(id, key, await asked.DoAsync(command => desk.DoAsync(id, caller, command), key));

    private async Task<IResult> Do(Guid id, string key, HandOverMaterial command) =>
        await After(id, key, await desk.DoAsync(id, caller, command));

    private async Task<IResult> After(Guid id, string key, Outcome<Case> done) =>
        done.Refusal is { } refusal ? await Refuse(id, key, refusal) : Screens.SeeOther($"/cases/{id}/materials#{key}");

    private Task<IResult> Refuse(Guid id, string key, Refusal refusal) =>
        refusal.Kind is RefusalKind.NotFound or RefusalKind.NotAllowed
            ? Task.FromResult(Screens.Refused(refusal, texts, visitor.Home))
            : Show(id, [.. At(key, refusal)], refusal.Status());

    private IEnumerable<Fault> At(string key, Refusal refusal) =>
        Fault.Of(refusal, texts).Select(fault => fault with { Field = key });
}

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
        routes.MapPost("/cases/{id:guid}/materials/{key}", async (Guid id, string key, HandingOver handing, HttpContext http) =>
            await handing.Take(id, key, http)).TakesForm()
            .WithMetadata(new RequestSizeLimitAttribute(UploadLimits.FormWithFile)).For(Applicants).OwnedBy("portal");
        Act<TakeBackMaterial>(routes, "take-back");
        Act<ConsentToEvidence>(routes, "consent");
        Act<DeclareMaterial>(routes, "declare");
        routes.MapGet("/cases/{id:guid}/files/{key}", (Guid id, string key, HandingOver handing, HttpContext http) =>
            handing.Read(id, key, http)).For(Access.SignedIn).OwnedBy("portal");
    }

    private static void Act<TCommand>(IEndpointRouteBuilder routes, string verb)
        where TCommand : class, CaseCommand => routes.MapPost(
            $"/cases/{{id:guid}}/materials/{{key}}/{verb}",
            (Guid id, string key, HandingOver handing, Asked<TCommand> asked) => handing.Do(id, key, asked))
        .TakesForm().For(Applicants).OwnedBy("portal");
}

/// <summary>What the materials page needs. One per request.</summary>
internal sealed class HandingOver(
    Visitor visitor, Caller caller, CityCatalogue city, CaseDesk desk, EvidenceFetching fetching, Blobs blobs, Texts texts)
{
    private const int LongestName = 120;

    public async Task<IResult> Show(Guid id, IReadOnlyList<Fault>? faults = null, int status = 200)
    {
        var seen = await desk.SeeAsync(id, visitor.ToActor());
        if (seen.Refusal is { } refusal)
            return Screens.Refused(refusal, texts, visitor.Home);
        if (seen.Value.IsFinished)
            return Screens.SeeOther($"/cases/{id}");
        var current = await fetching.FetchAsync(seen.Value);
        var materials = CaseForm.Materials(current, city);
        return Screens.Show(new MaterialsPage
        {
            Case = current, Materials = materials, Questions = CaseForm.Questions(current, city).Count, Faults = faults ?? [],
            ToConsent = materials.Where(each => fetching.NeedsConsent(current, each)).Select(each => each.Key).ToHashSet(),
            Open = ApplicantActs.WithMaterials(current, materials, await desk.FactsAsync(id, visitor.ToActor())),
        }, status);
    }

    public async Task<IResult> Take(Guid id, string key, HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        if (form.ContainsKey("later"))
            return await Do(id, key, new HandOverMaterial(new MaterialCopy(key, "", null, "", 0)));
        if (form.Files["file"] is not { Length: > 0 } file)
            return await Show(id, [new Fault(key, texts["materials.no-file"])], StatusCodes.Status422UnprocessableEntity);
        if (file.Length > UploadLimits.File)
            return await Refuse(id, key, UploadedFile.Refused("upload.too-large", file.FileName));
        // Seen by the desk first: bytes of somebody who may not touch the case are not kept.
        if ((await desk.SeeAsync(id, visitor.ToActor())).Refusal is { } hidden)
            return Screens.Refused(hidden, texts, visitor.Home);
        var bytes = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
            await stream.ReadExactlyAsync(bytes);
        var type = UploadedFile.TypeOf(bytes, file.FileName);
        if (type.Refusal is { } refusal)
            return await Refuse(id, key, refusal);
        var hash = await blobs.PutAsync(bytes, type.Value);
        return await Do(id, key, new HandOverMaterial(new MaterialCopy(key, NameOf(file), hash, type.Value, bytes.Length)));
    }

    public async Task<IResult> Read(Guid id, string key, HttpContext http)
    {
        var seen = await desk.SeeAsync(id, visitor.ToActor());
        if (seen.Refusal is { } refusal)
            return Screens.Refused(refusal, texts, visitor.Home);
        if ((seen.Value.Materials.GetValueOrDefault(key) ?? seen.Value.Evidence.Of(key)?.Copy)
                is not { Blob: { } hash } copy
            || await blobs.GetAsync(hash) is not { } blob)
            return Results.NotFound();
        // A file of somebody else never runs in our page: it is saved, not shown.
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.File(blob.Bytes.ToArray(), blob.MediaType, copy.FileName);
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
            : Show(id, [.. Fault.Of(refusal, texts).Select(fault => fault with { Field = key })], refusal.Status());

    private static string NameOf(IFormFile file)
    {
        var name = new string([.. Path.GetFileName(file.FileName.Replace('\\', '/')).Where(c => !char.IsControl(c))]);
        return name.Length <= LongestName ? name : name[^LongestName..];
    }
}

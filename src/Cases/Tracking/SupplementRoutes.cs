using Microsoft.AspNetCore.Mvc;
using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Cases;

/// <summary>The one notice of everything that is missing, and answering it (补正).</summary>
internal static class SupplementRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/{id:guid}/supplement/{matter}", (Guid id, string matter, Supplying supplying) =>
            supplying.Show(id, matter, [], null));
        routes.MapPost("/cases/{id:guid}/supplement/{matter}", async (
            Guid id, string matter, Supplying supplying, HttpContext http) =>
            await supplying.Take(id, matter, await http.Request.ReadFormAsync())).TakesForm()
            .WithMetadata(new RequestSizeLimitAttribute(UploadLimits.FormWithFile));
    }
}

/// <summary>What the supplement page needs. One per request.</summary>
internal sealed class Supplying(
    Visitor visitor, Caller caller, CityCatalogue city, CaseDesk desk, Uploads uploads, KeptInput kept, Texts texts)
{
    public async Task<IResult> Show(Guid id, string matter, IReadOnlyList<Fault> faults, IFormCollection? typed, int status = 200)
    {
        var seen = await desk.SeeAsync(id, visitor.ToActor());
        if (seen.Refusal is { } refusal)
            return Screens.Refused(refusal, texts, visitor.Home);
        if (seen.Value.Find(matter) is not { State: MemberState.SupplementRequested } member)
            return Screens.SeeOther($"/cases/{id}");
        return Screens.Show(
            new SupplementPage
            {
                Case = seen.Value, Member = member, Faults = faults,
                Typed = typed ?? kept.Of($"/cases/{id}/supplement/{matter}")?.Fields,
            }, status);
    }

    public async Task<IResult> Take(Guid id, string matter, IFormCollection form)
    {
        var seen = await desk.SeeAsync(id, visitor.ToActor());
        if (seen.Refusal is { } hidden)
            return Screens.Refused(hidden, texts, visitor.Home);
        if (seen.Value.Find(matter)?.Supplement is not { } notice)
            return Screens.SeeOther($"/cases/{id}");
        var faults = new List<Fault>();
        var copies = new List<MaterialCopy>();
        var answers = new Dictionary<string, string?>();
        var questions = CaseForm.Questions(seen.Value, city).Select(question => question.Key).ToHashSet();
        foreach (var gap in notice.Gaps)
            if (questions.Contains(gap.Material))
                answers[gap.Material] = form[gap.Material].ToString();
            else if (form.Files[gap.Material] is { Length: > 0 } file)
            {
                var kept = await uploads.TakeAsync(visitor.ToActor(), gap.Material, file);
                if (kept.Refusal is { } refusal)
                    faults.AddRange(Fault.Of(refusal, texts).Select(fault => fault with { Field = gap.Material }));
                else
                    copies.Add(kept.Value);
            }
        if (faults.Count > 0)
            return await Show(id, matter, faults, form, StatusCodes.Status422UnprocessableEntity);
        var done = await desk.DoAsync(
            id, caller, new SupplyGaps(matter, answers, null, caller.Seen, copies, ReasonsIn(form, notice)));
        return done.Refusal is { } no
            ? await Show(id, matter, Fault.Of(no, texts), form, no.Status())
            : Screens.SeeOther($"/cases/{id}?supplied=yes");
    }

    private static Dictionary<string, string?> ReasonsIn(IFormCollection form, Supplement notice) =>
        notice.Gaps.Select(gap => gap.Material).Distinct().ToDictionary(
            key => key, key => (string?)form[SupplementPage.ReasonOf(key)].ToString());
}

using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Cases;

/// <summary>Checking everything once more, and submitting.</summary>
internal static class CheckRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/{id:guid}/check", (Guid id, Checking checking) => checking.Show(id, []));
        routes.MapPost("/cases/{id:guid}/submit", (Guid id, Checking checking, Asked<SubmitCase> asked) =>
            checking.Submit(id, asked)).TakesForm();
    }
}

/// <summary>What the check page needs. One per request.</summary>
internal sealed class Checking(
    Visitor visitor, Caller caller, CityCatalogue city, CaseDesk desk, EvidenceFetching fetching,
    AskingToFetch asking, Texts texts)
{
    public async Task<IResult> Show(Guid id, IReadOnlyList<Fault> faults, int status = 200)
    {
        var seen = await desk.SeeAsync(id, visitor.ToActor());
        if (seen.Refusal is { } refusal)
            return Screens.Refused(refusal, texts, visitor.Home);
        if (faults.Count == 0 && asking.First(seen.Value, "check") is { } first)
            return first;
        var draft = await fetching.FetchAsync(seen.Value);
        return draft.Stage != CaseStage.Draft
            ? Screens.SeeOther($"/cases/{id}")
            : Screens.Show(new CheckPage
            {
                Case = draft, Title = city.TitleOf(draft), Questions = CaseForm.Questions(draft, city),
                Materials = CaseForm.Materials(draft, city), Faults = faults,
            }, status);
    }

    public async Task<IResult> Submit(Guid id, Asked<SubmitCase> asked)
    {
        var seen = await desk.SeeAsync(id, visitor.ToActor());
        if (seen.Refusal is { } hidden)
            return Screens.Refused(hidden, texts, visitor.Home);
        var read = await asked.ReadAsync();
        // What is not ticked and what is missing in the draft are told together.
        if (Unticked(seen.Value, asked.Form) is { Count: > 0 } faults)
            return await Show(id, [.. faults, .. Incomplete(seen.Value)], StatusCodes.Status422UnprocessableEntity);
        var done = read.Refusal is { } notRead ? notRead : await desk.DoAsync(id, caller, read.Value);
        return done.Refusal is { } refusal
            ? await Show(id, Fault.Of(refusal, texts), refusal.Status())
            : Screens.SeeOther($"/cases/{id}?submitted=yes");
    }

    private IReadOnlyList<Fault> Incomplete(Case draft) => SubmitCase.Gaps(draft, city) is { Count: > 0 } gaps
        ? Fault.Of(new Refusal("case.incomplete", RefusalKind.NotValid) { Fields = gaps }, texts) : [];

    private List<Fault> Unticked(Case draft, SentForm form)
    {
        var faults = new List<Fault>();
        if (!form.Has("consent") && CaseForm.Materials(draft, city).Any(material =>
            material.Supply == MaterialSupply.City && !CaseLabels.MayUpload(draft, material)
            && !draft.Evidence.Agreed.Contains(material.Key)))
            faults.Add(new("consent", texts["check.consent-missing"]));
        if (!form.Has("truth"))
            faults.Add(new("truth", texts["check.truth-missing"]));
        return faults;
    }
}

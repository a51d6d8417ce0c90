using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Cases;

/// <summary>Asks, before anything is fetched for a draft, whether the city may.</summary>
internal static class SourcesRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/{id:guid}/sources", (Guid id, string? then, AskingToFetch asking) => asking.Show(id, then));
        routes.MapPost("/cases/{id:guid}/sources", (Guid id, Asked<AnswerFetching> asked, AskingToFetch asking) =>
            asking.Take(id, asked)).TakesForm();
    }
}

/// <summary>What the page needs. One per request.</summary>
internal sealed class AskingToFetch(
    Visitor visitor, Caller caller, CaseDesk desk, EvidenceFetching fetching, Texts texts)
{
    /// <summary>The way to the question, for a draft about to be fetched for; null where nothing is to be asked.</summary>
    public IResult? First(Case draft, string then) =>
        fetching.ToAgree(draft).Count == 0 ? null : Screens.SeeOther($"/cases/{draft.Id}/sources?then={then}");

    public async Task<IResult> Show(Guid id, string? then)
    {
        var seen = await desk.SeeAsync(id, visitor.ToActor());
        if (seen.Refusal is { } refusal) return Screens.Refused(refusal, texts, visitor.Home);
        var wanted = fetching.ToAgree(seen.Value with { Evidence = seen.Value.Evidence with { IsFetchingDeclined = false } });
        return wanted.Count == 0 ? Screens.SeeOther($"/cases/{id}/continue")
            : Screens.Show(new SourcesPage { Case = seen.Value, Wanted = wanted, Then = then });
    }

    public async Task<IResult> Take(Guid id, Asked<AnswerFetching> asked)
    {
        var done = await asked.DoAsync(command => desk.DoAsync(id, caller, command));
        return done.Refusal is { } refusal ? Screens.Refused(refusal, texts, visitor.Home)
            : Screens.SeeOther($"/cases/{id}/{PlaceOf(asked.Form["then"])}");
    }

    // The steps of an application, and no other place.
    private static string PlaceOf(string? then) => then is "materials" or "check" ? then
        : int.TryParse(then, out var question) && question > 0 ? $"questions/{question}" : "continue";
}

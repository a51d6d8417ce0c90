using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Hotline;

/// <summary>Words to leave.</summary>
internal sealed record QueryWish(string? Query);

/// <summary>Leaving words that found nothing, so that somebody looks after them.</summary>
internal static class LeavingRoutes
{
    public static void Map(Doors doors)
    {
        doors.Site.MapPost("/search/leave", async (
            HttpContext http, Visitor visitor, UnansweredQueries queries, Texts texts, TimeProvider clock) =>
        {
            var query = (await SentForm.Read(http))["q"];
            var left = await queries.LeaveAsync(visitor.ToActor(), clock.GetUtcNow(), query);
            return left.Refusal is { } refusal
                ? Screens.Refused(refusal, texts, "/search")
                : Screens.SeeOther("/search?left=yes&q=" + Uri.EscapeDataString(query!));
        }).TakesForm().For(Access.Anyone).OwnedBy("portal");
        doors.Api.MapPost("/search/unanswered", LeaveAsync).For(Access.Anyone).Accepts<QueryWish>("application/json")
            .Produces(201).ProducesProblem(422).WithSummary("Leaves words that found nothing for the hotline; no name is asked.");
    }

    private static async Task<IResult> LeaveAsync(
        HttpContext http, UnansweredQueries queries, Visitor visitor, TimeProvider clock, Texts texts)
    {
        var wish = await ApiJson.ReadAsync<QueryWish>(http);
        if (wish.Refusal is { } notRead) return Problem.Of(notRead, texts);
        var left = await queries.LeaveAsync(visitor.ToActor(), clock.GetUtcNow(), wish.Value.Query);
        return left.Answer(texts, id => new { id }, StatusCodes.Status201Created);
    }
}

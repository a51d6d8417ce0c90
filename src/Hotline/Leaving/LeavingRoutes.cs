using Yitong.Acting;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Hotline;

/// <summary>Leaving words that found nothing, so that somebody looks after them.</summary>
internal static class LeavingRoutes
{
    public static void Map(Doors doors)
    {
        doors.Site.MapPost("/search/leave", async (
            Asked<LeaveQuery> asked, Desk<UnansweredQuery, HotlineEvent> desk, Caller caller, Texts texts) =>
        {
            var left = await asked.DoAsync(command => desk.BeginAsync(caller, command));
            return left.Refusal is { } refusal
                ? Screens.Refused(refusal, texts, "/search")
                : Screens.SeeOther("/search?left=yes&q=" + Uri.EscapeDataString(left.Value.Query));
        }).TakesForm().For(Access.Anyone).OwnedBy("portal");
        doors.Api.MapPost("/search/unanswered", async (
            Asked<LeaveQuery> asked, Desk<UnansweredQuery, HotlineEvent> desk, Caller caller, Texts texts) =>
            (await asked.DoAsync(command => desk.BeginAsync(caller, command)))
                .Answer(texts, left => new { left.Id }, StatusCodes.Status201Created))
            .For(Access.Anyone).Produces(201).ProducesProblem(422)
            .WithSummary("Leaves words that found nothing for the hotline; no name is asked.");
    }
}

using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Benefits;

/// <summary>Public notices, and objections to their lines.</summary>
internal static class NoticeRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/notices", async (string? after, RunLists lists, Wording wording) =>
            Screens.Show(new NoticesPage { Runs = await lists.NoticesAsync(wording.Today, after) }))
            .For(Access.Anyone).OwnedBy("portal");
        routes.MapGet("/notices/{id:guid}", async (Guid id, string? after, Notices notices, Texts texts) =>
        {
            var notice = await notices.FindAsync(id, after);
            return notice.Refusal is { } refusal ? Screens.Refused(refusal, texts, "/notices")
                : Screens.Show(new NoticePage { Notice = notice.Value });
        }).For(Access.Anyone).OwnedBy("portal");
        routes.MapGet("/notices/{id:guid}/{chunk:int}/{line:int}", (
                Guid id, int chunk, int line, ObjectingToLine page) => page.Show(id, chunk, line, SentPart.Nothing))
            .For(Access.Resident).OwnedBy("portal");
        routes.MapPost("/notices/{id:guid}/{chunk:int}/{line:int}", (
                Guid id, int chunk, int line, Asked<ObjectToLine> asked, ObjectingToLine page) =>
                page.Object(id, chunk, line, asked))
            .TakesForm().For(Access.Resident).OwnedBy("portal");
    }
}

/// <summary>What the page of an objection needs. One per request.</summary>
internal sealed class ObjectingToLine(
    RunDesk desk, Notices notices, RunLists lists, Caller caller, Texts texts)
{
    public async Task<IResult> Object(Guid id, int chunk, int line, Asked<ObjectToLine> asked)
    {
        var done = await asked.DoAsync(command => desk.DoAsync(id, caller, command with { Chunk = chunk, Line = line }));
        return done.Refusal is { } refusal
            ? await Show(id, chunk, line, SentPart.Of("object", asked.Form, Fault.Of(refusal, texts)), refusal.Status())
            : Screens.SeeOther($"/notices/{id}/{chunk}/{line}");
    }

    // Whoever objected reads the answer here, behind the last day of the notice too.
    public async Task<IResult> Show(Guid id, int chunk, int line, SentPart sent, int status = 200)
    {
        var run = await desk.FindAsync(id);
        var mine = run?.Objections.Values.FirstOrDefault(each => (each.Chunk, each.Line, each.By) == (chunk, line, caller.By.Id));
        var notice = await notices.FindAsync(id, take: 1);
        if (notice.Refusal is { } refusal && mine is null) return Screens.Refused(refusal, texts, "/notices");
        return await lists.LineAsync(run!, chunk, line) is { } view
            ? Screens.Show(new ObjectPage
            {
                Run = run!, Line = view.Row, Mine = mine, IsOver = !notice.IsGranted, Sent = sent,
            }, status)
            : Screens.Refused(new("run.no-such-line", RefusalKind.NotFound), texts, "/notices");
    }
}

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
                Guid id, int chunk, int line, string? done, ObjectingToLine page) =>
                page.Show(id, chunk, line, done is not null, SentPart.Nothing))
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
            ? await Show(id, chunk, line, false, SentPart.Of("object", asked.Form, Fault.Of(refusal, texts)), refusal.Status())
            : Screens.SeeOther($"/notices/{id}/{chunk}/{line}?done=1");
    }

    public async Task<IResult> Show(Guid id, int chunk, int line, bool done, SentPart sent, int status = 200)
    {
        var notice = await notices.FindAsync(id, take: 1);
        if (notice.Refusal is { } refusal) return Screens.Refused(refusal, texts, "/notices");
        return await lists.LineAsync(notice.Value.Run, chunk, line) is { } view
            ? Screens.Show(new ObjectPage { Run = notice.Value.Run, Line = view.Row, Done = done, Sent = sent }, status)
            : Screens.Refused(new("run.no-such-line", RefusalKind.NotFound), texts, "/notices");
    }
}

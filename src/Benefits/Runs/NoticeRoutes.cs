using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Benefits;

/// <summary>Public notices, and objections to their lines.</summary>
internal static class NoticeRoutes
{
    private const int PerPage = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/notices", async (PaymentLists lists, Wording wording) =>
            Screens.Show(new NoticesPage { Runs = await lists.NoticesAsync(wording.Today) }))
            .For(Access.Anyone).OwnedBy("portal");
        routes.MapGet("/notices/{id:guid}", async (Guid id, int? skip, RunActs runs, Texts texts) =>
        {
            var from = Math.Max(0, skip ?? 0);
            var notice = await runs.NoticeAsync(id, from, PerPage);
            return notice.Refusal is { } refusal ? Screens.Refused(refusal, texts, "/notices")
                : Screens.Show(new NoticePage
                {
                    Notice = notice.Value, Next = notice.Value.Lines.Count == PerPage ? from + PerPage : (int?)null,
                });
        }).For(Access.Anyone).OwnedBy("portal");
        routes.MapGet("/notices/{id:guid}/{chunk:int}/{line:int}",
                (Guid id, int chunk, int line, string? done, RunActs runs, PaymentLists lists, Texts texts) =>
                    ShowAsync(id, chunk, line, done is not null, [], null, runs, lists, texts))
            .For(Access.Resident).OwnedBy("portal");
        routes.MapPost("/notices/{id:guid}/{chunk:int}/{line:int}", async (
                Guid id, int chunk, int line, HttpContext http, RunActs runs, PaymentLists lists, Texts texts) =>
            {
                var form = await SentForm.Read(http);
                var done = await runs.ObjectAsync(id, chunk, line, form["reason"]);
                return done.Refusal is { } refusal
                    ? await ShowAsync(id, chunk, line, false, Fault.Of(refusal, texts), form, runs, lists, texts)
                    : Screens.SeeOther($"/notices/{id}/{chunk}/{line}?done=1");
            }).TakesForm().For(Access.Resident).OwnedBy("portal");
    }

    private static async Task<IResult> ShowAsync(
        Guid id, int chunk, int line, bool done, IReadOnlyList<Fault> faults, SentForm? typed, RunActs runs,
        PaymentLists lists, Texts texts)
    {
        var notice = await runs.NoticeAsync(id, 0, 1);
        if (notice.Refusal is { } refusal) return Screens.Refused(refusal, texts, "/notices");
        return await lists.LineAsync(notice.Value.Run, chunk, line) is { } view
            ? Screens.Show(
                new ObjectPage { Run = notice.Value.Run, Line = view.Row, Done = done, Faults = faults, Typed = typed },
                faults.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK)
            : Screens.Refused(new("run.no-such-line", RefusalKind.NotFound), texts, "/notices");
    }
}

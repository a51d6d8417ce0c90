using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Benefits;

/// <summary>Facts that companies and people dispute, with the agency that supplied them.</summary>
internal static class DisputeRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/work/disputes", (int? skip, Answering answering) => answering.Show(skip ?? 0, null, [], null));
        routes.MapPost("/work/disputes/{file:guid}/{number:int}", async (
            Guid file, int number, Answering answering, HttpContext http) =>
            await answering.Answer(file, number,
                await SentForm.Read(http))).TakesForm();
    }
}

/// <summary>What the page of disputes needs. One per request.</summary>
internal sealed class Answering(FileDesk files, Visitor visitor, Wording wording, Texts texts, TimeProvider clock)
{
    /// <summary>Disputes on a page.</summary>
    public const int PerPage = 20;

    public async Task<IResult> Show(int skip, string? at, IReadOnlyList<Fault> faults, SentForm? typed, int status = 200)
    {
        var rows = await files.OpenDisputesAsync(visitor.Office!, Math.Max(0, skip), PerPage + 1);
        var open = new List<(DisputeRow, SubjectFile)>();
        foreach (var row in rows.Take(PerPage)) open.Add((row, (await files.FindAsync(row.File))!));
        return Screens.Show(new DisputesPage
        {
            Open = open, Next = rows.Count > PerPage ? skip + PerPage : (int?)null, At = at, Faults = faults, Typed = typed,
        }, status);
    }

    public async Task<IResult> Answer(Guid file, int number, SentForm form)
    {
        var corrects = form["stands"] == "no";
        var at = $"{file}-{number}";
        if (form["stands"] is not ("yes" or "no"))
            return await Show(0, at, [new Fault($"stands-{at}", texts["disputes.choose"])], form, 422);
        var act = Act.Of(clock.GetUtcNow(), visitor.ToActor(), "answer-dispute");
        var done = await files.AnswerAsync(act, wording.Today, file, number, corrects ? form["value"] ?? "" : null,
            form["answer"]);
        return done.Refusal is { } refusal
            ? await Show(0, at, Fault.Of(refusal, texts), form, refusal.Status()) : Screens.SeeOther("/work/disputes");
    }
}

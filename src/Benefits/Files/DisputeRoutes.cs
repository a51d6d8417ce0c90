using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Benefits;

/// <summary>Facts that companies and people dispute, with the agency that supplied them.</summary>
internal static class DisputeRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/work/disputes", (string? after, Answering answering) => answering.Show(after));
        routes.MapGet("/work/disputes/{file:guid}/{number:int}", (Guid file, int number, Answering answering) =>
            answering.ShowOne(file, number, SentPart.Nothing));
        routes.MapPost("/work/disputes/{file:guid}/{number:int}", (
            Guid file, int number, Asked<AnswerDispute> asked, Answering answering) => answering.Answer(file, number, asked))
            .TakesForm();
    }
}

/// <summary>What the page of disputes needs. One per request.</summary>
internal sealed class Answering(BenefitFileDesk desk, BenefitFiles files, Visitor visitor, Caller caller, Texts texts)
{
    private const int PerPage = 20;

    public async Task<IResult> Show(string? after)
    {
        var open = await files.OpenDisputesAsync(visitor.Office!, after, PerPage);
        return await Show(open, false, SentPart.Nothing);
    }

    /// <summary>One dispute, wherever it stands in the list; whose form was refused stays with it.</summary>
    public async Task<IResult> ShowOne(Guid file, int number, SentPart sent, int status = 200) =>
        await files.DisputeAsync(file, number) is { } row && row.Office == visitor.Office
            ? await Show(new(row.State == DisputeState.Open ? [row] : [], null), true, sent, status)
            : Screens.Refused(new("dispute.not-found", RefusalKind.NotFound), texts, "/work/disputes");

    public async Task<IResult> Answer(Guid file, int number, Asked<AnswerDispute> asked)
    {
        var done = await asked.DoAsync(command => desk.DoAsync(file, caller, command), number);
        return done.Refusal is { } refusal
            ? await ShowOne(file, number, SentPart.Of($"{file}-{number}", asked.Form, Fault.Of(refusal, texts)), refusal.Status())
            : Screens.SeeOther("/work/disputes");
    }

    private async Task<IResult> Show(Page<DisputeRow> page, bool isOne, SentPart sent, int status = 200)
    {
        var open = new List<(DisputeRow, SubjectFile)>();
        foreach (var row in page.Items) open.Add((row, (await files.FindAsync(row.File))!));
        return Screens.Show(new DisputesPage { Open = open, Next = page.Next, IsOne = isOne, Sent = sent }, status);
    }
}

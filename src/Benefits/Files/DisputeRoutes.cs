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
        routes.MapGet("/work/disputes", (int? skip, Answering answering) => answering.Show(skip ?? 0, SentPart.Nothing));
        routes.MapPost("/work/disputes/{file:guid}/{number:int}", (
            Guid file, int number, Asked<AnswerDispute> asked, Answering answering) => answering.Answer(file, number, asked))
            .TakesForm();
    }
}

/// <summary>What the page of disputes needs. One per request.</summary>
internal sealed class Answering(BenefitFileDesk desk, BenefitFiles files, Visitor visitor, Caller caller, Texts texts)
{
    private const int PerPage = 20;

    public async Task<IResult> Show(int skip, SentPart sent, int status = 200)
    {
        var rows = await files.OpenDisputesAsync(visitor.Office!, Math.Max(0, skip), PerPage + 1);
        var open = new List<(DisputeRow, SubjectFile)>();
        foreach (var row in rows.Take(PerPage)) open.Add((row, (await files.FindAsync(row.File))!));
        return Screens.Show(new DisputesPage
        {
            Open = open, Next = rows.Count > PerPage ? skip + PerPage : (int?)null, Sent = sent,
        }, status);
    }

    public async Task<IResult> Answer(Guid file, int number, Asked<AnswerDispute> asked)
    {
        var done = await asked.DoAsync(command => desk.DoAsync(file, caller, command), number);
        return done.Refusal is { } refusal
            ? await Show(0, SentPart.Of($"{file}-{number}", asked.Form, Fault.Of(refusal, texts)), refusal.Status())
            : Screens.SeeOther("/work/disputes");
    }
}

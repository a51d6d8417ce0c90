using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>What an agency has to do, by time left: in cases and of any other kind.</summary>
internal static class WorkRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/work", async (string? kind, string? by, string? after, Visitor visitor, DutyList duties) =>
        {
            var only = string.IsNullOrEmpty(kind) ? null : kind;
            var doing = by switch { "me" => visitor.Id, DutyList.Nobody => DutyList.Nobody, _ => null };
            var work = await duties.OfAsync(visitor.Office!, only, doing, after);
            return Screens.Show(new WorkPage
            {
                Work = work, Taken = await duties.TakenAsync(work.Items), Kinds = await duties.CountAsync(visitor.Office!),
                Kind = only, By = doing is null ? null : by, Counts = await duties.CountTakenAsync(visitor.Office!, visitor.Id!),
                Office = visitor.Office!,
            });
        });
        routes.MapPost("/work/take", (Asked<TakeDuty> asked, Taking taking) => taking.TakeAsync(asked)).TakesForm();
        routes.MapPost("/work/return", (Asked<TakeDuty> asked, Taking taking) => taking.ReturnAsync(asked)).TakesForm();

        routes.MapGet("/work/find", async (string? number, CaseLists lists, Texts texts) =>
            await lists.FindByNumberAsync(number) is { } id
                ? Screens.SeeOther($"/work/cases/{id}")
                : Screens.Error(StatusCodes.Status404NotFound, "error.no-such-number"));
    }
}

/// <summary>Taking duties and putting them back, on pages and by program. One per request.</summary>
internal sealed class Taking(
    Desk<DutyTaking, DutyTakingEvent, DutyFacts> desk, Visitor visitor, Caller caller, Texts texts)
{
    /// <summary>Takes what the command names.</summary>
    public Task<Outcome<DutyTaking>> DoAsync(TakeDuty command) => desk.BeginAsync(caller, command);

    /// <summary>Puts back what the command names.</summary>
    public Task<Outcome<DutyTaking>> UndoAsync(TakeDuty command) =>
        desk.DoAsync(StreamIds.Of(command.About!), caller, new ReturnDuty());

    public async Task<IResult> TakeAsync(Asked<TakeDuty> asked) =>
        After(await asked.DoAsync(DoAsync, new Taker(visitor.Name)), asked.Form["back"]);

    public async Task<IResult> ReturnAsync(Asked<TakeDuty> asked) => After(await asked.DoAsync(UndoAsync), asked.Form["back"]);

    private IResult After(Outcome<DutyTaking> done, string? back) => done.Refusal is { } refusal
        ? Screens.Refused(refusal, texts, "/work")
        : Screens.SeeOther(back is "me" or DutyList.Nobody ? $"/work?by={back}" : "/work");
}

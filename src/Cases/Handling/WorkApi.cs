using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Cases;

/// <summary>Something that an office owes by a day; <c>caseId</c> and <c>matter</c> say where, if it is owed in a case.</summary>
internal sealed record WorkView(
    Guid? CaseId, string Number, string Matter, string Title, string Slot, string Kind, string Office, string Subject,
    DateOnly Since, DateOnly? Due, bool Suspended, ClockLight Light, int? WorkingDaysLeft, string? Link);

/// <summary>What officials do.</summary>
internal static class WorkApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/work", ListAsync).For(Access.Official | Access.Supervisor)
            .Produces<ListView<WorkView>>().WithSummary(
                "What the office owes, by time left: in cases and of any other kind. kind, after and take narrow it.");
        Act<AcceptCase>(api, "accept");
        Act<RefuseAcceptance>(api, "refuse");
        Act<RequestSupplement>(api, "request-supplement");
        Act<ExamineStep>(api, "examine");
        Act<DecideCase>(api, "decide");
        Act<DeliverResult>(api, "deliver", Access.Official | Access.Clerk);
        Act<SuspendClock>(api, "suspend");
        Act<ResumeClock>(api, "resume");
        Act<ExtendClock>(api, "extend");
        Act<TransferCase>(api, "transfer");
        Act<ReopenCase>(api, "reopen");
        Act<ExplainLateness>(api, "explain-lateness");
        Act<AnswerRating>(api, "answer-rating");
    }

    private static void Act<TCommand>(IEndpointRouteBuilder api, string verb, Access access = Access.Official)
        where TCommand : class, CaseCommand =>
        api.MapPost($"/work/cases/{{id}}/{verb}", (string id, Asked<TCommand> asked, CaseCalls calls, CancellationToken gone) =>
                calls.DoAsync(id, asked, gone))
            .For(access).Produces<CaseView>()
            .ProducesProblem(409).ProducesProblem(422).WithSummary($"Does \"{verb}\" to a case.");

    private static async Task<IResult> ListAsync(
        Visitor visitor, DutyList duties, Wording wording, CityCatalogue catalogue,
        string? kind = null, string? after = null, int take = 50)
    {
        var today = wording.Today;
        var isSupervisor = visitor.Role == ActorRole.Supervisor;
        var page = isSupervisor
            ? await duties.LateAsync(today, after, take) : await duties.OfAsync(visitor.Office ?? "", kind, after, take);
        var items = page.Items.Select(row => new WorkView(
            CaseWork.Kinds.Contains(row.Kind) ? row.Stream : null, row.Number, row.Part, duties.TitleOf(row), row.Slot, row.Kind,
            row.Office, row.Party, row.Since, row.Due, row.IsSuspended, row.LightOn(today),
            row.Due is { } due ? DaysLeft(catalogue.Calendar, today, due) : null,
            isSupervisor ? duties.LinkForSupervision(row) : row.Link));
        return Results.Json(new ListView<WorkView>([.. items], page.Next), ApiJson.Options);
    }

    private static int? DaysLeft(WorkCalendar calendar, DateOnly today, DateOnly due) => due >= today
        ? calendar.WorkingDaysBetween(today, due)
        : -calendar.WorkingDaysBetween(due, today);
}

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
        Act<MemberWish>(api, "accept", wish => new AcceptCase(wish.Matter, wish.Version));
        Act<RefuseWish>(api, "refuse", wish => new RefuseAcceptance(wish.Matter, wish.Reasons, wish.Basis, wish.Version));
        Act<SupplementWish>(api, "request-supplement", wish => new RequestSupplement(
            wish.Matter,
            [.. (wish.Gaps ?? []).Select(gap => new SupplementGap(gap.Material ?? "", gap.Problem ?? "", gap.Ground ?? ""))],
            wish.ReplyBy, wish.Version));
        Act<ExamineWish>(api, "examine", wish => wish.Passed is { } passed
            ? new ExamineStep(wish.Matter, wish.Step, passed, wish.Opinion, wish.Version) : Missing("passed"));
        Act<DecideWish>(api, "decide", wish => wish.Granted is { } granted
            ? new DecideCase(wish.Matter, granted, wish.Reasons, wish.Basis, wish.LatenessReason, wish.Version)
            : Missing("granted"));
        Act<DeliverWish>(api, "deliver", Access.Official | Access.Clerk, wish =>
            new DeliverResult(wish.Matter, wish.Method ?? DeliveryMethod.Online, wish.Note, wish.Version));
        Act<SuspendWish>(api, "suspend", wish =>
            new SuspendClock(wish.Matter, wish.Ground, wish.Notice, wish.Announced?.Limit, wish.Version));
        Act<MemberWish>(api, "resume", wish => new ResumeClock(wish.Matter, wish.Version));
        Act<ExtendWish>(api, "extend", wish => wish.By?.Limit is { } by
            ? new ExtendClock(wish.Matter, by, wish.ApprovedBy, wish.Reason, wish.Version) : Missing("by"));
        Act<TransferWish>(api, "transfer", wish => new TransferCase(wish.Matter, wish.To, wish.Reason, wish.Version));
        Act<ReopenWish>(api, "reopen", wish => new ReopenCase(wish.Matter, wish.Reason, wish.Ground, wish.Version));
        Act<LatenessWish>(api, "explain-lateness", wish => new ExplainLateness(wish.Matter, wish.Reason, wish.Version));
        Act<AnswerWish>(api, "answer-rating", wish => new AnswerRating(wish.Answer));
    }

    private static void Act<TWish>(IEndpointRouteBuilder api, string verb, Func<TWish, Outcome<ICaseCommand>> read)
        where TWish : class => Act(api, verb, Access.Official, read);

    private static void Act<TWish>(
        IEndpointRouteBuilder api, string verb, Access access, Func<TWish, Outcome<ICaseCommand>> read)
        where TWish : class =>
        api.MapPost($"/work/cases/{{id}}/{verb}", (string id, HttpContext http, CaseCalls calls) => calls.DoAsync(id, http, read))
            .For(access).Accepts<TWish>("application/json").Produces<CaseView>()
            .ProducesProblem(409).ProducesProblem(422).WithSummary($"Does \"{verb}\" to a case.");

    private static Refusal Missing(string field) =>
        new("words.incomplete", RefusalKind.NotValid) { Fields = [new(field, "body.field-missing")] };

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

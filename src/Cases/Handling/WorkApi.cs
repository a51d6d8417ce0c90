using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Cases;

/// <summary>Something that an office owes by a day; <c>caseId</c> and <c>matter</c> say where, if it is owed in a case.</summary>
internal sealed record WorkView(
    Guid Thing, Guid? CaseId, string Number, string Matter, string Title, string Slot, string Kind, string Office, string Subject,
    DateOnly Since, DateOnly? Due, bool Suspended, ClockLight Light, int? WorkingDaysLeft, string? Link, string? Assignee,
    bool Mine);

/// <summary>What officials do.</summary>
internal static class WorkApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/work", ListAsync).For(Access.Official | Access.Supervisor)
            .Produces<ListView<WorkView>>().WithSummary(
                "What the office owes, by time left: in cases and of any other kind. kind, by (me, nobody), after and take narrow"
                + " it.");
        Take(api, "/work/take", (taking, command) => taking.DoAsync(command),
            "Takes a duty of the office upon oneself, or over from a colleague.");
        Take(api, "/work/return", (taking, command) => taking.UndoAsync(command),
            "Puts back a duty that one has taken.");
        foreach (var act in MemberActs.All) act.MapApi(api);
    }

    private static void Take(
        IEndpointRouteBuilder api, string path, Func<Taking, TakeDuty, Task<Outcome<DutyTaking>>> act, string summary) =>
        api.MapPost(path, async (Asked<TakeDuty> asked, Taking taking, Visitor visitor, Texts texts) =>
            (await asked.DoAsync(command => act(taking, command), new Taker(visitor.Name)))
                .Answer(texts, now => new { mine = now.By == visitor.Id }))
            .For(Access.Official).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).WithSummary(summary);

    private static async Task<IResult> ListAsync(
        Visitor visitor, DutyList duties, Wording wording, CityCatalogue catalogue,
        string? kind = null, string? by = null, string? after = null, int take = 50)
    {
        var today = wording.Today;
        var isSupervisor = visitor.Role == ActorRole.Supervisor;
        var page = isSupervisor
            ? await duties.LateAsync(today, after, take) : await duties.OfAsync(
                visitor.Office ?? "", kind, by == "me" ? visitor.Id : by == DutyList.Nobody ? by : null, after, take);
        var taken = await duties.TakenAsync(page.Items);
        var items = page.Items.Select(row => new WorkView(
            row.Stream, CaseWork.Kinds.Contains(row.Kind) ? row.Stream : null, row.Number, row.Part, duties.TitleOf(row),
            row.Slot, row.Kind,
            row.Office, row.Party, row.Since, row.Due, row.IsSuspended, row.LightOn(today),
            row.Due is { } due ? DaysLeft(catalogue.Calendar, today, due) : null,
            isSupervisor ? duties.LinkForSupervision(row) : row.Link,
            taken.GetValueOrDefault(row)?.Name, taken.GetValueOrDefault(row)?.By == visitor.Id));
        return Results.Json(new ListView<WorkView>([.. items], page.Next), ApiJson.Options);
    }

    private static int? DaysLeft(WorkCalendar calendar, DateOnly today, DateOnly due) => due >= today
        ? calendar.WorkingDaysBetween(today, due)
        : -calendar.WorkingDaysBetween(due, today);
}

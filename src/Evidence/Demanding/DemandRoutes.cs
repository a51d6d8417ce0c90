using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Evidence;

/// <summary>The public backlog of data, and what agencies owe about data.</summary>
internal static class DemandRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/demands", async (DemandDesk demands) => Screens.Show(new DemandsPage
        {
            All = await demands.AllAsync(), Trend = await demands.TrendAsync(),
        })).For(Access.Anyone).OwnedBy("portal");
        routes.MapGet("/work/data", (DataDuties duties) => duties.Show()).For(Access.Official | Access.Supervisor)
            .OwnedBy("workbench");
        var office = routes.MapGroup("/work/data").For(Access.Official).OwnedBy("workbench");
        office.MapPost("/demands/{id:guid}", (Guid id, DataDuties duties, Asked<MoveDemand> asked) => duties.Move(id, asked))
            .TakesForm();
        office.MapPost("/objections/{id:guid}", (Guid id, DataDuties duties, Asked<AnswerObjection> asked) =>
            duties.Answer(id, asked)).TakesForm();
        office.MapPost("/emergencies", (DataDuties duties, Asked<AskEmergency> asked) => duties.AskEmergency(asked)).TakesForm();
        var two = routes.MapGroup("/work/data/emergencies/{id:guid}").For(Access.Official | Access.Supervisor)
            .OwnedBy("workbench");
        two.MapPost("/approve", (Guid id, DataDuties duties, Asked<ApproveEmergency> asked) =>
            duties.Approve(id, asked)).TakesForm();
        two.MapPost("/review", (Guid id, DataDuties duties, Asked<ReviewEmergency> asked) =>
            duties.Review(id, asked)).TakesForm();
        two.MapPost("/look", (Guid id, DataDuties duties) => duties.Look(id)).TakesForm();
    }
}

/// <summary>What the page of data duties needs. One per request.</summary>
internal sealed class DataDuties(
    Caller caller, Visitor visitor, DemandDesk demands, Desk<DataObjection, ObjectionEvent> objecting, Objections objections,
    Desk<EmergencyAccess, EmergencyEvent> accessing, EmergencyDesk emergencies, Texts texts)
{
    public Task<IResult> Show() => Show(SentPart.Nothing);

    public async Task<IResult> Move(Guid id, Asked<MoveDemand> asked)
    {
        var done = await asked.DoAsync(command => demands.MoveAsync(id, caller, command));
        return await After(done.Refusal, asked.Form, $"{asked.Form["act"]}-{id}", $"d-{id}");
    }

    public async Task<IResult> Answer(Guid id, Asked<AnswerObjection> asked)
    {
        var done = await asked.DoAsync(command => objecting.DoAsync(id, caller, command));
        return await After(done.Refusal, asked.Form, $"o-{id}");
    }

    public async Task<IResult> AskEmergency(Asked<AskEmergency> asked)
    {
        var done = await asked.DoAsync(command => accessing.BeginAsync(caller, command));
        return await After(done.Refusal, asked.Form, "ask", done.IsGranted ? $"e-{done.Value.Id}" : null);
    }

    public async Task<IResult> Approve(Guid id, Asked<ApproveEmergency> asked)
    {
        var done = await asked.DoAsync(command => accessing.DoAsync(id, caller, command));
        return await After(done.Refusal, asked.Form, $"e-{id}");
    }

    public async Task<IResult> Review(Guid id, Asked<ReviewEmergency> asked)
    {
        var done = await asked.DoAsync(command => accessing.DoAsync(id, caller, command));
        return await After(done.Refusal, asked.Form, $"e-{id}");
    }

    public async Task<IResult> Look(Guid id)
    {
        var looked = await emergencies.LookAsync(id, caller, "workbench");
        return looked.Refusal is { } refusal ? await After(refusal, new(FormCollection.Empty), $"e-{id}")
            : await Show(SentPart.Nothing, seen: looked.Value);
    }

    private async Task<IResult> After(Refusal? refusal, SentForm form, string part, string? place = null) =>
        refusal is null ? Screens.SeeOther($"/work/data#{place ?? part}")
        : refusal.Kind == RefusalKind.NotFound ? Screens.Refused(refusal, texts, "/work/data")
        : await Show(SentPart.Of(part, form, Fault.Of(refusal, texts)), refusal.Status());

    private async Task<IResult> Show(SentPart sent, int status = 200, EvidenceAnswer? seen = null)
    {
        var office = visitor.Office ?? "";
        var all = await demands.AllAsync();
        return Screens.Show(new DataDutiesPage
        {
            Office = office, Bureau = demands.Bureau, Sent = sent, Seen = seen,
            Demands = all.Where(each => office.Length > 0 && !DemandDesk.IsOver(each.Demand.State)
                && (each.Demand.Owner == office || office == demands.Bureau)).ToList(),
            Objections = office.Length > 0 ? await objections.OwedByAsync(office) : [],
            Emergencies = await emergencies.SeenByAsync(visitor.ToActor()),
        }, status);
    }
}

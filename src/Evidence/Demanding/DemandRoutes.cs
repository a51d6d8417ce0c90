using Yitong.Acting;
using Yitong.Catalogue;
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
        routes.MapPost("/work/data/demands/{id:guid}/{act}", async (Guid id, string act, DataDuties duties, HttpContext http) =>
            await duties.Move(id, act, await SentForm.Read(http))).TakesForm().For(Access.Official).OwnedBy("workbench");
        routes.MapPost("/work/data/objections/{id:guid}", async (Guid id, DataDuties duties, HttpContext http) =>
            await duties.Answer(id, await SentForm.Read(http))).TakesForm().For(Access.Official).OwnedBy("workbench");
        routes.MapPost("/work/data/emergencies", async (DataDuties duties, HttpContext http) =>
            await duties.AskEmergency(await SentForm.Read(http))).TakesForm().For(Access.Official).OwnedBy("workbench");
        routes.MapPost("/work/data/emergencies/{id:guid}/{act}",
            async (Guid id, string act, DataDuties duties, HttpContext http) =>
                await duties.Emergency(id, act, await SentForm.Read(http)))
            .TakesForm().For(Access.Official | Access.Supervisor).OwnedBy("workbench");
    }
}

/// <summary>What the page of data duties needs. One per request.</summary>
internal sealed class DataDuties(
    Caller caller, Visitor visitor, DemandDesk demands, Desk<DataObjection, ObjectionEvent> objecting, Objections objections,
    Desk<EmergencyAccess, EmergencyEvent> accessing, EmergencyDesk emergencies, Texts texts)
{
    public Task<IResult> Show() => Show(SentPart.Nothing);

    public async Task<IResult> Move(Guid id, string act, SentForm form)
    {
        if (!Enum.TryParse<DemandAct>(act, out var what) || !Enum.IsDefined(what)) return Results.NotFound();
        var done = await demands.MoveAsync(
            id, caller, new(what, form["provider"], form["ground"], form["words"], form["resource"]));
        return await After(done.Refusal, form, $"{what}-{id}", $"d-{id}");
    }

    public async Task<IResult> Answer(Guid id, SentForm form)
    {
        var done = await objecting.DoAsync(id, caller, new AnswerObjection(form.Choice("upheld"), form["words"]));
        return await After(done.Refusal, form, $"o-{id}");
    }

    public async Task<IResult> AskEmergency(SentForm form)
    {
        var done = await accessing.BeginAsync(caller, new AskEmergency(form["subject"], form["resource"], form["reason"]));
        return await After(done.Refusal, form, "ask", done.IsGranted ? $"e-{done.Value.Id}" : null);
    }

    public async Task<IResult> Emergency(Guid id, string act, SentForm form)
    {
        switch (act)
        {
            case "approve":
                var approved = await accessing.DoAsync(id, caller, new ApproveEmergency(form["reason"]));
                return await After(approved.Refusal, form, $"e-{id}");
            case "review":
                var reviewed = await accessing.DoAsync(id, caller, new ReviewEmergency(form.Choice("right"), form["reason"]));
                return await After(reviewed.Refusal, form, $"e-{id}");
            case "look":
                var looked = await emergencies.LookAsync(id, caller, "workbench");
                return looked.Refusal is { } refusal ? await After(refusal, form, $"e-{id}")
                    : await Show(SentPart.Nothing, seen: looked.Value);
            default:
                return Results.NotFound();
        }
    }

    private async Task<IResult> After(Kernel.Refusal? refusal, SentForm form, string part, string? place = null) =>
        refusal is null ? Screens.SeeOther($"/work/data#{place ?? part}")
        : refusal.Kind == Kernel.RefusalKind.NotFound ? Screens.Refused(refusal, texts, "/work/data")
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

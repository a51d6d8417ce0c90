using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Evidence;

/// <summary>A demand on the public backlog.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What is wanted.</param>
/// <param name="EvidenceType">Code of the evidence type; null where the pack knows none.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Owner">Code of the agency that must act now.</param>
/// <param name="OwnerName">Its name.</param>
/// <param name="Since">The day of the last move.</param>
/// <param name="Due">The owner's last day in time; null where nobody owes anything.</param>
/// <param name="Overdue">Whether it is past its clock.</param>
/// <param name="UploadsPerMonth">Uploads of the last 30 days that it would have made unnecessary.</param>
/// <param name="Uploads">Uploads in all.</param>
/// <param name="Matters">Codes of the matters in whose cases they were.</param>
/// <param name="Ground">Legal ground of a refusal.</param>
/// <param name="Resource">Code of the resource that supplies it.</param>
internal sealed record DemandView(
    Guid Id, string Title, string? EvidenceType, DemandState State, string Owner, string OwnerName, DateOnly Since,
    DateOnly? Due, bool Overdue, int UploadsPerMonth, int Uploads, IReadOnlyList<string> Matters, string? Ground,
    string? Resource);

/// <summary>How many demands were past their clock on a day.</summary>
internal sealed record DemandDayView(DateOnly Day, int Overdue);

/// <summary>The backlog: zero means that no demand is past its clock.</summary>
internal sealed record DemandsView(
    bool Zero, int Open, int Overdue, IReadOnlyList<DemandView> Items, IReadOnlyList<DemandDayView> Trend);

/// <summary>The public backlog of data that is wanted and not supplied.</summary>
internal static class DemandApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/demands", ListAsync).For(Access.Anyone).Produces<DemandsView>()
            .WithSummary("Data that matters need and nobody supplies, by the uploads that each would save in a month.");
        api.MapPost("/work/demands/{id:guid}/move", MoveAsync).For(Access.Official)
            .Produces<DemandView>().ProducesProblem(403).ProducesProblem(404)
            .ProducesProblem(409).ProducesProblem(422).WithSummary("Moves a demand on, by the data bureau or the provider.");
    }

    private static async Task<IResult> ListAsync(DemandDesk demands, CityCatalogue city, Wording wording)
    {
        var all = (await demands.AllAsync())
            .Select(each => View(each.Demand, each.UploadsPerMonth, city, wording.Today)).ToList();
        var overdue = all.Count(each => each.Overdue);
        return Results.Json(
            new DemandsView(
                overdue == 0, all.Count(each => !DemandDesk.IsOver(each.State)), overdue, all,
                [.. (await demands.TrendAsync()).Select(day => new DemandDayView(day.Day, day.Late))]),
            ApiJson.Options);
    }

    private static async Task<IResult> MoveAsync(
        Guid id, Asked<MoveDemand> asked, DemandDesk demands, CityCatalogue city, Wording wording, Caller caller, Texts texts)
    {
        var done = await asked.DoAsync(move => demands.MoveAsync(id, caller, move));
        if (done.Refusal is { } refusal) return Problem.Of(refusal, texts);
        var (row, perMonth) = (await demands.AllAsync()).First(each => each.Demand.Id == id);
        return Results.Json(View(row, perMonth, city, wording.Today), ApiJson.Options);
    }

    private static DemandView View(DemandRow row, int perMonth, CityCatalogue city, DateOnly today) => new(
        row.Id, row.Title, row.Type, row.State, row.Owner, city.AgencyName(row.Owner), row.Since, row.Due,
        row.Due < today, perMonth, row.Uploads, row.Matters.Split(' ', StringSplitOptions.RemoveEmptyEntries), row.Ground,
        row.Resource);
}

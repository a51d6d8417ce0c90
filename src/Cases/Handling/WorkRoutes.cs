using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Cases;

/// <summary>What an agency has to do, by time left.</summary>
internal static class WorkRoutes
{
    private const int PerPage = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/work", async (string? kind, int? skip, Visitor visitor, CaseLists lists) =>
        {
            WorkKind? only = Enum.TryParse<WorkKind>(kind, out var known) && Enum.IsDefined(known) ? known : null;
            return Screens.Show(new WorkPage
            {
                Work = await lists.WorkAsync(visitor.Office!, only, Math.Max(0, skip ?? 0), PerPage),
                Kind = only,
                Office = visitor.Office!,
            });
        });

        routes.MapGet("/work/find", async (string? number, CaseLists lists, Texts texts) =>
            await lists.FindByNumberAsync(number) is { } id
                ? Screens.SeeOther($"/work/cases/{id}")
                : Screens.Error(StatusCodes.Status404NotFound, "error.no-such-number"));
    }
}

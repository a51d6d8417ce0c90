using Yitong.Acting;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Cases;

/// <summary>What an agency has to do, by time left: in cases and of any other kind.</summary>
internal static class WorkRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/work", async (string? kind, string? after, Visitor visitor, DutyList duties) =>
        {
            var only = string.IsNullOrEmpty(kind) ? null : kind;
            return Screens.Show(new WorkPage
            {
                Work = await duties.OfAsync(visitor.Office!, only, after),
                Kinds = await duties.CountAsync(visitor.Office!), Kind = only, Office = visitor.Office!,
            });
        });

        routes.MapGet("/work/find", async (string? number, CaseLists lists, Texts texts) =>
            await lists.FindByNumberAsync(number) is { } id
                ? Screens.SeeOther($"/work/cases/{id}")
                : Screens.Error(StatusCodes.Status404NotFound, "error.no-such-number"));
    }
}

using Yitong.Cases;
using Yitong.Kernel;
using Yitong.Shell;

namespace Yitong.Web;

/// <summary>The first page.</summary>
internal static class HomeRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/", async (HttpRequest request, Visitor visitor, CaseLists lists, Wording wording) =>
        {
            if (visitor.Role != ActorRole.Resident || !Guid.TryParse(visitor.Id, out var viewer))
                return Show(request, [], []);
            return Show(request, await lists.WaitingForAsync(viewer, wording.Today, take: 3),
                (await lists.MineAsync(viewer, wording.Today, take: 3)).Items);
        })
            .For(Access.Anyone).OwnedBy("portal");

    private static IResult Show(
        HttpRequest request, IReadOnlyList<(CaseRow Case, DateOnly? Until)> waiting, IReadOnlyList<CaseRow> latest)
    {
        var rest = latest.Where(row => waiting.All(first => first.Case.Id != row.Id)).ToList();
        return Mode.IsElder(request)
            ? Screens.Show(new ElderHomePage { Waiting = waiting, Latest = rest })
            : Screens.Show(new HomePage { Waiting = waiting, Latest = rest });
    }
}

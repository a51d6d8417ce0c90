using Yitong.Cases;
using Yitong.Web.Shell;

namespace Yitong.Web.Supervision;

/// <summary>What is late or nearly late, all agencies.</summary>
internal static class SupervisionRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/supervision", async (CaseLists lists, Reading reading) =>
            Screens.Show<LatePage>(new { Work = await lists.LateAsync(reading.Today) }))
            .For(Access.Supervisor).OwnedBy("supervision");
}

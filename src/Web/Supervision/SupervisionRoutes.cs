using Yitong.Cases;
using Yitong.Web.Regional;
using Yitong.Web.Shell;

namespace Yitong.Web.Supervision;

/// <summary>What is late or nearly late, all agencies.</summary>
internal static class SupervisionRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/supervision", async (CaseLists lists, Reading reading, Partners partners) =>
            Screens.Show<LatePage>(new { Work = await lists.LateAsync(reading.Today), HasPartners = partners.Cities.Count > 0 }))
            .For(Access.Supervisor).OwnedBy("supervision");
}

using Yitong.Shell;

namespace Yitong.Cases;

/// <summary>What is late or nearly late, all agencies.</summary>
internal static class SupervisionRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/supervision", async (CaseLists lists, Wording wording, Partners partners) =>
            Screens.Show(new LatePage { Work = await lists.LateAsync(wording.Today), HasPartners = partners.Cities.Count > 0 }))
            .For(Access.Supervisor).OwnedBy("supervision");
}

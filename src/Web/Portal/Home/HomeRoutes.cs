using Yitong.Web.Shell;

namespace Yitong.Web.Portal.Home;

/// <summary>The first page.</summary>
internal static class HomeRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/", (HttpRequest request) =>
            Mode.IsElder(request) ? Screens.Show<ElderHomePage>() : Screens.Show<HomePage>())
            .For(Access.Anyone).OwnedBy("portal");
}

using Yitong.Catalogue;
using Yitong.Shell;

namespace Yitong.Evidence;

/// <summary>The catalogue of data for everybody, and how its sources do for those who answer for them.</summary>
internal static class ResourceRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/resources", (EvidenceLibrary library, CityCatalogue city, string? q) =>
            Screens.Show(new ResourcesPage { Found = EvidenceApi.Found(library, city, q).ToList(), Q = q ?? "" }))
            .For(Access.Anyone).OwnedBy("portal");
        routes.MapGet("/work/sources", (ConnectedSources sources) =>
            Screens.Show(new SourcesPage { States = sources.States.OrderByDescending(state => state.IsOpen)
                .ThenByDescending(state => state.Failed).ToList() }))
            .For(Access.Official | Access.Supervisor).OwnedBy("workbench");
    }
}

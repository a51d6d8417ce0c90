namespace Yitong.Shell;

/// <summary>
/// The two doors of a module: pages for people and the API for programs. Every route behind them carries the module's name.
/// </summary>
/// <param name="root">The application's routes.</param>
/// <param name="module">The module that opens them.</param>
/// <param name="settings">The host's settings.</param>
public sealed class Doors(IEndpointRouteBuilder root, Module module, HostSettings settings)
{
    /// <summary>Where programs find everything, as described at <c>/openapi/v1.json</c>.</summary>
    public const string ApiPath = "/api/v1";

    /// <summary>The host's settings.</summary>
    public HostSettings Settings { get; } = settings;

    /// <summary>Pages, whose routes say themselves for whom they are and which part of the product answers for them.</summary>
    public RouteGroupBuilder Site { get; } = root.MapGroup("").WithMetadata(new RouteModule(module.Name));

    /// <summary>The API; its routes say for whom they are.</summary>
    public RouteGroupBuilder Api { get; } = root.MapGroup(ApiPath).WithMetadata(new RouteModule(module.Name))
        .DisableAntiforgery().OwnedBy("api").WithTags(module.Name);

    /// <summary>Pages of one part of the product for one audience, said once for all of them.</summary>
    /// <param name="owner">The part that answers for them, such as <c>workbench</c>.</param>
    /// <param name="allowed">Who may call them.</param>
    public RouteGroupBuilder Pages(string owner, Access allowed) => Site.MapGroup("").For(allowed).OwnedBy(owner);

    /// <summary>A part of the API for one audience, said once for all of it.</summary>
    public RouteGroupBuilder Programs(Access allowed) => Api.MapGroup("").For(allowed);
}

/// <summary>Which module opened a route.</summary>
/// <param name="Module">Its name.</param>
public sealed record RouteModule(string Module);

using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.EntityFrameworkCore;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Web;

/// <summary>A route as it was mapped.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Path">Its pattern.</param>
/// <param name="Access">Who may call it.</param>
/// <param name="Owner">The part of the product that answers for it.</param>
public sealed record RouteDescription(string Method, string Path, string Access, string Owner);

/// <summary>A kind of streams with what can happen to one.</summary>
/// <param name="State">What it is a stream of.</param>
/// <param name="Events">Stable names of its events.</param>
public sealed record KindDescription(string State, IReadOnlyList<string> Events);

/// <summary>A module as this host has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sections">Folders of the pack that it reads.</param>
/// <param name="Tables">Its tables.</param>
/// <param name="Kinds">Its kinds of streams.</param>
/// <param name="Background">What it runs in the background: followers and sweeps.</param>
/// <param name="Routes">Its routes.</param>
/// <param name="Nav">Its links in the frame.</param>
public sealed record ModuleDescription(
    string Name, IReadOnlyList<string> Sections, IReadOnlyList<string> Tables, IReadOnlyList<KindDescription> Kinds,
    IReadOnlyList<string> Background, IReadOnlyList<RouteDescription> Routes, IReadOnlyList<string> Nav)
{
    /// <summary>The modules of a host, each with what it has put there.</summary>
    public static IReadOnlyList<ModuleDescription> Of(WebApplication app)
    {
        var (pack, installed) = (app.Services.GetRequiredService<CityPack>(), app.Services.GetRequiredService<Installed>());
        var routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .ToLookup(route => route.Metadata.GetMetadata<RouteModule>()?.Module);
        return
        [
            .. Modules.All.Select(module => new ModuleDescription(
                module.Name, [.. module.Sections.SelectMany(section => section.Folders)], TablesOf(module),
                [.. module.Kinds(pack).Select(kind => new KindDescription(
                    kind.State.Name, [.. kind.EventNames.Order(StringComparer.Ordinal)]))],
                [.. installed.BackgroundOf(module).Select(type => type.Name)],
                [.. routes[module.Name].SelectMany(RoutesOf).OrderBy(route => route.Path, StringComparer.Ordinal)
                    .ThenBy(route => route.Method, StringComparer.Ordinal)],
                [.. module.Nav.Select(item => item.Path)])),
        ];
    }

    /// <summary>The module as a person reads it, line by line.</summary>
    public IEnumerable<string> Lines()
    {
        yield return Name;
        foreach (var (what, all) in new[] { ("pack", Sections), ("tables", Tables), ("background", Background), ("nav", Nav) })
            if (all.Count > 0) yield return $"  {what,-10}  {string.Join(", ", all)}";
        foreach (var kind in Kinds) yield return $"  {"stream",-10}  {kind.State}: {string.Join(", ", kind.Events)}";
        foreach (var route in Routes)
            yield return $"  {route.Method,-10}  {route.Path}   {route.Access}; {route.Owner}";
    }

    private static List<string> TablesOf(Module module)
    {
        var model = new ModelBuilder();
        foreach (var tables in module.Tables) tables.Configure(model);
        return [.. model.Model.GetEntityTypes().Select(type => type.GetTableName() ?? type.ClrType.Name)
            .Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<RouteDescription> RoutesOf(RouteEndpoint route) =>
        (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => new RouteDescription(
            method, route.RoutePattern.RawText ?? "", $"{route.Metadata.GetMetadata<RouteAccess>()?.Allowed}",
            route.Metadata.GetMetadata<RouteOwner>()?.Owner ?? ""));
}

using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Yitong.Cases;
using Yitong.Packs;
using Yitong.Shell;
using Yitong.Store;
using Yitong.Web;

namespace Yitong.Web_Tests;

/// <summary>Everything that the host serves, keeps and runs was put there by exactly one module.</summary>
public sealed class ModulesTests(Portal portal) : IClassFixture<Portal>
{
    private IReadOnlyList<ModuleDescription> All => ModuleDescription.Of(portal.App);

    private IServiceProvider Services => portal.App.Services;

    [Fact]
    public void Have_names_of_their_own() => Assert.Distinct(Modules.All.Select(module => module.Name));

    [Fact]
    public void Name_every_route_once()
    {
        var served = Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(route => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"],
                (route, method) => $"{method} {route.RoutePattern.RawText}");
        Assert.Equal(served.Order(), All.SelectMany(module => module.Routes)
            .Select(route => $"{route.Method} {route.Path}").Order());
    }

    [Fact]
    public void Give_every_event_to_one_kind_of_stream() =>
        Assert.Distinct(All.SelectMany(module => module.Kinds).SelectMany(kind => kind.Events));

    [Fact]
    public void Give_every_table_to_one_module()
    {
        using var db = Services.GetRequiredService<Rows>().Open();
        var kept = db.Model.GetEntityTypes().Where(type => type.ClrType.Assembly != typeof(Rows).Assembly)
            .Select(type => type.GetTableName()!);
        Assert.Equal(kept.Order(), All.SelectMany(module => module.Tables).Order());
    }

    [Fact]
    public void Own_all_background_work()
    {
        var running = Services.GetServices<IHostedService>().Cast<object>().Concat(Services.GetServices<Follower>())
            .Select(service => service.GetType())
            .Where(type => type.Namespace?.StartsWith("Yitong.", StringComparison.Ordinal) == true)
            .Select(type => type.IsConstructedGenericType ? type.GenericTypeArguments[0].Name : type.Name);
        Assert.Equal(running.Order(), All.SelectMany(module => module.Background).Order());
    }

    [Fact]
    public void Hand_out_streams_of_every_kind()
    {
        Assert.NotNull(Services.GetRequiredService<Streams<Case, CaseEvent>>());
        Assert.Equal(Modules.Kinds(Services.GetRequiredService<CityPack>()).Select(kind => kind.State),
            Services.GetServices<StreamKind>().Select(kind => kind.State));
    }

    [Fact]
    public void Lead_from_the_frame_to_routes_that_there_are() => Assert.Subset(
        All.SelectMany(module => module.Routes).Select(route => route.Path).ToHashSet(),
        All.SelectMany(module => module.Nav).ToHashSet());
}

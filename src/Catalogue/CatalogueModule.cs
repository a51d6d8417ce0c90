using Microsoft.Extensions.DependencyInjection.Extensions;
using Yitong.Catalogue.Savings;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Catalogue;

/// <summary>Matters, journeys, agencies, stations, calendars and facts of the city.</summary>
public sealed class CatalogueModule : Module
{
    /// <inheritdoc/>
    public override string Name => "catalogue";

    /// <inheritdoc/>
    public override IReadOnlyList<PackSection> Sections => [CityCatalogue.Section];

    /// <inheritdoc/>
    public override void Add(IServiceCollection services, HostSettings settings)
    {
        services.AddSingleton(provider => provider.GetRequiredService<CityPack>().Catalogue());
        // Who counts finished cases says more.
        services.TryAddSingleton<MeasureJourney>(_ => Task.FromResult<MeasuredJourney?>(null));
    }

    /// <inheritdoc/>
    public override void Map(Doors doors)
    {
        SearchRoutes.Map(doors.Site);
        GuideRoutes.Map(doors.Pages("portal", Access.Anyone));
        JourneyRoutes.Map(doors.Pages("portal", Access.Anyone));
        StationRoutes.Map(doors.Site);
        CatalogueApi.Map(doors.Programs(Access.Anyone));
        JourneyApi.Map(doors.Programs(Access.Anyone));
        ClockApi.Map(doors.Programs(Access.Anyone));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<NavItem> Nav =>
    [
        new("matters", "/matters", NavPlace.AllTabs, 30), new("journeys", "/journeys", NavPlace.AllTabs, 40),
        new("stations", "/stations", NavPlace.Resident | NavPlace.Elder | NavPlace.Clerk, 60),
    ];
}

using Microsoft.Extensions.DependencyInjection.Extensions;
using Yitong.Cases;
using Yitong.Evidence;
using Yitong.Packs;
using Yitong.Shell;
using Yitong.Web.Regional;

namespace Yitong.Web.Evidence;

/// <summary>Puts the sources of evidence into a host, as the pack declares and the settings address them.</summary>
public static class SourceHost
{
    /// <summary>
    /// The sources, reached by their connectors. A demonstration replays recorded answers of every source whose address is not
    /// set.
    /// </summary>
    internal static IServiceCollection AddSources(
        this IServiceCollection services, HostSettings settings, IConfiguration configuration)
    {
        return services.AddSingleton(provider => provider.GetRequiredService<CityPack>().Evidence())
            .AddSingleton<Exchange>().AddSingleton<CaseExchange>()
            .AddSingleton(provider => SettingsOf(configuration, settings.Demo) with
            {
                Partner = provider.GetRequiredService<RegionalEvidence>().Of,
            })
            .AddSingleton<ConnectedSources>()
            .AddSingleton<IEvidenceSource>(provider => provider.GetRequiredService<ConnectedSources>());
    }

    /// <summary>The settings of connectors.</summary>
    /// <param name="configuration">All settings.</param>
    /// <param name="recorded">Whether recorded answers are replayed unless <c>evidence:recorded</c> says otherwise.</param>
    public static ConnectorSettings SettingsOf(IConfiguration configuration, bool recorded) =>
        new(name => configuration[name], configuration["evidence:recorded"] is { } said ? said == "true" : recorded);
}

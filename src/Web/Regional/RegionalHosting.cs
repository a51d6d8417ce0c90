using Yitong.Cases;
using Yitong.Evidence;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Web.Regional;

/// <summary>Puts the exchange of cases and evidence with other cities into the host.</summary>
internal static class RegionalHosting
{
    public static IServiceCollection AddRegional(
        this IServiceCollection services, HostSettings settings, IConfiguration configuration) => services
        .AddSingleton(provider => Partners.Of(configuration, provider.GetRequiredService<CityPack>(), settings.DataFolder))
        .AddSingleton<RegionalClient>().AddSingleton<RegionalPulse>().AddSingleton<RegionalDoor>().AddSingleton<HandingDesk>()
        .AddSingleton<RegionalEvidence>().AddSingleton<PartnerExchange>()
        .AddHostedService<RegionalSender>();
}

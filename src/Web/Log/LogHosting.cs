using Microsoft.Extensions.Logging;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.PublicLog;
using Yitong.Transparency;

namespace Yitong.Web.Log;

/// <summary>Puts the public log into the host.</summary>
internal static class LogHosting
{
    private static readonly TimeSpan WitnessPatience = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddPublicLog(
        this IServiceCollection services, PortalSettings settings, IConfiguration configuration) => services
        .AddSingleton(provider => IdentityOf(settings, configuration, provider.GetRequiredService<CityProfile>()))
        .AddSingleton<LogTree>().AddSingleton<LogProofs>().AddSingleton<LogStates>()
        .AddSingleton<Sequencer>().AddHostedService(provider => provider.GetRequiredService<Sequencer>())
        .AddHostedService(provider => new WitnessRounds(
            provider.GetRequiredService<LogTree>(), provider.GetRequiredService<Store.Rows>(),
            provider.GetRequiredService<LogIdentity>(),
            new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = WitnessPatience },
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<WitnessRounds>>()));

    private static LogIdentity IdentityOf(PortalSettings settings, IConfiguration configuration, CityProfile city)
    {
        var origin = configuration["log:origin"] ?? $"yitong/{city.Code}";
        if (!WitnessAddress.TryParseAll(configuration["log:witnesses"], out var witnesses))
            throw new InvalidOperationException(
                "The setting log:witnesses is not understood: write KEY ADDRESS, and a semicolon between several.");
        var path = configuration["log:key"] ?? Path.Combine(settings.DataFolder, "log.key");
        return new(NoteKeyFile.Open(path, origin, NoteKeyKind.Log), witnesses);
    }
}

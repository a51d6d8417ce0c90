using Microsoft.Extensions.Logging;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.PublicLog;
using Yitong.Shell;
using Yitong.Transparency;

namespace Yitong.Web.Log;

/// <summary>Puts the public log into the host.</summary>
internal static class LogHosting
{
    private static readonly TimeSpan WitnessPatience = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddPublicLog(
        this IServiceCollection services, HostSettings settings, IConfiguration configuration) => services
        .AddSingleton(provider => IdentityOf(settings, configuration, provider.GetRequiredService<CityProfile>()))
        .AddSingleton<LogTree>().AddSingleton<LogProofs>().AddSingleton<LogStates>()
        .AddSingleton<Sequencer>().AddHostedService(provider => provider.GetRequiredService<Sequencer>())
        .AddHostedService(provider => new WitnessRounds(
            provider.GetRequiredService<LogTree>(), provider.GetRequiredService<Store.Rows>(),
            provider.GetRequiredService<LogIdentity>(),
            new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = WitnessPatience },
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<WitnessRounds>>()));

    private static LogIdentity IdentityOf(HostSettings settings, IConfiguration configuration, CityProfile city)
    {
        var origin = configuration["log:origin"] ?? $"yitong/{city.Code}";
        var witnesses = WitnessAddress.ReadAll(configuration["log:witnesses"]);
        return new([.. ProfilesOf(configuration).Select(profile => NoteKeyFile.Open(
            profile == NoteProfile.Sm2 ? configuration["log:sm2-key"] ?? Path.Combine(settings.DataFolder, "log-sm2.key")
                : configuration["log:key"] ?? Path.Combine(settings.DataFolder, "log.key"),
            origin, NoteKeyKind.Log, profile))], witnesses);
    }

    private static List<NoteProfile> ProfilesOf(IConfiguration configuration)
    {
        var profiles = new List<NoteProfile>();
        foreach (var name in (configuration["log:profiles"] ?? "ed25519").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            if (Enum.TryParse<NoteProfile>(name, ignoreCase: true, out var profile) && Enum.IsDefined(profile)
                && !char.IsDigit(name[0]) && !profiles.Contains(profile)) profiles.Add(profile);
            else throw new InvalidOperationException(
                $"The setting log:profiles has {name}: write ed25519, sm2, or both with a space between, each once.");
        return profiles.Count > 0 ? profiles
            : throw new InvalidOperationException("The setting log:profiles is empty: write ed25519, sm2, or both.");
    }
}

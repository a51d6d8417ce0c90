using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;
using Yitong.Store;
using Yitong.Transparency;

namespace Yitong.PublicLog;

/// <summary>The public log: what the journal holds, committed to in a tree that anybody may check.</summary>
public sealed class PublicLogModule : Module
{
    private static readonly TimeSpan WitnessPatience = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public override string Name => "public-log";

    /// <inheritdoc/>
    public override IReadOnlyList<IRowModel> Tables => [new LogTables()];

    /// <inheritdoc/>
    public override void Add(IServiceCollection services, HostSettings settings) => services
        .AddSingleton(provider => IdentityOf(settings, provider.GetRequiredService<CityProfile>()))
        .AddSingleton<LogTree>().AddSingleton<LogProofs>().AddSingleton<LogStates>()
        .AddSingleton<Sequencer>().AddHostedService(provider => provider.GetRequiredService<Sequencer>())
        .AddHostedService(provider => new WitnessRounds(
            provider.GetRequiredService<LogTree>(), provider.GetRequiredService<Rows>(),
            provider.GetRequiredService<LogIdentity>(),
            new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = WitnessPatience },
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<WitnessRounds>>()));

    /// <inheritdoc/>
    public override void Map(Doors doors) => LogRoutes.Map(doors.Pages("log", Access.Anyone));

    /// <inheritdoc/>
    public override IReadOnlyList<NavItem> Nav => [new("log", "/log", NavPlace.Foot, 40)];

    private static LogIdentity IdentityOf(HostSettings settings, CityProfile city)
    {
        var origin = settings["log:origin"] ?? $"yitong/{city.Code}";
        var witnesses = WitnessAddress.ReadAll(settings["log:witnesses"]);
        return new([.. ProfilesOf(settings).Select(profile => NoteKeyFile.Open(
            profile == NoteProfile.Sm2 ? settings["log:sm2-key"] ?? Path.Combine(settings.DataFolder, "log-sm2.key")
                : settings["log:key"] ?? Path.Combine(settings.DataFolder, "log.key"),
            origin, NoteKeyKind.Log, profile))], witnesses);
    }

    private static List<NoteProfile> ProfilesOf(HostSettings settings)
    {
        var profiles = new List<NoteProfile>();
        foreach (var name in (settings["log:profiles"] ?? "ed25519").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            if (Enum.TryParse<NoteProfile>(name, ignoreCase: true, out var profile) && Enum.IsDefined(profile)
                && !char.IsDigit(name[0]) && !profiles.Contains(profile)) profiles.Add(profile);
            else throw new InvalidOperationException(
                $"The setting log:profiles has {name}: write ed25519, sm2, or both with a space between, each once.");
        return profiles.Count > 0 ? profiles
            : throw new InvalidOperationException("The setting log:profiles is empty: write ed25519, sm2, or both.");
    }
}

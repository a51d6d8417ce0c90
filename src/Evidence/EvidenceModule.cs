using Yitong.Catalogue;
using Yitong.Packs;
using Yitong.Shell;
using Yitong.Store;

namespace Yitong.Evidence;

/// <summary>Evidence from its sources, what was looked at, and what offices owe about it.</summary>
public sealed class EvidenceModule : Module
{
    /// <inheritdoc/>
    public override string Name => "evidence";

    /// <inheritdoc/>
    public override IReadOnlyList<PackSection> Sections => [EvidenceLibrary.Section, EvidenceLimits.Section];

    /// <inheritdoc/>
    public override IReadOnlyList<IRowModel> Tables => [new EvidenceTables()];

    /// <inheritdoc/>
    public override IReadOnlyList<StreamKind> Kinds(CityPack pack)
    {
        var calendar = pack.Catalogue().Calendar;
        return
        [
            EvidenceHistory.Kind, LogReadHistory.Kind, DataChanged.Kind, EmergencyHistory.KindFor(calendar),
            ObjectionHistory.KindFor(calendar), DemandHistory.KindFor(calendar),
        ];
    }

    /// <inheritdoc/>
    public override void Add(IServiceCollection services, HostSettings settings) => services
        .AddSingleton(provider => provider.GetRequiredService<CityPack>().Section<EvidenceLimits>())
        .AddSingleton(provider => provider.GetRequiredService<CityPack>().Evidence())
        .AddSingleton(provider => ConnectorsOf(settings.Configuration, settings.Demo) with
        {
            Partner = provider.GetService<FindPartner>() ?? (_ => null),
        })
        .AddSingleton<ConnectedSources>()
        .AddSingleton<IEvidenceSource>(provider => provider.GetRequiredService<ConnectedSources>())
        .AddSingleton<Exchange>().AddSingleton<PartnerExchange>()
        .AddSingleton<ObjectionDesk>().AddSingleton<DemandDesk>().AddSingleton<EmergencyDesk>().AddSingleton<ChangeDesk>()
        .AddFollower<AnswerCacheSweep>().AddHostedService<DutySweep>();

    /// <inheritdoc/>
    public override IReadOnlyList<NavItem> Nav =>
        [new("resources", "/resources", NavPlace.Foot, 20), new("demands", "/demands", NavPlace.Foot, 30)];

    /// <summary>The settings of connectors.</summary>
    /// <param name="configuration">All settings.</param>
    /// <param name="recorded">
    /// Whether recorded answers are replayed of every source whose address is not set, unless <c>evidence:recorded</c> says
    /// otherwise: as in a demonstration.
    /// </param>
    public static ConnectorSettings ConnectorsOf(IConfiguration configuration, bool recorded) =>
        new(name => configuration[name], configuration["evidence:recorded"] is { } said ? said == "true" : recorded);
}

using Yitong.Acting;
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
    public override IReadOnlyList<StreamKind> Kinds(CityPack pack) =>
    [
        EvidenceHistory.Kind, LogReadHistory.Kind, DataChanged.Kind, EmergencyAccess.Kind(pack), DataObjection.Kind(pack),
        DemandHistory.Kind(pack),
    ];

    /// <inheritdoc/>
    public override void Add(IServiceCollection services, HostSettings settings)
    {
        foreach (var kind in Titles) services.AddSingleton(kind);
        AddDesks(services, settings);
    }

    // Supervision reads of a demand in the public backlog; an objection is between a person and the agency.
    private static IEnumerable<DutyKind> Titles =>
    [
        TitledByResource("answer-objection") with
        {
            ForSupervision = _ => null, ShowDue = DutyKind.DueIn<DataObjectionRow>(),
        },
        TitledByResource("review-emergency") with { ShowDue = DutyKind.DueIn<EmergencyRow>() },
        .. Demand.DutyKinds.Select(kind => new DutyKind(kind, (duty, _) => duty.Title)
        {
            ForSupervision = _ => "/demands", ShowDue = DutyKind.DueIn<DemandRow>(),
        }),
    ];

    private static void AddDesks(IServiceCollection services, HostSettings settings) => services
        .AddSingleton(provider => provider.GetRequiredService<CityPack>().Section<EvidenceLimits>())
        .AddSingleton(provider => provider.GetRequiredService<CityPack>().Evidence())
        .AddSingleton(provider => ConnectorsOf(settings.Configuration, settings.Demo) with
        {
            Partner = provider.GetService<FindPartner>() ?? (_ => null),
        })
        .AddSingleton<ConnectedSources>()
        .AddSingleton<IEvidenceSource>(provider => provider.GetRequiredService<ConnectedSources>())
        .AddSingleton<Exchange>().AddSingleton<PartnerExchange>()
        .AddSingleton<Objections>().AddSingleton<DemandDesk>().AddSingleton<EmergencyDesk>()
        .AddFollower<AnswerCacheSweep>().AddHostedService<DemandSweep>()
        .AddScoped<DataDuties>();

    /// <inheritdoc/>
    public override void Map(Doors doors)
    {
        ResourceRoutes.Map(doors.Site);
        DemandRoutes.Map(doors.Site);
        EvidenceApi.Map(doors.Api);
        DemandApi.Map(doors.Api);
        EmergencyApi.Map(doors.Api);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<NavItem> Nav =>
        [new("resources", "/resources", NavPlace.Foot, 20), new("demands", "/demands", NavPlace.Foot, 30)];

    private static DutyKind TitledByResource(string kind) => new(kind, (duty, pack) =>
        pack.Evidence().Resources.GetValueOrDefault(duty.Title)?.Title ?? duty.Title);

    /// <summary>The settings of connectors.</summary>
    /// <param name="configuration">All settings.</param>
    /// <param name="recorded">
    /// Whether recorded answers are replayed of every source whose address is not set, unless <c>evidence:recorded</c> says
    /// otherwise: as in a demonstration.
    /// </param>
    public static ConnectorSettings ConnectorsOf(IConfiguration configuration, bool recorded) =>
        new(name => configuration[name], configuration["evidence:recorded"] is { } said ? said == "true" : recorded);
}

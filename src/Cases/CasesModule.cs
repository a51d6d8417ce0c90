using Microsoft.Extensions.DependencyInjection.Extensions;
using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Catalogue.Savings;
using Yitong.Evidence;
using Yitong.Packs;
using Yitong.Parties;
using Yitong.Shell;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>Cases from the first answer to the delivered result, by the law's clock.</summary>
public sealed class CasesModule : Module
{
    /// <inheritdoc/>
    public override string Name => "cases";

    /// <inheritdoc/>
    public override IReadOnlyList<PackSection> Sections => [CaseLimits.Section];

    /// <inheritdoc/>
    public override IReadOnlyList<IRowModel> Tables => [new CaseTables()];

    /// <inheritdoc/>
    public override IReadOnlyList<StreamKind> Kinds(CityPack pack) => [CaseDesk.Kind(pack)];

    /// <inheritdoc/>
    public override IReadOnlyList<RowFollower> Fillers(CityPack pack) => [new FeedFollower()];

    /// <inheritdoc/>
    public override void Add(IServiceCollection services, HostSettings settings)
    {
        services.TryAddSingleton(KnownFacts.None);
        foreach (var kind in CaseWork.Titles) services.AddSingleton(kind);
        services.AddSingleton<CaseNumbers>().AddSingleton<AutomaticJudge>()
            .AddSingleton(OpeningQuota.Of(settings)).AddSingleton<IFactsFor<CaseFacts>, GatheredCaseFacts>()
            .AddSingleton<CaseDesk>().AddSingleton<CaseLists>()
            .AddSingleton<MeasuredSavings>().AddSingleton<Uploads>().AddSingleton<HandoverDesk>()
            .AddSingleton<MeasureJourney>(provider => async journey =>
                await provider.GetRequiredService<MeasuredSavings>().OfAsync(journey))
            .AddSingleton<EarlierCopies>().AddSingleton<EvidenceFetching>().AddSingleton<CaseExchange>()
            .AddSingleton<MyDisclosures>()
            .AddHostedService<ClockSweep>().AddHostedService<RecheckSweep>()
            .AddFollower<JudgeFollower>().AddFollower<ChangeFollower>().AddFollower<FetchFollower>()
            .AddFollower<DemandFollower>().AddFollower<DoubtFollower>()
            .AddFollower<CertifyFollower>().AddFollower<CertificateFollower>();
        AddCrossCity(services, settings);
        AddPages(services);
    }

    /// <inheritdoc/>
    public override void Map(Doors doors)
    {
        MapPages(doors);
        UploadApi.Map(doors.Api);
        CaseApi.Map(doors.Api);
        WorkApi.Map(doors.Api);
        ResultRoutes.MapApi(doors.Api);
        EvidenceRequestApi.Map(doors.Api);
        DisclosureApi.Map(doors.Programs(Access.Resident));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<NavItem> Nav =>
    [
        new("work", "/work", NavPlace.Official, 10), new("desk", "/desk", NavPlace.Clerk, 10),
        new("supervision", "/supervision", NavPlace.Supervisor, 10),
        new("mine", "/my", NavPlace.Resident | NavPlace.Elder, 70),
    ];

    // The exchange of cases and evidence with other cities.
    private static void AddCrossCity(IServiceCollection services, HostSettings settings) => services
        .AddSingleton(provider =>
            Partners.Of(settings.Configuration, provider.GetRequiredService<CityPack>(), settings.DataFolder))
        .AddSingleton<CrossCityClient>().AddSingleton<HandoverPulse>().AddSingleton<CrossCityDoor>()
        .AddSingleton<CrossCityEvidence>()
        .AddSingleton<FindPartner>(provider => provider.GetRequiredService<CrossCityEvidence>().Of)
        .AddHostedService<HandoverSender>();

    private static void AddPages(IServiceCollection services) => services
        .AddSingleton<Timeline>().AddSingleton<EvidenceWords>().AddSingleton<CaseViews>().AddScoped<Taking>()
        .AddScoped<CaseCalls>()
        .AddScoped<SubjectLookup>()
        .AddScoped<Starting>().AddScoped<Sourcing>().AddScoped<AskingToFetch>()
        .AddScoped<Questioning>().AddScoped<HandingOver>().AddScoped<Checking>()
        .AddScoped<Tracking>().AddScoped<Supplying>().AddScoped<Disclosing>()
        .AddScoped<Handling>().AddScoped<Attaching>().AddScoped<LodgingDesk>();

    private static void MapPages(Doors doors)
    {
        const Access Applicants = Access.Resident | Access.Clerk;
        StartRoutes.Map(doors.Pages("portal", Access.Resident));
        QuestionRoutes.Map(doors.Pages("portal", Applicants));
        MaterialRoutes.Map(doors.Site);
        SourcesRoutes.Map(doors.Pages("portal", Applicants));
        CheckRoutes.Map(doors.Pages("portal", Applicants));
        TrackingRoutes.Map(doors.Site);
        SupplementRoutes.Map(doors.Pages("portal", Applicants));
        DisclosureRoutes.Map(doors.Pages("portal", Access.Resident));
        WorkRoutes.Map(doors.Pages("workbench", Access.Official));
        HandlingRoutes.Map(doors.Pages("workbench", Access.Official));
        ResultRoutes.Map(doors.Site, doors.Pages("workbench", Access.Official));
        DeskRoutes.Map(doors.Pages("desk", Access.Clerk));
        SupervisionRoutes.Map(doors.Site);
        CrossCityRoutes.Map(doors.Site);
        PartnerRoutes.Map(doors.Site);
    }
}

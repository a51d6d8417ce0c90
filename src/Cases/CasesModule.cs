using Microsoft.Extensions.DependencyInjection.Extensions;
using Yitong.Catalogue;
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
    public override IReadOnlyList<StreamKind> Kinds(CityPack pack) => [CaseDesk.KindFor(pack.Catalogue().Calendar)];

    /// <inheritdoc/>
    public override void Add(IServiceCollection services, HostSettings settings)
    {
        services.TryAddSingleton(KnownFacts.None);
        services.AddSingleton<CaseNumbers>().AddSingleton<AutomaticJudge>().AddSingleton<CaseDesk>().AddSingleton<CaseLists>()
            .AddSingleton<MeasuredSavings>().AddSingleton<HandingDesk>()
            .AddSingleton<EarlierCopies>().AddSingleton<EvidenceFetching>().AddSingleton<CaseExchange>()
            .AddSingleton<MyDisclosures>()
            .AddHostedService<ClockSweep>().AddHostedService<RecheckSweep>()
            .AddFollower<FeedFollower>().AddFollower<JudgeFollower>().AddFollower<ChangeFollower>().AddFollower<FetchFollower>()
            .AddFollower<DemandFollower>().AddFollower<CertifyFollower>().AddFollower<CertificateFollower>();
    }

    /// <inheritdoc/>
    public override IReadOnlyList<NavItem> Nav =>
    [
        new("work", "/work", NavPlace.Official, 10), new("desk", "/desk", NavPlace.Clerk, 10),
        new("supervision", "/supervision", NavPlace.Supervisor, 10),
        new("mine", "/my", NavPlace.Resident | NavPlace.Elder, 70),
    ];
}

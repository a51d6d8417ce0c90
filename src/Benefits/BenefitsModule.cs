using Microsoft.Extensions.DependencyInjection.Extensions;
using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Packs;
using Yitong.Shell;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>Policies and what follows from them: who stands how, runs, payments, budgets, drafts and their simulation.</summary>
public sealed class BenefitsModule : Module
{
    /// <inheritdoc/>
    public override string Name => "benefits";

    /// <inheritdoc/>
    public override IReadOnlyList<PackSection> Sections => [PolicyLibrary.Section, BenefitLimits.Section];

    /// <inheritdoc/>
    public override IReadOnlyList<IRowModel> Tables =>
        [new PaymentTables(), new BenefitFileTables(), new DraftTables(), new LoadTables()];

    /// <inheritdoc/>
    public override IReadOnlyList<StreamKind> Kinds(CityPack pack) =>
    [
        BudgetHistory.Kind, RunHistory.Kind(pack), ReceivingAccount.Kind, ReferralHistory.Kind(pack),
        BenefitFileHistory.Kind(pack), DraftHistory.Kind, LoadHistory.Kind,
    ];

    /// <inheritdoc/>
    public override void Add(IServiceCollection services, HostSettings settings)
    {
        // Nobody is invented, unless a demonstration says so.
        services.TryAddSingleton<InventRegister>((_, _) => null);
        services.AddSingleton(KnownOfParty.Of)
            .AddSingleton(provider => provider.GetRequiredService<CityPack>().Section<BenefitLimits>())
            .AddSingleton(new DutyKind("answer-dispute", (duty, pack) =>
                pack.Catalogue().Facts.TryFind(duty.Title, out var fact) ? fact.Name : duty.Title)
            {
                ForSupervision = _ => null,
            })
            .AddSingleton(new DutyKind("decide-referral", (duty, _) => duty.Title) { ForSupervision = _ => null })
            .AddSingleton<LiveLibrary>().AddSingleton<BenefitFiles>().AddSingleton<RegisterLoading>().AddSingleton<DraftList>()
            .AddSingleton<IFactsFor<BenefitFileFacts>, BenefitFileFactsGathering>()
            .AddSingleton<IFactsFor<DraftFacts>, DraftFactsGathering>()
            .AddSingleton<CityRegisters>().AddSingleton<Sandbox>()
            .AddHostedService<BenefitFileSweep>().AddHostedService<RegisterWarmUp>();
        AddPayments(services);
        AddPages(services);
    }

    /// <inheritdoc/>
    public override void Map(Doors doors)
    {
        PolicyRoutes.Map(doors.Pages("portal", Access.Anyone));
        BenefitRoutes.Map(doors.Pages("portal", Access.Resident));
        SandboxRoutes.Map(doors.Pages("workbench", Access.Official));
        DisputeRoutes.Map(doors.Pages("workbench", Access.Official));
        PaymentHomeRoutes.Map(doors.Site);
        RunRoutes.Map(doors.Site);
        BudgetRoutes.Map(doors.Site);
        ReferralRoutes.Map(doors.Pages("workbench", Access.Official));
        NoticeRoutes.Map(doors.Site);
        MyPaymentRoutes.Map(doors.Pages("portal", Access.Resident));
        PolicyApi.Map(doors.Api);
        SandboxApi.Map(doors.Api);
        RunApi.Map(doors.Api);
        BudgetApi.Map(doors.Api);
        InstantApi.Map(doors.Api);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<NavItem> Nav =>
    [
        new("payments", "/work/payments", NavPlace.Official | NavPlace.Supervisor, 20),
        new("policies", "/policies", NavPlace.Resident, 50), new("notice", "/notices", NavPlace.Foot, 25),
    ];

    private static void AddPages(IServiceCollection services) => services
        .AddSingleton<PolicyWords>().AddScoped<Subjects>().AddScoped<Standings>().AddScoped<Benefiting>().AddScoped<Drafting>()
        .AddScoped<Answering>()
        .AddScoped<RunSteps>().AddScoped<ObjectingToLine>().AddScoped<OfficeMoney>().AddScoped<PaymentHome>()
        .AddScoped<RunPages>().AddScoped<BudgetPages>().AddScoped<ReferralPages>().AddScoped<InstantApplying>()
        .AddScoped<MyPayments>();

    // Ledgers, runs, payments and instant grants.
    private static void AddPayments(IServiceCollection services) => services
        .AddSingleton<IFactsFor<BudgetFacts>, BudgetFactsGathering>().AddSingleton<FileSending>()
        .AddSingleton<IFactsFor<RunFacts>, RunFactsGathering>().AddSingleton<ListDrawing>().AddSingleton<OrderPreparing>()
        .AddSingleton<OrderDrawing>().AddSingleton<RunFunding>().AddSingleton<Notices>()
        .AddSingleton<IFactsFor<ReferralFacts>, ReferralFactsGathering>().AddSingleton<InstantGranting>()
        .AddSingleton<PaymentLists>().AddSingleton<RunLists>().AddSingleton<GrantLists>().AddSingleton<RegisterList>()
        .AddSingleton<DrawList>(provider =>
            (terms, after) => provider.GetRequiredService<RegisterList>().DrawAsync(terms, after))
        .AddFollower<RunFollower>().AddFollower<MoneyFollower>().AddFollower<ReturnedFollower>();
}

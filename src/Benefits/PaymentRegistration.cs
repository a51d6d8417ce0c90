using Microsoft.Extensions.DependencyInjection;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>Registration.</summary>
public static class PaymentRegistration
{
    /// <summary>Makes ledgers, runs, payments and instant grants available; they need the store.</summary>
    public static IServiceCollection AddPayments(this IServiceCollection services) => services
        .AddSingleton(provider =>
            new Streams<Budget, BudgetEvent>(provider.GetRequiredService<Journal>(), BudgetHistory.Kind))
        .AddSingleton(provider => new Streams<BenefitRun, RunEvent>(provider.GetRequiredService<Journal>(), RunHistory.Kind))
        .AddSingleton(provider =>
            new Streams<Referral, ReferralEvent>(provider.GetRequiredService<Journal>(), ReferralHistory.Kind))
        .AddSingleton<ReceivingAccounts>().AddSingleton<BudgetDesk>().AddSingleton<RunDesk>().AddSingleton<PaymentDesk>()
        .AddSingleton<InstantDesk>().AddSingleton<PaymentLists>().AddFollower<RunFollower>()
        .AddSingleton<RegisterList>()
        .AddSingleton<DrawList>(provider =>
            (terms, after) => provider.GetRequiredService<RegisterList>().DrawAsync(terms, after));

    /// <summary>The kinds of streams of this part, for a replay.</summary>
    public static IReadOnlyList<StreamKind> Kinds { get; } =
        [BudgetHistory.Kind, RunHistory.Kind, ReceivingAccounts.Kind, ReferralHistory.Kind];
}

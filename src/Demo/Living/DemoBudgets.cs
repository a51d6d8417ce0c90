using Yitong.Acting;
using Yitong.Benefits;
using Yitong.Kernel;
using Yitong.Packs;

namespace Yitong.Demo;

/// <summary>Opens this year's budgets of the pack's policies, so that a demonstration can grant and pay at once.</summary>
internal sealed class DemoBudgets(
    Desk<Budget, BudgetEvent, BudgetFacts> budgets, PaymentLists lists, LiveLibrary library,
    CityProfile city, TimeProvider clock) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var today = city.DayOf(clock.GetUtcNow());
        foreach (var edition in (await library.NowAsync()).On(today))
        {
            var code = Budget.CodeOf(edition.Policy, today.Year);
            if (!edition.Budgets.TryGetValue(today.Year, out var amount)) continue;
            if (await lists.BudgetByCodeAsync(code) is not null) continue;
            var by = Actor.Engine with { Office = edition.Agency };
            await budgets.BeginAsync(by, new OpenBudget(code, edition.Card.Title, amount.Fen), cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

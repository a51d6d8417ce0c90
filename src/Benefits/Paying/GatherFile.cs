using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>
/// Gathers the orders of one policy that are in no file yet into one for the bank, and signs it off first (经办).
/// </summary>
/// <param name="Name">The signer's name; null when none is known.</param>
[Act("gather-file")]
internal sealed record GatherFile(string? Name = null) : ICommand<Budget, BudgetEvent>
{
    private const int MostInFile = 10_000;

    public Refusal? NotNow(Budget now, Facts facts) => Budget.NotFor(facts.By, now.Office) is { } no ? no
        : now.Loose.IsEmpty ? new("payment.nothing-to-gather") : null;

    public Outcome<IReadOnlyList<BudgetEvent>> Decide(Budget now, Facts facts)
    {
        var (policy, clause, _) = now.Loose[0].Purpose;
        var orders = now.Loose.Where(order => order.Purpose.Policy == policy && order.Purpose.Clause == clause)
            .Take(MostInFile).ToList();
        return new BudgetEvent[]
        {
            new FileGathered(
                new(policy, clause, now.Id), [.. orders.Select(order => order.Chunk)], orders.Count,
                orders.Sum(order => order.Fen), facts.By.Id, Name),
        };
    }
}

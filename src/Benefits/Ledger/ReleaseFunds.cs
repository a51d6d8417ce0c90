using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>What was set aside for a run and not ordered goes back to the budget (退回余款).</summary>
/// <param name="Run">The run.</param>
[Act("release-funds")]
internal sealed record ReleaseFunds(BenefitRun Run) : ICommand<Budget, BudgetEvent>
{
    public Refusal? NotNow(Budget now, Facts facts) => Budget.NotFor(facts.By, now.Office) is { } no ? no
        : now.Runs[Run.Id] is { IsClosed: true } ? null
        : now.Runs[Run.Id].ListChunks < Run.Chunks ? new("run.orders-missing")
        : now.Files.Values.Any(file => file.Run == Run.Id && file.State != FileState.Booked) ? new("run.files-open")
        : null;

    public Outcome<IReadOnlyList<BudgetEvent>> Decide(Budget now, Facts facts) =>
        now.Runs[Run.Id] is { IsClosed: false } money
            ? now.Moving(
                new FundsReleased(Run.Id), money.Purpose,
                new Posting(LedgerAccount.Committed, LedgerAccount.Available, money.LeftFen))
            : Array.Empty<BudgetEvent>();
}

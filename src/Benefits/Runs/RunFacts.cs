using Yitong.Acting;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>What decisions about a run may know besides.</summary>
public sealed record RunFacts : Facts
{
    /// <summary>No more than what all decisions know.</summary>
    public RunFacts(Facts known)
        : base(known)
    {
    }

    /// <summary>The policies now; null where no run is opened.</summary>
    public PolicyLibrary? Policies { get; init; }

    /// <summary>The budget that pays; null where there is none.</summary>
    public Budget? Budget { get; init; }

    /// <summary>Whether the list has the line that is objected to.</summary>
    public bool HasLine { get; init; }

    /// <summary>What the budget has set aside for the run; null before the second signature.</summary>
    public RunMoney? Money => Budget?.Runs.GetValueOrDefault(Stream);
}

/// <summary>Looks up what decisions about runs need to know. Thread-safe.</summary>
internal sealed class RunFactsGathering(
    Streams<BenefitRun, RunEvent> runs, Streams<Budget, BudgetEvent> budgets, LiveLibrary library, RunLists lists)
    : IFactsFor<RunFacts>
{
    public async ValueTask<RunFacts> GatherAsync(Facts known, object command, CancellationToken cancellation) => command switch
    {
        OpenRun { Budget: var budget } => new(known)
        {
            Policies = await library.NowAsync(),
            Budget = budget is { } id ? (await budgets.LoadAsync(id, cancellation)).State : null,
        },
        SignRun when (await runs.LoadAsync(known.Stream, cancellation)).State is { } run => new(known)
        {
            Budget = (await budgets.LoadAsync(run.Terms.Budget, cancellation)).State,
        },
        ObjectToLine { Chunk: { } chunk, Line: { } line } => new(known)
        {
            HasLine = await lists.HasLineAsync(known.Stream, chunk, line),
        },
        _ => new(known),
    };
}

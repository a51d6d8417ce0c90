using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Evidence;

/// <summary>Keeps what the day's test of a supplied demand found: what fails is opened again.</summary>
/// <param name="Fault">What went wrong; null where the source answered.</param>
[Act("test-demand")]
internal sealed record TestDemand(string? Fault) : ICommand<Demand, DemandEvent>
{
    /// <inheritdoc/>
    public Refusal? NotNow(Demand now, Facts facts) => null;

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<DemandEvent>> Decide(Demand now, Facts facts)
    {
        if (now.State != DemandState.Supplied || now.TestedOn == facts.Today) return Array.Empty<DemandEvent>();
        var supply = facts.Of<EvidenceLimits>().Supply;
        return new DemandEvent[]
        {
            Fault is null ? new DemandTested(facts.Today)
                : new DemandMoved(DemandState.Reopened, now.Owner, supply.Limit, supply.Law, null, Fault, null, facts.Today),
        };
    }
}

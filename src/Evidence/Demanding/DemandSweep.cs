using Yitong.Store;

namespace Yitong.Evidence;

/// <summary>Tests what is supplied once a day.</summary>
internal sealed class DemandSweep(DemandDesk demands, TimeProvider clock) : Sweep(TimeSpan.FromSeconds(30), clock)
{
    /// <inheritdoc/>
    protected override Task RoundAsync(CancellationToken cancellation) => demands.TestAsync(cancellation);
}

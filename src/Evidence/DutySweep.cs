using Microsoft.Extensions.Logging;
using Yitong.Store;

namespace Yitong.Evidence;

/// <summary>
/// Tells supervision of demands, objections and reviews of emergency access past their clock, and tests what is supplied once a
/// day.
/// </summary>
public sealed class DutySweep(
    DemandDesk demands, ObjectionDesk objections, EmergencyDesk emergencies, TimeProvider clock,
    ILogger<DutySweep>? log = null)
    : Sweep(TimeSpan.FromSeconds(30), clock, log)
{
    /// <inheritdoc/>
    protected override async Task RoundAsync(CancellationToken cancellation)
    {
        await demands.EscalateAsync(cancellation);
        await objections.EscalateAsync(cancellation);
        await emergencies.EscalateAsync(cancellation);
        await demands.TestAsync(cancellation);
    }
}

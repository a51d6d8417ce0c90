namespace Yitong.Evidence;

/// <summary>An installation without connectors: every source is away, and cases do not even try.</summary>
public sealed class Disconnected(TimeProvider clock) : IEvidenceSource
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public Task<SourceAnswer> AskAsync(SourceQuestion question, CancellationToken cancellation) =>
        Task.FromResult<SourceAnswer>(new SourceAway(clock.GetUtcNow() + Pause, "no connector is configured"));
}

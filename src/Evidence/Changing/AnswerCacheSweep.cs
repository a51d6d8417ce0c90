using Yitong.Store;

namespace Yitong.Evidence;

/// <summary>
/// Drops what this process keeps of data that changed: every node has its own memory. Nothing is kept when a process begins, so
/// nothing of the past matters.
/// </summary>
internal sealed class AnswerCacheSweep(ConnectedSources sources) : ActFollower("kept-answers", "data-change.announced")
{
    /// <inheritdoc/>
    public override bool IsOfThisProcess => true;

    /// <inheritdoc/>
    public override Task FollowAsync(IReadOnlyList<RecordedEvent> events, CancellationToken cancellation)
    {
        foreach (var recorded in events)
            if (DataChanged.Of(recorded) is { } changed) sources.Changed(changed.Resource, changed.Subject);
        return Task.CompletedTask;
    }
}
